// One call of a precompile: two bytes pick it, two are the gas, the rest is its input.
#include "tests/fuzz/targets/target.hpp"
#include "vm/exec/precompiles.hpp"

namespace mozi::fuzz {
namespace {

/// The precompile with this address, or else any.
Address pick(const isa::Rules& rules, uint16_t number) {
  const Address address = Address::from_word(Word{number});
  if (exec::is_precompile(rules, address)) return address;
  const auto all = exec::precompiles(rules);
  return all[number % all.size()];
}

}  // namespace

void precompile(BytesView bytes) {
  Input input(bytes);
  isa::Rules rules = isa::rules_of(default_fork);
  rules.lattice = true;
  const Address address = pick(rules, input.short_number());
  // Up to 262,000: a BLS12-381 pairing of a few points, and still milliseconds under sanitizers.
  const int64_t gas = int64_t{input.short_number()} * 4;
  const BytesView data = input.rest();

  const auto first = exec::run_precompile(rules, address, data, gas);
  if (first.status != Status::success) {
    require(first.gas_left == 0, "a failure to take all gas");
    require(first.output.empty(), "a failure to have no output");
    return;
  }
  require(first.gas_left >= 0 && first.gas_left <= gas, "gas between zero and the limit");
  // Exactly what it cost is enough, one less is not.
  const int64_t cost = gas - first.gas_left;
  const auto second = exec::run_precompile(rules, address, data, cost);
  require(second.status == Status::success && second.gas_left == 0, "the cost to be enough");
  require(second.output == first.output, "the same output again");
  if (cost > 0)
    require(exec::run_precompile(rules, address, data, cost - 1).status != Status::success,
            "less than the cost not to be enough");
}

}  // namespace mozi::fuzz
