// The names that official tests have for the rules of blocks and transactions.
#include "tools/blocktest/exceptions.hpp"

#include <algorithm>
#include <iterator>

namespace mozi::blocktest {
namespace {

using chain::BlockFault;
using chain::TxFault;

template <class Fault>
struct Row {
  Fault fault;
  std::string_view names;
};

// clang-format off
constexpr Row<BlockFault> block_rows[] = {
    {BlockFault::malformed,               "RLP_STRUCTURES_ENCODING|RLP_INVALID_FIELD_OVERFLOW_64|RLP_INVALID_ADDRESS|INCORRECT_BLOCK_FORMAT|"
                                          "TYPE_3_TX_CONTRACT_CREATION|TYPE_4_TX_CONTRACT_CREATION|TYPE_3_TX_WITH_FULL_BLOBS"},
    {BlockFault::too_large,               "RLP_BLOCK_LIMIT_EXCEEDED"},
    {BlockFault::unknown_parent,          "UNKNOWN_PARENT|UNKNOWN_PARENT_ZERO"},
    {BlockFault::wrong_number,            "INVALID_BLOCK_NUMBER"},
    {BlockFault::timestamp_not_later,     "INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT"},
    {BlockFault::extra_data_too_long,     "EXTRA_DATA_TOO_BIG"},
    {BlockFault::wrong_dao_extra_data,    "EXTRA_DATA_INVALID_DAO"},
    {BlockFault::wrong_gas_limit,         "INVALID_GASLIMIT"},
    {BlockFault::gas_above_limit,         "INVALID_GASLIMIT|INVALID_GAS_USED_ABOVE_LIMIT"},
    {BlockFault::wrong_difficulty,        "INVALID_DIFFICULTY|IMPORT_IMPOSSIBLE_PARIS_WRONG_POS"},
    {BlockFault::proof_of_work,           "IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS|IMPORT_IMPOSSIBLE_PARIS_WRONG_POW|INVALID_DIFFICULTY"},
    {BlockFault::missing_field,           "INCORRECT_BLOCK_FORMAT|IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI|IMPORT_IMPOSSIBLE_LEGACY_WRONG_PARENT|"
                                          "IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT"},
    {BlockFault::unexpected_field,        "INCORRECT_BLOCK_FORMAT|IMPORT_IMPOSSIBLE_SHANGHAI|IMPORT_IMPOSSIBLE_LONDON_OVER_PARIS|IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT"},
    {BlockFault::wrong_base_fee,          "INVALID_BASEFEE_PER_GAS"},
    {BlockFault::wrong_excess_blob_gas,   "INCORRECT_EXCESS_BLOB_GAS"},
    {BlockFault::wrong_blob_gas_used,     "INCORRECT_BLOB_GAS_USED"},
    {BlockFault::too_much_blob_gas,       "BLOB_GAS_USED_ABOVE_LIMIT|TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED|TYPE_3_TX_BLOB_COUNT_EXCEEDED"},
    {BlockFault::wrong_transactions_root, "INVALID_TRANSACTIONS_ROOT"},
    {BlockFault::wrong_withdrawals_root,  "INVALID_WITHDRAWALS_ROOT"},
    {BlockFault::wrong_ommers_hash,       "INVALID_UNCLES_HASH"},
    {BlockFault::ommers_after_merge,      "IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS"},
    {BlockFault::too_many_ommers,         "TOO_MANY_UNCLES"},
    {BlockFault::repeated_ommer,          "UNCLE_IN_CHAIN"},
    {BlockFault::ommer_is_ancestor,       "UNCLE_IS_ANCESTOR|UNCLE_IN_CHAIN"},
    {BlockFault::ommer_of_wrong_parent,   "UNCLE_PARENT_INCORRECT|UNCLE_IS_BROTHER|UNCLE_UNKNOWN_PARENT|UNCLE_TOO_OLD"},
    {BlockFault::bad_transaction,         ""},
    {BlockFault::wrong_gas_used,          "INVALID_GAS_USED"},
    {BlockFault::wrong_receipts_root,     "INVALID_RECEIPTS_ROOT"},
    {BlockFault::wrong_logs_bloom,        "INVALID_LOG_BLOOM"},
    {BlockFault::wrong_state_root,        "INVALID_STATE_ROOT"},
    {BlockFault::wrong_requests_hash,     "INVALID_REQUESTS"},
    {BlockFault::bad_deposit_log,         "INVALID_DEPOSIT_EVENT_LAYOUT"},
    {BlockFault::system_contract_missing, "SYSTEM_CONTRACT_EMPTY"},
    {BlockFault::system_contract_failed,  "SYSTEM_CONTRACT_CALL_FAILED"},
    {BlockFault::state_unavailable,       ""},
};

constexpr Row<TxFault> transaction_rows[] = {
    {TxFault::type_not_supported,         "TYPE_NOT_SUPPORTED|TYPE_1_TX_PRE_FORK|TYPE_2_TX_PRE_FORK|TYPE_3_TX_PRE_FORK|TYPE_4_TX_PRE_FORK"},
    {TxFault::wrong_chain,                "INVALID_CHAINID"},
    {TxFault::bad_signature,              "INVALID_SIGNATURE_VRS|SENDER_NOT_EOA"},
    {TxFault::nonce_too_low,              "NONCE_MISMATCH_TOO_LOW"},
    {TxFault::nonce_too_high,             "NONCE_MISMATCH_TOO_HIGH"},
    {TxFault::nonce_at_maximum,           "NONCE_IS_MAX|NONCE_OVERFLOW|NONCE_TOO_BIG"},
    {TxFault::sender_is_contract,         "SENDER_NOT_EOA"},
    {TxFault::insufficient_funds,         "INSUFFICIENT_ACCOUNT_FUNDS"},
    {TxFault::gas_above_block_limit,      "GAS_ALLOWANCE_EXCEEDED"},
    {TxFault::gas_above_cap,              "GAS_LIMIT_EXCEEDS_MAXIMUM"},
    {TxFault::intrinsic_gas_too_low,      "INTRINSIC_GAS_TOO_LOW"},
    {TxFault::below_floor_gas,            "INTRINSIC_GAS_BELOW_FLOOR_GAS_COST|INTRINSIC_GAS_TOO_LOW"},
    {TxFault::init_code_too_large,        "INITCODE_SIZE_EXCEEDED"},
    {TxFault::fee_cap_below_base_fee,     "INSUFFICIENT_MAX_FEE_PER_GAS"},
    {TxFault::tip_above_fee_cap,          "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS"},
    {TxFault::blob_fee_cap_too_low,       "INSUFFICIENT_MAX_FEE_PER_BLOB_GAS"},
    {TxFault::no_blobs,                   "TYPE_3_TX_ZERO_BLOBS"},
    {TxFault::too_many_blobs,             "TYPE_3_TX_BLOB_COUNT_EXCEEDED|TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED"},
    {TxFault::blob_gas_above_block_limit, "TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED|TYPE_3_TX_BLOB_COUNT_EXCEEDED"},
    {TxFault::bad_blob_version,           "TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH"},
    {TxFault::creation_not_allowed,       "TYPE_3_TX_CONTRACT_CREATION|TYPE_4_TX_CONTRACT_CREATION"},
    {TxFault::no_authorizations,          "TYPE_4_EMPTY_AUTHORIZATION_LIST"},
    {TxFault::state_unavailable,          ""},
};
// clang-format on

/// The rows stand in the order of the enumerators.
template <class Fault, size_t n>
consteval bool in_order(const Row<Fault> (&rows)[n], Fault last) {
  for (size_t i = 0; i < n; ++i)
    if (static_cast<size_t>(rows[i].fault) != i) return false;
  return static_cast<size_t>(last) + 1 == n;
}
static_assert(in_order(block_rows, BlockFault::state_unavailable));
static_assert(in_order(transaction_rows, TxFault::state_unavailable));

/// Calls `visit` for each of the names, without "BlockException." or "TransactionException.".
template <class Visit>
void each_name(std::string_view names, Visit visit) {
  while (!names.empty()) {
    const size_t end = std::min(names.find('|'), names.size());
    std::string_view name = names.substr(0, end);
    if (const size_t dot = name.find('.'); dot != std::string_view::npos)
      name.remove_prefix(dot + 1);
    visit(name);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

}  // namespace

std::string_view official_names(const chain::BlockRejection& rejection) {
  if (rejection.fault == BlockFault::bad_transaction && rejection.transaction_fault)
    return transaction_rows[static_cast<size_t>(*rejection.transaction_fault)].names;
  return block_rows[static_cast<size_t>(rejection.fault)].names;
}

bool is_reason(std::string_view expected, const chain::BlockRejection& rejection) {
  bool found = false;
  each_name(expected, [&](std::string_view wanted) {
    each_name(official_names(rejection), [&](std::string_view name) { found |= name == wanted; });
  });
  return found;
}

}  // namespace mozi::blocktest
