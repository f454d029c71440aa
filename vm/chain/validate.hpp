// Whether a transaction may enter a block: every rule of types 0 to 4, per fork.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "mozi/types.hpp"
#include "vm/chain/block.hpp"
#include "vm/isa/rules.hpp"
#include "vm/state/journal.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::chain {

/// The rule that a transaction breaks.
enum class TxFault : uint8_t {
  type_not_supported,
  wrong_chain,
  bad_signature,
  nonce_too_low,
  nonce_too_high,
  nonce_at_maximum,    // EIP-2681
  sender_is_contract,  // EIP-3607
  insufficient_funds,
  gas_above_block_limit,
  gas_above_cap,  // EIP-7825
  intrinsic_gas_too_low,
  below_floor_gas,         // EIP-7623
  init_code_too_large,     // EIP-3860
  fee_cap_below_base_fee,  // EIP-1559
  tip_above_fee_cap,       // EIP-1559
  blob_fee_cap_too_low,    // EIP-4844
  no_blobs,
  too_many_blobs,
  blob_gas_above_block_limit,
  bad_blob_version,
  creation_not_allowed,  // types 3 and 4
  no_authorizations,     // EIP-7702
  state_unavailable,     // the state backend failed; says nothing about the transaction
};

/// Why a transaction is refused: the rule, and what was expected and came.
struct Rejection {
  TxFault fault;
  std::string message;
};

/// What validation found out on the way.
struct Admission {
  uint64_t intrinsic_gas = 0;
  uint64_t floor_gas = 0;
  Word gas_price;  // per gas, effective
  Word blob_fee;   // for all blobs
};

/// Whether an account with code may send (EIP-3607 says no; a development chain may impersonate).
enum class SenderCode : uint8_t { refuse, allow };

/// Checks everything but the signature, which is checked where the sender is recovered. `gas_left`
/// is what the block has left for it.
[[nodiscard]] std::expected<Admission, Rejection> validate(
    const state::Transaction& tx, const Address& sender, const Block& block, uint64_t gas_left,
    const isa::Rules& rules, state::Journal& journal, SenderCode sender_code = SenderCode::refuse);

/// The sender under the fork's rules for signatures.
[[nodiscard]] std::expected<Address, Rejection> recover_sender(const state::Transaction& tx,
                                                               const isa::Rules& rules);

/// The rule in words: "nonce too low".
std::string_view fault_text(TxFault fault);

}  // namespace mozi::chain
