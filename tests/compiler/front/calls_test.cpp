// Calls, constructors, creations and the reentrancy lock, side by side with Solidity.
#include "tests/compiler/front/twins/calls.hpp"

#include <catch2/catch.hpp>

#include "tests/compiler/front/differential.hpp"
#include "tests/compiler/front/tree.hpp"
#include "tests/compiler/front/twins/built.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

const auto callee_address = Address::from_word(Word{0xca11ee});

void store_word(Bytes& arguments, size_t index, const Word& word) {
  if (arguments.size() >= 32 * (index + 1)) word.store(arguments.data() + 32 * index);
}

/// An address that leads somewhere: the callee, the contract itself, a precompile, or nowhere.
Word interesting_address(Random& random) {
  const Address choices[] = {callee_address,
                             callee_address,
                             callee_address,
                             Twins::address(),
                             Address::from_word(Word{4}),
                             Address::from_word(Word{0xdead})};
  return choices[random.below(std::size(choices))].to_word();
}

/// Arguments whose addresses lead somewhere and whose bytes are often calls that the callee knows.
Bytes call_arguments(Random& random, const std::string& signature, const Solidity& theirs,
                     const Solidity& callee) {
  const auto& types = theirs.inputs.at(signature);
  auto arguments = random_arguments(random, types);
  for (size_t i = 0; i < types.size(); ++i)
    if (types[i]->kind == Kind::address) store_word(arguments, i, interesting_address(random));
  if (!signature.starts_with("low") || types.size() != 2) return arguments;
  auto at = callee.inputs.begin();
  std::advance(at, static_cast<long>(random.below(callee.inputs.size())));
  auto data = calldata(callee.selectors.at(at->first), random_arguments(random, at->second));
  if (random.below(3) == 0) data = damaged(random, std::move(data));
  arguments.resize(96);
  store_word(arguments, 2, Word{data.size()});
  store_word(arguments, 1, Word{64});
  data.resize((data.size() + 31) / 32 * 32);
  arguments.insert(arguments.end(), data.begin(), data.end());
  return arguments;
}

void call_at_random(Twins& twins, const Solidity& theirs, const Solidity& callee, Engine engine,
                    int rounds) {
  Random random(23);
  std::vector<std::pair<std::string, uint32_t>> functions(theirs.selectors.begin(),
                                                          theirs.selectors.end());
  for (int round = 0; round < rounds; ++round) {
    const auto& [signature, selector] = functions[random.below(functions.size())];
    // The IR's interpreter knows no gas.
    if (signature.starts_with("limited") && engine == Engine::interpreted_ir) continue;
    INFO(signature << ", round " << round << ", MOZI_SEED " << seed());
    auto arguments = call_arguments(random, signature, theirs, callee);
    if (signature == "use(address)" && random.below(4) != 0)
      store_word(arguments, 0, callee_address.to_word());
    // The one thing that may differ: how large the contract itself is.
    if (signature.starts_with("code_size")) store_word(arguments, 0, callee_address.to_word());
    if (random.below(6) == 0) arguments = damaged(random, std::move(arguments));
    const bool pays = random.below(4) == 0;
    twins.transact(calldata(selector, arguments), Word{pays ? random.below(20) : 0});
    CHECK(twins.mozi.accounts[callee_address].storage ==
          twins.solidity.accounts[callee_address].storage);
  }
}

/// Constructor arguments, good and damaged, and a few calls after each deployment.
template <class Contract>
void compare_constructions(const std::string& name, const std::vector<dsl::ast::TypeRef>& types) {
  const auto theirs = read_solidity(name);
  const auto ours = dsl::trace<Contract>(name);
  Random random(29);
  for (const auto engine : engines) {
    for (int round = 0; round < 150; ++round) {
      INFO(name << ", round " << round << ", MOZI_SEED " << seed());
      auto arguments = random_arguments(random, types);
      if (random.below(2) == 0) arguments = damaged(random, std::move(arguments));
      Twins twins(ours, theirs, engine);
      twins.deploy(arguments, Word{random.below(3) == 0 ? 5u : 0u});
      for (const auto& [signature, selector] : theirs.selectors)
        twins.transact(calldata(selector, random_arguments(random, theirs.inputs.at(signature))));
    }
  }
}

}  // namespace

TEST_CASE("calls of other contracts are those of Solidity") {
  const auto theirs = read_solidity("Calls");
  const auto callee = read_solidity("Callee");
  const auto ours = dsl::trace<twins::Calls>("Calls");
  for (const auto engine : engines) {
    Twins twins(ours, theirs, engine);
    twins.deploy();
    for (auto* world : {&twins.solidity, &twins.mozi})
      REQUIRE(world->deploy(callee_address, callee.bytecode, {}).status == Status::success);
    twins.transact(
        calldata(theirs.selectors.at("use(address)"), callee_address.to_word().to_bytes()));
    call_at_random(twins, theirs, callee, engine, 3000);
    // What no selector answers.
    Random random(31);
    for (int round = 0; round < 40; ++round) {
      Bytes input(random.below(8));
      for (auto& byte : input) byte = static_cast<uint8_t>(random.bits());
      twins.transact(input, Word{random.below(2)});
    }
  }
}

TEST_CASE("constructors check and take their arguments as in Solidity") {
  compare_constructions<twins::Built>(
      "Built",
      {make_type(Kind::address), uint_t(16), int_t(32), bytes_t(4), make_type(Kind::boolean),
       make_type(Kind::string), make_type(Kind::array, 0, uint_t(256))});
  compare_constructions<twins::Simple>("Simple", {uint_t(8), make_type(Kind::address)});
}

TEST_CASE("the reentrancy lock is that of OpenZeppelin, in a transient slot of its own") {
  const auto theirs = read_solidity("Guarded");
  const auto ours = dsl::trace<twins::Guarded>("Guarded");
  const auto self = Twins::address().to_word().to_bytes();
  for (const auto engine : engines) {
    Twins twins(ours, theirs, engine);
    twins.deploy();
    Random random(37);
    for (int round = 0; round < 300; ++round) {
      auto at = theirs.inputs.begin();
      std::advance(at, static_cast<long>(random.below(theirs.inputs.size())));
      const auto inner =
          calldata(theirs.selectors.at(at->first), random_arguments(random, at->second));
      INFO("enter and then " << at->first << ", MOZI_SEED " << seed());
      Bytes arguments(self.begin(), self.end());
      arguments.resize(96);
      store_word(arguments, 1, Word{64});
      store_word(arguments, 2, Word{inner.size()});
      arguments.insert(arguments.end(), inner.begin(), inner.end());
      twins.transact(calldata(theirs.selectors.at("enter(address,bytes)"), arguments));
      twins.transact(inner);
    }
  }
}

TEST_CASE("contracts create others, whose code is theirs") {
  const auto theirs = read_solidity("Maker");
  const auto ours = dsl::trace<twins::Maker>("Maker");
  for (const auto engine : {Engine::bytecode_O0, Engine::bytecode_O2}) {
    Twins twins(ours, theirs, engine);
    twins.deploy();
    Random random(41);
    for (int round = 0; round < 300; ++round) {
      auto at = theirs.selectors.begin();
      std::advance(at, static_cast<long>(random.below(theirs.selectors.size())));
      INFO(at->first << ", MOZI_SEED " << seed());
      twins.transact(calldata(at->second, random_arguments(random, theirs.inputs.at(at->first))));
    }
  }
}

TEST_CASE("a contract names its own errors for empty results and for reentrancy") {
  const auto ours = dsl::trace<twins::Policies>("Policies");
  for (const auto engine : engines) {
    INFO(name_of(engine));
    const auto compiled = compile_or_fail(ours, engine);
    World world;
    const auto at = Twins::address();
    if (engine == Engine::interpreted_ir) {
      world.deploy(at, compiled.program, {});
    } else {
      world.deploy(at, compiled.code.init.bytes, {});
    }
    const auto nowhere = Address::from_word(Word{0xdead}).to_word();
    Bytes target(32);
    nowhere.store(target.data());
    for (const auto* signature : {"number_of(address)", "poke(address)", "text_of(address)"}) {
      INFO(signature);
      const auto result = world.transact(at, calldata(selector(signature), target));
      CHECK(result.status == Status::revert);
      CHECK(to_hex(result.output) == to_hex(calldata(selector("EmptyResult(address)"), target)));
    }
    // A call that locks, and inside of it the same call again: its result is Locked().
    const auto self = at.to_word().to_bytes();
    Bytes inner(self.begin(), self.end());
    inner.resize(96);
    store_word(inner, 1, Word{64});
    Bytes outer = inner;
    const auto nested = calldata(selector("again(address,bytes)"), inner);
    store_word(outer, 2, Word{nested.size()});
    outer.insert(outer.end(), nested.begin(), nested.end());
    const auto result = world.transact(at, calldata(selector("again(address,bytes)"), outer));
    REQUIRE(result.output.size() >= 100);
    CHECK(Word::load(result.output.data()) == Word{0});
    CHECK(Word::load(result.output.data() + 64) == Word{4});
    CHECK(to_hex(BytesView(result.output).subspan(96, 4)) ==
          to_hex(calldata(selector("Locked()"), {})));
  }
}
