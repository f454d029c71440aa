// Lesson 2: the virtual machine alone. Whatever bytecode asks of the world, it asks a Host; this
// one is a table of storage slots and answers "nothing there" to everything else.
#include <cstdio>
#include <map>

#include "mozi/vm.hpp"

using namespace mozi;

class TableHost final : public Host {
 public:
  bool account_exists(const Address&) override { return false; }
  Word storage(const Address&, const Word& key) override { return slots_[key]; }
  StorageStatus set_storage(const Address&, const Word& key, const Word& value) override {
    // The status tells the price; a host with transactions also knows the value at their start.
    const Word old = std::exchange(slots_[key], value);
    if (old == value) return StorageStatus::assigned;
    return old.is_zero()     ? StorageStatus::added
           : value.is_zero() ? StorageStatus::deleted
                             : StorageStatus::modified;
  }
  Word transient_storage(const Address&, const Word& key) override { return transient_[key]; }
  void set_transient_storage(const Address&, const Word& key, const Word& value) override {
    transient_[key] = value;
  }
  Word balance(const Address&) override { return {}; }
  BytesView code(const Address&) override { return {}; }
  Hash code_hash(const Address&) override { return {}; }
  bool selfdestruct(const Address&, const Address&) override { return false; }
  // Nested calls are the host's to run: this one has no other contracts.
  Result call(const Message& message) override {
    Result nothing;
    nothing.gas_left = message.gas;
    return nothing;
  }
  const TxContext& tx_context() override { return context_; }
  Hash block_hash(uint64_t) override { return {}; }
  void emit_log(const Address&, BytesView, std::span<const Hash> topics) override {
    std::printf("a log with %zu topics\n", topics.size());
  }
  Access access_account(const Address&) override { return Access::warm; }
  Access access_storage(const Address&, const Word& key) override {
    return touched_[key]++ == 0 ? Access::cold : Access::warm;
  }

 private:
  std::map<Word, Word> slots_;
  std::map<Word, Word> transient_;
  std::map<Word, int> touched_;
  TxContext context_;
};

int main() {
  TableHost host;
  Vm vm({.fork = Fork::osaka});
  // Increments slot 0, announces it in an empty log, returns the new value.
  const auto code = parse_hex("0x5f54600101805f555f5f5fa15f5260205ff3");
  Message message;
  message.gas = 100'000;
  for (int call = 1; call <= 2; ++call) {
    const Result result = vm.execute(host, message, *code);
    std::printf("%s, gas %lld\n", std::string(status_text(result.status)).c_str(),
                static_cast<long long>(message.gas - result.gas_left));
  }
  return host.storage({}, {}) == Word{2} ? 0 : 1;
}
