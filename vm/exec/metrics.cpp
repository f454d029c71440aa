// Slots of the contract metrics, and the calls that read them.
#include "vm/exec/metrics.hpp"

#include <algorithm>

#include "vm/crypto/keccak.hpp"

namespace mozi::exec::metrics {
namespace {

/// The slot of a key in the mapping at `slot`.
Word mapped(const Word& slot, const Word& key) {
  std::array<uint8_t, 64> pair;
  key.store(pair.data());
  slot.store(pair.data() + 32);
  return crypto::keccak256(pair).to_word();
}

constexpr Word deployers = 0;
constexpr Word usages = 1;
constexpr Word usages_by_epoch = 2;
constexpr Word totals = 3;

/// The arguments of a call, one after the other.
class Arguments {
 public:
  explicit Arguments(BytesView data) : data_(data) {}

  Address address() { return Address::from_word(take(160)); }
  uint64_t number() { return take(64).low(); }
  /// Whether all that were taken were there and in range.
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  Word take(unsigned bits) {
    if (data_.size() < 32) {
      ok_ = false;
      return {};
    }
    const Word word = Word::load(data_.data());
    data_ = data_.subspan(32);
    if (!(word >> bits).is_zero()) ok_ = false;
    return word;
  }

  BytesView data_;
  bool ok_ = true;
};

Word deployer_slot(Arguments& in) {
  return deployer_key(in.address());
}
Word usage_slot(Arguments& in) {
  return usage_key(in.address());
}
Word usage_in_slot(Arguments& in) {
  const Address contract = in.address();
  return usage_in_key(in.number(), contract);
}
Word total_slot(Arguments& in) {
  return total_key(in.number());
}

/// A function: which slot it reads, and whether the word there is a Usage.
struct Function {
  std::array<uint8_t, 4> selector;
  Word (*slot)(Arguments& in);
  bool is_usage;
};
constexpr Function functions[] = {
    {{0x41, 0x6d, 0xc7, 0x32}, deployer_slot, false},
    {{0x1a, 0x42, 0xd1, 0x39}, usage_slot, true},
    {{0x91, 0x9d, 0x4b, 0x55}, usage_in_slot, true},
    {{0x19, 0xc0, 0x80, 0x7d}, total_slot, false},
};

void append(Bytes& output, const Word& word) {
  output.resize(output.size() + 32);
  word.store(output.data() + output.size() - 32);
}

PrecompileResult failure() {
  return {Status::precompile_failure, 0, {}};
}

}  // namespace

Word pack(const Usage& usage) {
  return {usage.gas.limb[1], usage.gas.limb[0], usage.transactions, usage.frames};
}

Usage unpack(const Word& word) {
  return {word.limb[0], word.limb[1], word >> 128};
}

Word deployer_key(const Address& contract) {
  return mapped(deployers, contract.to_word());
}
Word usage_key(const Address& contract) {
  return mapped(usages, contract.to_word());
}
Word usage_in_key(uint64_t epoch, const Address& contract) {
  return mapped(mapped(usages_by_epoch, epoch), contract.to_word());
}
Word total_key(uint64_t epoch) {
  return mapped(totals, epoch);
}

PrecompileResult read(Host& host, const isa::Rules& rules, BytesView input, int64_t gas) {
  if (input.size() < 4) return failure();
  const auto* function = std::ranges::find_if(functions, [&](const Function& candidate) {
    return std::ranges::equal(candidate.selector, input.first(4));
  });
  if (function == std::end(functions)) return failure();
  Arguments arguments(input.subspan(4));
  const Word slot = function->slot(arguments);
  if (!arguments.ok()) return failure();

  int64_t price = rules.sload;
  if (rules.access_lists && host.access_storage(account, slot) == Access::cold)
    price += rules.cold_sload_surcharge;
  if (price > gas) return {Status::out_of_gas, 0, {}};
  const Word word = host.storage(account, slot);
  PrecompileResult result{Status::success, gas - price, {}};
  if (function->is_usage) {
    const Usage usage = unpack(word);
    for (const Word& part : {Word{usage.frames}, Word{usage.transactions}, usage.gas})
      append(result.output, part);
  } else {
    append(result.output, word);
  }
  return result;
}

}  // namespace mozi::exec::metrics
