// From a transaction to the next state: admission, payment, execution, refund, settlement.
#pragma once

#include <expected>
#include <optional>
#include <vector>

#include "mozi/host.hpp"
#include "vm/chain/host.hpp"
#include "vm/chain/validate.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::chain {

/// What a transaction did: the receipt's content and what only its sender sees.
struct Outcome {
  Status status = Status::success;
  uint64_t gas_used = 0;    // paid for; after refund, and not below the floor
  uint64_t gas_refund = 0;  // given back of what was used
  Bytes output;             // return or revert data; empty for a creation that succeeded
  std::optional<Address> created;
  std::vector<Log> logs;
};

/// Validates and applies one transaction to the host's journal and ends it there. A rejected
/// transaction leaves no trace. `gas_left` is what the block has left.
[[nodiscard]] std::expected<Outcome, Rejection> apply_transaction(
    StateHost& host, const state::Transaction& tx, const Address& sender, const Block& block,
    uint64_t gas_left, SenderCode sender_code = SenderCode::refuse);

/// Runs one message outside any transaction: no fees, no intrinsic gas, no nonce of the sender. The
/// journal's transaction stays open, so that the caller may look, keep or drop it. Resolves a
/// delegation of the recipient; warms what a transaction would.
[[nodiscard]] Result run_message(StateHost& host, const Block& block, Message message);

}  // namespace mozi::chain
