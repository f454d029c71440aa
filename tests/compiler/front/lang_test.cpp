// Failures told apart, libraries, opcodes, precompiles, creation code and constructors of mixins,
// side by side with Solidity.
#include "tests/compiler/front/twins/lang.hpp"

#include <catch2/catch.hpp>

#include "tests/compiler/front/differential.hpp"
#include "tests/compiler/front/tree.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

const auto thrower_address = Address::from_word(Word{0xca11ee});
const auto library_address = Address::from_word(Word{0x11b});

/// solc's functions that create contracts: the interpreter of the IR has no code to hand out.
bool creates(const std::string& signature) {
  return signature.starts_with("make");
}

void call_at_random(Twins& twins, const Solidity& theirs, Engine engine, int rounds) {
  Random random(43);
  std::vector<std::pair<std::string, uint32_t>> functions(theirs.selectors.begin(),
                                                          theirs.selectors.end());
  for (int round = 0; round < rounds; ++round) {
    const auto& [signature, selector] = functions[random.below(functions.size())];
    if (creates(signature) && engine == Engine::interpreted_ir) continue;
    INFO(signature << ", round " << round << ", MOZI_SEED " << seed());
    auto arguments = random_arguments(random, theirs.inputs.at(signature));
    if (random.below(6) == 0) arguments = damaged(random, std::move(arguments));
    // Most random points lie on no curve; the generator does.
    const bool on_curve = signature.starts_with("curve") && random.below(2) == 0;
    if (on_curve && arguments.size() >= 64) {
      Word{1}.store(arguments.data());
      Word{2}.store(arguments.data() + 32);
    }
    twins.transact(calldata(selector, arguments));
  }
}

}  // namespace

TEST_CASE("failures, libraries, opcodes, precompiles and creations are those of Solidity") {
  const auto theirs = read_solidity("Lang");
  const auto thrower = read_solidity("Thrower");
  const auto library = read_solidity("Lib");
  const auto ours = dsl::trace<twins::Lang>("Lang");
  Random random(47);
  for (const auto engine : engines) {
    Twins twins(ours, theirs, engine);
    twins.deploy(random_arguments(random, {make_type(Kind::string), uint_t(128)}), Word{3});
    for (auto* world : {&twins.solidity, &twins.mozi}) {
      REQUIRE(world->deploy(thrower_address, thrower.bytecode, {}).status == Status::success);
      REQUIRE(world->deploy(library_address, library.bytecode, {}).status == Status::success);
    }
    call_at_random(twins, theirs, engine, 4000);
    // What no selector answers is handed on, with its value.
    const auto raise = thrower.selectors.at("raise(uint256,bytes)");
    for (int round = 0; round < 100; ++round) {
      const auto arguments = random_arguments(random, thrower.inputs.at("raise(uint256,bytes)"));
      twins.transact(calldata(raise, arguments), Word{random.below(3)});
      twins.transact({}, Word{random.below(3)});
    }
  }
}
