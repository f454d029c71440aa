// Contracts in Solidity and in our language, side by side: random calls, good and malformed, must
// end alike.
#include <catch2/catch.hpp>

#include "tests/compiler/front/differential.hpp"
#include "tests/compiler/front/twins/abi.hpp"
#include "tests/compiler/front/twins/flow.hpp"
#include "tests/compiler/front/twins/logs.hpp"
#include "tests/compiler/front/twins/more.hpp"
#include "tests/compiler/front/twins/store.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// One call of each function after the other, in random order, so that state builds up.
void call_at_random(Twins& twins, const Solidity& theirs, int rounds, uint64_t salt) {
  Random random(salt);
  std::vector<std::pair<std::string, uint32_t>> functions(theirs.selectors.begin(),
                                                          theirs.selectors.end());
  for (int round = 0; round < rounds; ++round) {
    const auto& [signature, selector] = functions[random.below(functions.size())];
    INFO(signature << ", round " << round << ", MOZI_SEED " << seed());
    const auto inputs = theirs.inputs.at(signature);
    auto arguments = random_arguments(random, inputs);
    // solc's getters copy such a key to memory and may panic there; ours read it where it is.
    const bool copied_key = signature == "by_name(string)" || signature == "by_bytes(bytes)";
    if (random.below(4) == 0 && !copied_key) arguments = damaged(random, std::move(arguments));
    twins.transact(calldata(selector, arguments));
  }
}

template <class Contract>
void compare_twins(const std::string& name, int rounds) {
  const auto theirs = read_solidity(name);
  const auto ours = dsl::trace<Contract>(name);
  for (const auto engine : engines) {
    Twins twins(ours, theirs, engine);
    twins.deploy();
    call_at_random(twins, theirs, rounds, 17);
  }
}

}  // namespace

TEST_CASE("values of every type go in and out as in Solidity") {
  compare_twins<twins::Abi>("Abi", 6000);
}

TEST_CASE("state variables of every type behave as in Solidity") {
  compare_twins<twins::Store>("Store", 6000);
}

TEST_CASE("control flow and order of evaluation are those of Solidity") {
  compare_twins<twins::Flow>("Flow", 3000);
}

TEST_CASE("events are those of Solidity") {
  compare_twins<twins::Logs>("Logs", 1000);
}

TEST_CASE("copies between places, and values through internal functions, are those of Solidity") {
  compare_twins<twins::More>("More", 4000);
}
