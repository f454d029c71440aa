// Importing the blocks of a test and comparing the chain with what it must be.
#include "tools/blocktest/runner.hpp"

#include "tools/blocktest/exceptions.hpp"
#include "tools/fixtures/differences.hpp"
#include "tools/support/fail.hpp"
#include "vm/chain/blockchain.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::blocktest {
namespace {

/// The block with the transactions root that belongs to its transactions.
Bytes with_right_root(BytesView encoded) {
  auto block = chain::decode_block(encoded);
  if (!block) return {};
  block->header.transactions_root = chain::transactions_root(block->transactions);
  return chain::encode_block(*block);
}

/// Why the chain refuses a block, as it says if that is not the reason that the test names; else
/// nothing. Some fillers made the root of a bad block of its good transactions alone: then the
/// others must be bad by themselves.
std::string other_reason(std::string_view named, const chain::BlockRejection& rejection,
                         BytesView encoded, chain::Blockchain& chain) {
  if (is_reason(named, rejection)) return {};
  if (rejection.fault != chain::BlockFault::wrong_transactions_root) return rejection.message;
  const auto again = chain.import(with_right_root(encoded));
  if (again) return rejection.message + ", and nothing else";
  return is_reason(named, again.error()) ? "" : rejection.message + "; " + again.error().message;
}

/// Imports a block and notes what came of it; returns what is wrong with that.
std::string import_block(chain::Blockchain& chain, const TestBlock& block, Reasons reasons,
                         BlockOutcome& outcome) {
  const auto imported = chain.import(block.encoded);
  outcome.accepted = imported.has_value();
  const bool must_fail = !block.expected_rejection.empty();
  if (imported) {
    if (must_fail)
      return fmt::format("expected a rejection ({}), got an accepted block",
                         block.expected_rejection);
    if (block.hash && *block.hash != (*imported)->hash)
      return fmt::format("expected the block hash {}, got {}", to_hex(*block.hash),
                         to_hex((*imported)->hash));
    return {};
  }
  outcome.rejection = imported.error().message;
  if (!must_fail)
    return fmt::format("expected an accepted block, got a rejection: {}", outcome.rejection);
  if (reasons == Reasons::ignore || block.expected_rejection == "?") return {};
  if (const std::string other =
          other_reason(block.expected_rejection, imported.error(), block.encoded, chain);
      !other.empty())
    return fmt::format("expected a rejection for {}, got: {}", block.expected_rejection, other);
  return {};
}

/// What is wrong with the chain at the end.
std::string compare(chain::Blockchain& chain, const Fixture& fixture, TestResult& result) {
  result.head = chain.head().hash;
  result.state_root = state::state_root(chain.head_state());
  if (result.head != fixture.last_block_hash)
    return fmt::format("expected the head {}, got {} (block {})", to_hex(fixture.last_block_hash),
                       to_hex(result.head), chain.head().block.header.number);
  if (fixture.post_root && result.state_root != *fixture.post_root)
    return fmt::format("expected the state root {}, got {}", to_hex(*fixture.post_root),
                       to_hex(result.state_root));
  if (!fixture.post) return {};
  result.differences = fixtures::differences(*fixture.post, chain.head_state());
  if (result.differences.empty()) return {};
  const size_t count = result.differences.size();
  return fmt::format("expected the accounts that the test lists, got {} difference{}", count,
                     count == 1 ? "" : "s");
}

}  // namespace

TestResult run(const Fixture& fixture, Reasons reasons, Tracer* tracer) {
  chain::Blockchain chain(fixture.config, fixture.pre, fixture.genesis);
  chain.trace_with(tracer);
  TestResult result;
  for (size_t i = 0; i < fixture.blocks.size() && result.error.empty(); ++i) {
    const std::string wrong =
        import_block(chain, fixture.blocks[i], reasons, result.blocks.emplace_back());
    if (!wrong.empty()) result.error = fmt::format("block {} of the list: {}", i, wrong);
  }
  const std::string wrong = compare(chain, fixture, result);
  if (result.error.empty()) result.error = wrong;
  result.pass = result.error.empty();
  return result;
}

}  // namespace mozi::blocktest
