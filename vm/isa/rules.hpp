// Rules: everything a fork can change, as plain numbers and switches; code reads rules and never
// compares forks.
#pragma once

#include <array>
#include <cstdint>

#include "mozi/fork.hpp"
#include "mozi/host.hpp"

namespace mozi::isa {

/// What an SSTORE costs and refunds for one StorageStatus, cold access not counted.
struct StoreCost {
  int32_t gas = 0;
  int32_t refund = 0;
  constexpr bool operator==(const StoreCost&) const = default;
};
/// Indexed by StorageStatus.
using StoreCosts = std::array<StoreCost, 9>;

/// Which formula prices MODEXP.
enum class ModexpPricing : uint8_t { eip198, eip2565, eip7883 };

/// Which formula moves the difficulty of proof of work from block to block.
enum class DifficultyFormula : uint8_t { frontier, homestead, byzantium };

/// The rules of Frontier unless an EIP changed them; see eips.hpp and forks.hpp.
/// A limit of zero means that there is none.
struct Rules {
  Fork fork = Fork::frontier;

  // Static gas of opcodes: what the gas column of opcodes.def names.
  int16_t zero = 0;
  int16_t jumpdest = 1;
  int16_t base = 2;
  int16_t verylow = 3;
  int16_t low = 5;
  int16_t mid = 8;
  int16_t high = 10;
  int16_t exp = 10;
  int16_t blockhash = 20;
  int16_t keccak = 30;
  int16_t balance = 20;
  int16_t ext_code = 20;
  int16_t ext_code_hash = 400;
  int16_t sload = 50;
  int16_t transient = 100;
  int16_t log = 375;
  int16_t call = 40;
  int16_t selfdestruct = 0;
  int16_t create = 32000;

  // Dynamic gas of opcodes.
  int32_t exp_byte = 10;
  int32_t keccak_word = 6;
  int32_t copy_word = 3;
  int32_t memory_word = 3;
  int32_t log_topic = 375;
  int32_t log_byte = 8;
  int32_t call_value = 9000;
  int32_t call_stipend = 2300;
  int32_t call_new_account = 25000;
  int32_t selfdestruct_new_account = 0;
  int32_t init_code_word = 0;        // EIP-3860
  int32_t cold_sload_surcharge = 0;  // EIP-2929: beyond the static gas, on first touch
  int32_t cold_sstore_surcharge = 0;
  int32_t cold_account_surcharge = 0;
  int32_t cold_selfdestruct_surcharge = 0;
  int32_t warm_access = 0;    // of the target of a delegation
  int32_t sstore_sentry = 0;  // SSTORE fails unless more gas than this is left
  StoreCosts store_costs{};
  int32_t selfdestruct_refund = 24000;

  // Behaviour of opcodes.
  bool access_lists = false;             // EIP-2929: cold and warm accounts and slots
  bool keep_a_64th = false;              // EIP-150: nested calls get all but one 64th of the gas
  bool new_account_needs_value = false;  // EIP-161: only a transfer pays for a new account
  bool delegations = false;              // EIP-7702
  bool selfdestruct_only_new = false;    // EIP-6780
  bool prev_randao = false;              // EIP-4399

  // Contract creation.
  int32_t code_deposit_byte = 200;
  uint32_t max_code_size = 0;         // EIP-170
  uint32_t max_init_code_size = 0;    // EIP-3860
  uint64_t contract_nonce = 0;        // EIP-161: the nonce of a new contract
  bool deposit_must_be_paid = false;  // EIP-2: an unpaid deposit fails; before, it left no code
  bool reject_ef_code = false;        // EIP-3541

  // Accounts.
  bool empty_accounts_vanish =
      false;  // EIP-161: touched empty accounts are deleted; absent = empty

  // Transactions: gas.
  int32_t tx_base = 21000;
  int32_t tx_create = 0;  // EIP-2
  int32_t tx_data_zero = 4;
  int32_t tx_data_nonzero = 68;
  int32_t tx_floor_token = 0;  // EIP-7623: floor per token (zero byte 1, other byte 4)
  int32_t access_list_address = 0;
  int32_t access_list_key = 0;
  int32_t authorization = 0;         // EIP-7702: charged per tuple
  int32_t authorization_refund = 0;  // given back where the authority exists
  int32_t refund_quotient = 2;       // at most gas used / quotient is refunded
  int64_t tx_gas_cap = 0;            // EIP-7825

  // Transactions: what is allowed.
  bool low_s_only = false;         // EIP-2
  bool replay_protection = false;  // EIP-155
  bool access_list_tx = false;     // type 1, EIP-2930
  bool fee_market = false;         // type 2 and the base fee, EIP-1559
  bool blob_tx = false;            // type 3, EIP-4844
  bool set_code_tx = false;        // type 4, EIP-7702
  bool warm_coinbase = false;      // EIP-3651

  // Blobs.
  uint32_t blob_target = 0;
  uint32_t blob_max = 0;
  uint32_t blob_max_per_tx = 0;  // EIP-7594
  uint64_t blob_update_fraction = 0;
  uint64_t blob_price_floor_gas = 0;  // EIP-7918: a blob costs at least this much execution gas

  // Blocks.
  uint64_t block_reward = 5'000'000'000'000'000'000u;
  DifficultyFormula difficulty = DifficultyFormula::frontier;
  uint32_t bomb_delay = 0;          // blocks by which the difficulty bomb is late
  uint32_t max_block_size = 0;      // EIP-7934
  bool receipt_status = false;      // EIP-658: a status in place of the state root
  bool proof_of_stake = false;      // EIP-3675
  bool withdrawals = false;         // EIP-4895
  bool beacon_roots = false;        // EIP-4788
  bool block_hash_history = false;  // EIP-2935
  bool execution_requests = false;  // EIP-7685 with 6110, 7002 and 7251

  // Precompiles; which exist is in the rows of exec/precompiles.def and, on a Lattice chain, of
  // exec/precompiles/lattice.def.
  bool lattice = false;  // set by the chain's configuration, whatever the fork
  ModexpPricing modexp = ModexpPricing::eip198;
  uint32_t modexp_max_length = 0;  // EIP-7823
  int32_t bn254_add = 500;
  int32_t bn254_mul = 40000;
  int32_t bn254_pairing = 100000;
  int32_t bn254_pair = 80000;
};

/// The cost of SSTORE with status `s`.
constexpr const StoreCost& store_cost(const Rules& rules, StorageStatus s) {
  return rules.store_costs[static_cast<size_t>(s)];
}

/// The rules of `fork`; the reference is valid for ever.
const Rules& rules_of(Fork fork);

}  // namespace mozi::isa
