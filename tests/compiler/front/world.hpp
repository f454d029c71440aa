// A world for compiled contracts: accounts run bytecode or IR programs, failures are undone.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "compiler/ir/interpret.hpp"
#include "mozi/vm.hpp"

namespace mozi::test {

/// What an account runs: bytecode, or the runtime object of a program with its immutables.
struct Account {
  Word balance;
  uint64_t nonce = 0;
  Bytes code;
  const ir::Program* program = nullptr;
  std::vector<Word> immutables;
  std::map<Word, Word> storage;  // zeros are not kept
};

/// A host with real nested calls. Gas is plentiful and not compared: the contracts that run here
/// are compiled differently on purpose.
class World : public Host {
 public:
  std::map<Address, Account> accounts;
  std::map<std::pair<Address, Word>, Word> transient;
  std::vector<Log> logs;
  TxContext context;
  bool lattice = false;  // whether there are the precompiles of a Lattice chain

  /// Puts a program's contract at `at`, its constructor run with these arguments.
  Result deploy(const Address& at, const ir::Program& program, BytesView arguments,
                const Word& value = {});
  /// The same for init code.
  Result deploy(const Address& at, BytesView init_code, BytesView arguments,
                const Word& value = {});
  /// A transaction: transient storage and logs start empty.
  Result transact(const Address& to, BytesView input, const Word& value = {});

  static Address sender() { return Address::from_word(Word{0xca11e4}); }

  bool account_exists(const Address& a) override { return accounts.contains(a); }
  Word storage(const Address& a, const Word& key) override;
  StorageStatus set_storage(const Address& a, const Word& key, const Word& value) override;
  Word transient_storage(const Address& a, const Word& key) override;
  void set_transient_storage(const Address& a, const Word& key, const Word& value) override;
  Word balance(const Address& a) override;
  BytesView code(const Address& a) override;
  Hash code_hash(const Address& a) override;
  bool selfdestruct(const Address& a, const Address& beneficiary) override;
  Result call(const Message& message) override;
  const TxContext& tx_context() override { return context; }
  Hash block_hash(uint64_t number) override { return Hash::from_word(Word{number * 1000 + 7}); }
  void emit_log(const Address& a, BytesView data, std::span<const Hash> topics) override;
  Access access_account(const Address&) override { return Access::warm; }
  Access access_storage(const Address&, const Word&) override { return Access::warm; }

 private:
  struct Snapshot {
    std::map<Address, Account> accounts;
    std::map<std::pair<Address, Word>, Word> transient;
    size_t logs = 0;
  };

  [[nodiscard]] Snapshot snapshot() const { return {accounts, transient, logs.size()}; }
  void restore(Snapshot snapshot);
  bool move_value(const Address& from, const Address& to, const Word& value);
  Result run(const Message& message);
  Result create(Message message, const Address& at);
  Result run_object(const ir::Program& program, const ir::Object& object, const Message& message,
                    BytesView arguments, std::vector<Word> immutables, ir::Outcome* outcome);

  Vm vm_;
};

}  // namespace mozi::test
