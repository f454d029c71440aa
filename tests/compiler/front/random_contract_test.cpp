// Random contracts, written in the language itself, behave the same interpreted and at every level.
#include "tests/compiler/front/random_contract.hpp"

#include <catch2/catch.hpp>

#include "compiler/artifact/compile.hpp"
#include "tests/compiler/front/differential.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

constexpr std::string_view signatures[] = {"first(uint256,uint256)", "second(uint256,uint256)",
                                           "third(uint256[],uint256)"};

Bytes random_call(Random& random) {
  const auto which = random.below(std::size(signatures));
  const auto& text = signatures[which];
  const auto hash = crypto::keccak256({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  Bytes data(hash.bytes.begin(), hash.bytes.begin() + 4);
  const auto add = [&](const Word& w) {
    const auto bytes = w.to_bytes();
    data.insert(data.end(), bytes.begin(), bytes.end());
  };
  const bool is_array = which == 2;
  add(is_array ? Word{64} : random.word());
  add(random.below(2) == 0 ? random.word() : Word{random.below(10)});
  if (!is_array) return data;
  const auto length = random.below(5);
  add(Word{length});
  for (uint64_t i = 0; i < length; ++i) add(random.word());
  return data;
}

/// What a caller can see of a transaction.
std::string seen(World& world, const Result& result) {
  std::string text{status_text(result.status)};
  text += " " + to_hex(BytesView{result.output}) + "\n";
  for (const auto& log : world.logs) {
    for (const auto& topic : log.topics) text += to_hex(topic) + " ";
    text += to_hex(BytesView{log.data}) + "\n";
  }
  for (const auto& [slot, word] : world.accounts[Twins::address()].storage)
    text += to_hex(slot) + ": " + to_hex(word) + "\n";
  return text;
}

artifact::Compiled compile_at(const dsl::ast::Contract& contract, opt::Level level) {
  auto compiled = artifact::compile(contract, opt::Options{.level = level, .after = {}});
  if (compiled) return std::move(*compiled);
  for (const auto& diagnostic : compiled.error()) UNSCOPED_INFO(to_string(diagnostic));
  FAIL("expected the contract to compile");
  return {};
}

}  // namespace

TEST_CASE("random contracts behave the same interpreted and at every level") {
  constexpr uint64_t contracts = 40;
  constexpr int calls = 40;
  constexpr opt::Level levels[] = {opt::Level::O0, opt::Level::O1, opt::Level::O2, opt::Level::Os};
  uint64_t succeeded = 0;
  for (uint64_t n = 0; n < contracts; ++n) {
    Random random(n + 500);
    twins::RandomContract::random = &random;
    const auto contract = dsl::trace<twins::RandomContract>("RandomContract");
    World expected;
    const auto plain = compile_at(contract, opt::Level::O0);
    REQUIRE(expected.deploy(Twins::address(), plain.program, {}).status == Status::success);
    std::vector<World> worlds(std::size(levels));
    for (size_t i = 0; i < worlds.size(); ++i) {
      const auto compiled = compile_at(contract, levels[i]);
      REQUIRE(worlds[i].deploy(Twins::address(), compiled.code.init.bytes, {}).status ==
              Status::success);
    }
    for (int call = 0; call < calls; ++call) {
      const auto input = random_call(random);
      INFO("MOZI_SEED=" << seed() << ", contract " << n << ", call " << call << ": "
                        << to_hex(BytesView{input}));
      const auto want = seen(expected, expected.transact(Twins::address(), input));
      succeeded += want.starts_with("success") ? 1 : 0;
      for (size_t i = 0; i < worlds.size(); ++i) {
        INFO("level " << static_cast<int>(levels[i]));
        REQUIRE(seen(worlds[i], worlds[i].transact(Twins::address(), input)) == want);
      }
    }
  }
  // The generator must not degrade to contracts that only fail.
  CHECK(succeeded * 4 > contracts * calls);
}
