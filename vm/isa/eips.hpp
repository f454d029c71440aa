// One function per EIP that changes a number or switch: rules before it -> rules after it.
// EIPs that only add opcodes or precompiles are rows of opcodes.def and exec/precompiles.def.
#pragma once

#include "vm/isa/rules.hpp"

namespace mozi::isa {

/// SSTORE priced by the current and the new value alone, as before EIP-1283.
constexpr StoreCosts gross_metered(int32_t set, int32_t reset, int32_t clear_refund) {
  return {{
      {reset, 0},             // assigned
      {set, 0},               // added
      {reset, clear_refund},  // deleted
      {reset, 0},             // modified
      {set, 0},               // deleted_added
      {reset, clear_refund},  // modified_deleted
      {set, 0},               // deleted_restored
      {reset, clear_refund},  // added_deleted
      {reset, 0},             // modified_restored
  }};
}

/// SSTORE priced by the value before the transaction too: only the first change of a slot pays.
constexpr StoreCosts net_metered(int32_t set, int32_t reset, int32_t dirty, int32_t clear_refund) {
  return {{
      {dirty, 0},                             // assigned
      {set, 0},                               // added
      {reset, clear_refund},                  // deleted
      {reset, 0},                             // modified
      {dirty, -clear_refund},                 // deleted_added
      {dirty, clear_refund},                  // modified_deleted
      {dirty, reset - dirty - clear_refund},  // deleted_restored
      {dirty, set - dirty},                   // added_deleted
      {dirty, reset - dirty},                 // modified_restored
  }};
}

/// The launch of Ethereum, before any EIP.
constexpr Rules launch(Rules r) {
  r.store_costs = gross_metered(20000, 5000, 15000);
  return r;
}

/// Homestead: creations cost more, must pay their deposit; signatures are unique; the difficulty
/// follows the time of a block in proportion.
constexpr Rules eip_2(Rules r) {
  r.difficulty = DifficultyFormula::homestead;
  r.tx_create = 32000;
  r.deposit_must_be_paid = true;
  r.low_s_only = true;
  return r;
}

/// The difficulty counts ommers too.
constexpr Rules eip_100(Rules r) {
  r.difficulty = DifficultyFormula::byzantium;
  return r;
}

/// Prices against denial of service; nested calls keep a 64th back.
constexpr Rules eip_150(Rules r) {
  r.ext_code = 700;
  r.balance = 400;
  r.sload = 200;
  r.call = 700;
  r.selfdestruct = 5000;
  r.selfdestruct_new_account = 25000;
  r.keep_a_64th = true;
  return r;
}

/// Transactions name their chain.
constexpr Rules eip_155(Rules r) {
  r.replay_protection = true;
  return r;
}

/// EXP pays more per byte of the exponent.
constexpr Rules eip_160(Rules r) {
  r.exp_byte = 50;
  return r;
}

/// Empty accounts vanish when touched.
constexpr Rules eip_161(Rules r) {
  r.empty_accounts_vanish = true;
  r.new_account_needs_value = true;
  r.contract_nonce = 1;
  return r;
}

/// Contracts are at most 24 KiB.
constexpr Rules eip_170(Rules r) {
  r.max_code_size = 24576;
  return r;
}

/// Block reward of 3 ether; the difficulty bomb is put off.
constexpr Rules eip_649(Rules r) {
  r.bomb_delay = 3'000'000;
  r.block_reward = 3'000'000'000'000'000'000u;
  return r;
}

/// Receipts carry a status.
constexpr Rules eip_658(Rules r) {
  r.receipt_status = true;
  return r;
}

/// Block reward of 2 ether; the difficulty bomb is put off again.
constexpr Rules eip_1234(Rules r) {
  r.bomb_delay = 5'000'000;
  r.block_reward = 2'000'000'000'000'000'000u;
  return r;
}

/// Net gas metering of SSTORE.
constexpr Rules eip_1283(Rules r) {
  r.store_costs = net_metered(20000, 5000, r.sload, 15000);
  return r;
}

/// Withdraws EIP-1283 for its reentrancy risk (Petersburg).
constexpr Rules eip_1716(Rules r) {
  r.store_costs = gross_metered(20000, 5000, 15000);
  return r;
}

/// Cheaper BN254.
constexpr Rules eip_1108(Rules r) {
  r.bn254_add = 150;
  r.bn254_mul = 6000;
  r.bn254_pairing = 45000;
  r.bn254_pair = 34000;
  return r;
}

/// State reads cost more.
constexpr Rules eip_1884(Rules r) {
  r.sload = 800;
  r.balance = 700;
  r.ext_code_hash = 700;
  return r;
}

/// Cheaper calldata.
constexpr Rules eip_2028(Rules r) {
  r.tx_data_nonzero = 16;
  return r;
}

/// Net gas metering of SSTORE again, safe against reentrancy by the stipend.
constexpr Rules eip_2200(Rules r) {
  r.store_costs = net_metered(20000, 5000, r.sload, 15000);
  r.sstore_sentry = 2300;
  return r;
}

/// The difficulty bomb is put off (Muir Glacier).
constexpr Rules eip_2384(Rules r) {
  r.bomb_delay = 9'000'000;
  return r;
}

/// MODEXP repriced.
constexpr Rules eip_2565(Rules r) {
  r.modexp = ModexpPricing::eip2565;
  return r;
}

/// The first touch of an account or slot in a transaction costs more, later ones less.
constexpr Rules eip_2929(Rules r) {
  constexpr int16_t warm = 100;
  constexpr int32_t cold_sload = 2100;
  constexpr int32_t cold_account = 2600;
  r.access_lists = true;
  r.warm_access = warm;
  r.sload = r.balance = r.ext_code = r.ext_code_hash = r.call = warm;
  r.cold_sload_surcharge = cold_sload - warm;
  r.cold_sstore_surcharge = cold_sload;
  r.cold_account_surcharge = cold_account - warm;
  r.cold_selfdestruct_surcharge = cold_account;
  r.store_costs = net_metered(20000, 5000 - cold_sload, warm, 15000);
  return r;
}

/// Transactions of type 1 declare what they touch.
constexpr Rules eip_2930(Rules r) {
  r.access_list_tx = true;
  r.access_list_address = 2400;
  r.access_list_key = 1900;
  return r;
}

/// The fee market: base fee, and transactions of type 2.
constexpr Rules eip_1559(Rules r) {
  r.fee_market = true;
  return r;
}

/// Smaller refunds.
constexpr Rules eip_3529(Rules r) {
  constexpr int32_t reset = 5000 - 2100;
  r.selfdestruct_refund = 0;
  r.refund_quotient = 5;
  r.store_costs = net_metered(20000, reset, r.warm_access, reset + r.access_list_key);
  return r;
}

/// New contracts may not start with 0xEF.
constexpr Rules eip_3541(Rules r) {
  r.reject_ef_code = true;
  return r;
}

/// The difficulty bomb is put off (London).
constexpr Rules eip_3554(Rules r) {
  r.bomb_delay = 9'700'000;
  return r;
}

/// The difficulty bomb is put off (Arrow Glacier).
constexpr Rules eip_4345(Rules r) {
  r.bomb_delay = 10'700'000;
  return r;
}

/// The difficulty bomb is put off for the last time (Gray Glacier).
constexpr Rules eip_5133(Rules r) {
  r.bomb_delay = 11'400'000;
  return r;
}

/// Proof of stake.
constexpr Rules eip_3675(Rules r) {
  r.proof_of_stake = true;
  r.block_reward = 0;
  return r;
}

/// DIFFICULTY becomes PREVRANDAO.
constexpr Rules eip_4399(Rules r) {
  r.prev_randao = true;
  return r;
}

/// The coinbase is warm.
constexpr Rules eip_3651(Rules r) {
  r.warm_coinbase = true;
  return r;
}

/// Init code is bounded and paid by the word.
constexpr Rules eip_3860(Rules r) {
  r.max_init_code_size = 2 * r.max_code_size;
  r.init_code_word = 2;
  return r;
}

/// Withdrawals from the beacon chain.
constexpr Rules eip_4895(Rules r) {
  r.withdrawals = true;
  return r;
}

/// Beacon block roots are readable.
constexpr Rules eip_4788(Rules r) {
  r.beacon_roots = true;
  return r;
}

/// Blob transactions, type 3.
constexpr Rules eip_4844(Rules r) {
  r.blob_tx = true;
  r.blob_target = 3;
  r.blob_max = 6;
  r.blob_max_per_tx = 6;
  r.blob_update_fraction = 3'338'477;
  return r;
}

/// SELFDESTRUCT deletes only what the same transaction created.
constexpr Rules eip_6780(Rules r) {
  r.selfdestruct_only_new = true;
  return r;
}

/// Block hashes are kept in a contract.
constexpr Rules eip_2935(Rules r) {
  r.block_hash_history = true;
  return r;
}

/// Calldata pays a floor.
constexpr Rules eip_7623(Rules r) {
  r.tx_floor_token = 10;
  return r;
}

/// Requests from the execution layer: deposits, withdrawals, consolidations.
constexpr Rules eip_7685(Rules r) {
  r.execution_requests = true;
  return r;
}

/// More blobs.
constexpr Rules eip_7691(Rules r) {
  r.blob_target = 6;
  r.blob_max = 9;
  r.blob_max_per_tx = 9;
  r.blob_update_fraction = 5'007'716;
  return r;
}

/// Accounts may delegate to code, by transactions of type 4.
constexpr Rules eip_7702(Rules r) {
  r.set_code_tx = true;
  r.delegations = true;
  r.authorization = 25000;
  r.authorization_refund = 12500;
  return r;
}

/// PeerDAS: at most six blobs in one transaction.
constexpr Rules eip_7594(Rules r) {
  r.blob_max_per_tx = 6;
  return r;
}

/// MODEXP operands are bounded.
constexpr Rules eip_7823(Rules r) {
  r.modexp_max_length = 1024;
  return r;
}

/// A transaction has at most 2^24 gas.
constexpr Rules eip_7825(Rules r) {
  r.tx_gas_cap = 1 << 24;
  return r;
}

/// MODEXP repriced again.
constexpr Rules eip_7883(Rules r) {
  r.modexp = ModexpPricing::eip7883;
  return r;
}

/// The blob base fee has a floor in execution gas.
constexpr Rules eip_7918(Rules r) {
  r.blob_price_floor_gas = 1 << 13;
  return r;
}

/// Blocks are bounded in bytes.
constexpr Rules eip_7934(Rules r) {
  r.max_block_size = 8'388'608;
  return r;
}

/// First blob-parameter-only fork (EIP-7892).
constexpr Rules blobs_bpo1(Rules r) {
  r.blob_target = 10;
  r.blob_max = 15;
  r.blob_update_fraction = 8'346'193;
  return r;
}

/// Second blob-parameter-only fork (EIP-7892).
constexpr Rules blobs_bpo2(Rules r) {
  r.blob_target = 14;
  r.blob_max = 21;
  r.blob_update_fraction = 11'684'671;
  return r;
}

}  // namespace mozi::isa
