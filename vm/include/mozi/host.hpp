// What bytecode asks of the world around it: the message, the transaction, and the abstract Host.
#pragma once

#include <cstdint>
#include <vector>

#include "mozi/types.hpp"

namespace mozi {

/// How a call ended. Everything but `success` and `revert` consumes all gas of the frame.
enum class Status : uint8_t {
  running,  // inside the VM only: go on with the next opcode
  success,
  revert,
  out_of_gas,
  stack_underflow,
  stack_overflow,
  undefined_opcode,
  invalid_opcode,  // INVALID (0xfe)
  bad_jump_destination,
  invalid_memory_access,  // beyond the range of RETURNDATACOPY
  static_mode_violation,
  call_depth_exceeded,
  insufficient_balance,
  nonce_overflow,       // the creator's nonce is 2^64-1 (EIP-2681)
  contract_collision,   // EIP-684, EIP-7610
  init_code_too_large,  // EIP-3860
  code_too_large,       // EIP-170
  code_starts_with_ef,  // EIP-3541
  precompile_failure,
  feature_absent,  // a precompile of the Lattice that needs a feature which is not built in
  interrupted,     // stopped from outside: step budget, deadline or interrupt flag
  host_error,      // the state backend failed; nothing of the call is to be trusted
};
/// "success", "out of gas", ...
std::string_view status_text(Status status);

/// The six ways to enter code.
enum class CallKind : uint8_t { call, callcode, delegatecall, staticcall, create, create2 };

/// One call or creation, as CALL and CREATE describe it.
struct Message {
  CallKind kind = CallKind::call;
  bool is_static = false;
  bool delegated = false;  // the code comes from an EIP-7702 delegation
  int32_t depth = 0;
  int64_t gas = 0;
  Address recipient;  // whose storage and balance the code sees; creations: set by the host
  Address sender;
  Address code_address;  // whose code runs; differs in CALLCODE, DELEGATECALL and delegations
  Word value;
  Hash salt;        // CREATE2 only
  BytesView input;  // calldata, or the init code of a creation; must outlive the call
};

/// How a call ended, what is left and what it returned.
struct Result {
  Status status = Status::success;
  int64_t gas_left = 0;
  int64_t gas_refund = 0;
  Bytes output;
  Address created;  // the new contract's address after a successful creation
};

/// The block and the transaction, as seen by the environment opcodes.
struct TxContext {
  Word gas_price;  // the effective price per gas, EIP-1559
  Address origin;
  Address coinbase;
  uint64_t block_number = 0;
  uint64_t timestamp = 0;
  uint64_t block_gas_limit = 0;
  Word prev_randao;  // DIFFICULTY before Paris
  Word chain_id;
  Word base_fee;
  Word blob_base_fee;
  std::vector<Hash> blob_hashes;
};

/// What an SSTORE did to a slot: original value -> current value -> new value (EIP-2200, as EVMC).
enum class StorageStatus : uint8_t {
  assigned,           // anything not listed below, dirty or unchanged
  added,              // 0 -> 0 -> Z
  deleted,            // X -> X -> 0
  modified,           // X -> X -> Z
  deleted_added,      // X -> 0 -> Z
  modified_deleted,   // X -> Y -> 0
  deleted_restored,   // X -> 0 -> X
  added_deleted,      // 0 -> Y -> 0
  modified_restored,  // X -> Y -> X
};

/// Whether an account or slot had been touched in this transaction (EIP-2929).
enum class Access : uint8_t { cold, warm };

/// The world that bytecode runs in. One thread uses a host at a time; it must outlive every call
/// made with it. The methods correspond to those of EVMC's host interface.
class Host {
 public:
  virtual ~Host() = default;

  virtual bool account_exists(const Address& address) = 0;
  virtual Word storage(const Address& address, const Word& key) = 0;
  virtual StorageStatus set_storage(const Address& address, const Word& key, const Word& value) = 0;
  virtual Word transient_storage(const Address& address, const Word& key) = 0;
  virtual void set_transient_storage(const Address& address, const Word& key,
                                     const Word& value) = 0;
  virtual Word balance(const Address& address) = 0;
  /// The account's code as EXTCODE* see it (a delegation designator stays 23 bytes). The view
  /// stays valid until the end of the transaction.
  virtual BytesView code(const Address& address) = 0;
  /// What follows from code(address); a host that must copy code to show it knows shorter ways.
  virtual size_t code_size(const Address& address) { return code(address).size(); }
  /// At least the first code_start_size bytes, or all that there are: enough to know a delegation.
  virtual BytesView code_start(const Address& address) { return code(address); }
  static constexpr size_t code_start_size = 24;
  /// Keccak-256 of the code; zero for an account that does not exist.
  virtual Hash code_hash(const Address& address) = 0;
  /// Registers a self-destruction; true if it is the first of this account in the transaction.
  virtual bool selfdestruct(const Address& address, const Address& beneficiary) = 0;
  /// Runs a nested call or creation to its end, with value transfer and revert.
  virtual Result call(const Message& message) = 0;
  virtual const TxContext& tx_context() = 0;
  /// The hash of one of the last 256 blocks, else zero.
  virtual Hash block_hash(uint64_t number) = 0;
  virtual void emit_log(const Address& address, BytesView data, std::span<const Hash> topics) = 0;
  /// Marks the account as touched and tells whether it was before.
  virtual Access access_account(const Address& address) = 0;
  virtual Access access_storage(const Address& address, const Word& key) = 0;
};

}  // namespace mozi
