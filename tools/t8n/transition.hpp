// Applying transactions to a state: one block, whose parent is only known as far as "env" says.
#pragma once

#include <functional>

#include "mozi/tracer.hpp"
#include "tools/t8n/input.hpp"

namespace mozi::t8n {

struct Options {
  std::string fork;
  Word chain_id = 1;
  std::optional<Word> reward;  // of proof of work; none: nobody is rewarded
};

/// A transaction that was not applied.
struct Rejected {
  size_t index = 0;  // in the input
  std::string error;
};

/// A transaction that was.
struct Applied {
  state::Transaction transaction;
  chain::Outcome outcome;  // its logs are in the receipt
};

/// What came of a transition.
struct Output {
  state::WorldState alloc;
  chain::Block block;
  std::optional<uint64_t> excess_blob_gas;
  isa::Rules rules;
  chain::BlockResult result;
  std::vector<Applied> applied;
  std::vector<Rejected> rejected;
  std::vector<chain::Withdrawal> withdrawals;
  std::string block_error;  // why no block can have this outcome; empty if one can
};

/// Called around each transaction that is tried.
struct Observer {
  std::function<Tracer*(size_t index, const Hash& hash)> on_begin;  // null: no trace
  std::function<void(const chain::Outcome& outcome)> on_end;        // of an applied one
};

/// Runs the transition. An error says what the inputs lack.
[[nodiscard]] Expected<Output> run(Input input, const Options& options, const Observer& observer);

}  // namespace mozi::t8n
