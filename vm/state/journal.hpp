// The journal: the state as the running transaction sees it, with exact revert.
#pragma once

#include <mozi/host.hpp>

#include "vm/state/backend.hpp"
#include "vm/state/cached_account.hpp"
#include "vm/state/diff.hpp"
#include "vm/state/transient.hpp"
#include "vm/state/undo_log.hpp"

namespace mozi::state {

/// A point to revert to.
struct Checkpoint {
  size_t changes = 0;
  size_t logs = 0;
};

/// Whether the end of a transaction removes the empty accounts that it touched (EIP-161).
enum class EmptyAccounts : uint8_t { keep, remove };

/// A cache over a backend, kept for any number of transactions: what one leaves behind is what the
/// next one starts from. Accounts and slots are read from the backend once. The backend is never
/// written; take_diff() says what changed. It must outlive the journal. One thread uses it.
///
/// When the backend fails, failure() is set for good, reads yield zeros from then on, and nothing
/// the journal says is to be trusted.
class Journal {
 public:
  explicit Journal(StateBackend& backend) : backend_(&backend) {}
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// The backend's first error, if any.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

  // Accounts. Whatever changes an account touches it, too.
  bool exists(const Address& address) { return account(address).exists; }
  /// EIP-161: absent, or without nonce, balance and code.
  bool is_empty(const Address& address) { return account(address).is_empty(); }
  Word balance(const Address& address) { return account(address).balance; }
  uint64_t nonce(const Address& address) { return account(address).nonce; }
  /// The code's hash; that of no bytes for an account without code, existing or not.
  Hash code_hash(const Address& address) { return account(address).code.hash; }
  /// The code; valid until the end of the transaction.
  BytesView code(const Address& address);
  /// Whether any slot is not zero (EIP-7610). Also true if slots of the backend were all set to
  /// zero since: only code does that, and with code a creation collides anyway.
  bool has_storage(const Address& address);
  /// Touches an account, and so brings it into existence (EIP-161; before that, a transfer of 0).
  void touch(const Address& address);
  /// Adds modulo 2^256. Adding zero touches.
  void add_balance(const Address& address, const Word& amount);
  /// Subtracts; false, and nothing done, if the balance is too small.
  [[nodiscard]] bool subtract_balance(const Address& address, const Word& amount);
  void set_balance(const Address& address, const Word& balance);
  void set_nonce(const Address& address, uint64_t nonce);
  void set_code(const Address& address, Bytes code);

  // Storage. It belongs to existing accounts: code runs only there.
  Word storage(const Address& address, const Word& key) { return slot(address, key).current; }
  /// The word at the start of the transaction.
  Word original_storage(const Address& address, const Word& key);
  /// Writes a word and tells what that did for the gas rules.
  StorageStatus set_storage(const Address& address, const Word& key, const Word& value);
  Word transient_storage(const Address& address, const Word& key) const;
  void set_transient_storage(const Address& address, const Word& key, const Word& value);

  // Warm accounts and slots (EIP-2929): marks, and tells whether it was marked before. Does not
  // read from the backend, so that access lists cost nothing.
  Access access_account(const Address& address);
  Access access_storage(const Address& address, const Word& key);

  /// Begins a creation: the account exists, is created in this transaction, and has no storage.
  /// Nonce, balance and code stay; whether they collide is the caller's to check first.
  void begin_creation(const Address& address);
  /// Whether begin_creation happened in this transaction.
  bool created(const Address& address) { return entry(address).created == tx_; }
  /// Lets the account vanish at the end of the transaction; true if that is new. Moving the balance
  /// and EIP-6780 are the caller's.
  bool destruct(const Address& address);
  bool destructed(const Address& address) { return entry(address).destructed == tx_; }

  void add_log(Log log) { logs_.push_back(std::move(log)); }
  /// The logs of the transaction in order.
  [[nodiscard]] const std::vector<Log>& logs() const { return logs_; }
  /// The same, moved out: to be called before the transaction ends.
  [[nodiscard]] std::vector<Log> take_logs() { return std::exchange(logs_, {}); }

  /// The hash of an earlier block, from the backend.
  Hash block_hash(uint64_t number);

  // Checkpoints nest; to keep what happened since one, just forget it.
  [[nodiscard]] Checkpoint checkpoint() const { return {undo_.size(), logs_.size()}; }
  /// Takes back everything since the checkpoint: it must be of this transaction, and not be older
  /// than one already reverted to.
  void revert(const Checkpoint& checkpoint);

  /// Ends the transaction: destructed accounts vanish, and touched empty ones if so told. Marks,
  /// logs and transient storage go; the next transaction begins.
  void end_transaction(EmptyAccounts empty_accounts);
  /// Takes the whole transaction back and begins the next one.
  void drop_transaction();

  /// What ended transactions changed since the last call. Taking it says that the backend has it
  /// from here on. Must be called between transactions.
  [[nodiscard]] StateDiff take_diff();

 private:
  using SlotEntry = SlotMap::value_type;

  CachedAccount& entry(const Address& address);
  CachedAccount& account(const Address& address);
  CachedAccount& touched_account(const Address& address);
  CachedSlot& slot_entry(CachedAccount& account, const Word& key);
  CachedSlot& slot(const Address& address, const Word& key);
  void load(CachedAccount& account);
  void load(const Address& address, CachedSlot& slot, const Word& key);
  void clear_storage(CachedAccount& account);
  void remove(CachedAccount& account);
  void begin_transaction();
  template <class T>
  T checked(Expected<T> result);

  StateBackend* backend_;
  std::unordered_map<Address, CachedAccount, SeededHash> accounts_;
  TransientStorage transient_;
  UndoLog undo_;
  std::vector<Log> logs_;
  // Candidates for the end of the transaction; a revert may have made some of them stale.
  std::vector<CachedAccount*> touched_;
  std::vector<CachedAccount*> destructed_;
  std::vector<CachedAccount*> changed_;  // by ended transactions, since the last diff
  TxStamp tx_ = 1;
  // The last entries found: code works on one account, often on one slot, many times in a row.
  CachedAccount* last_account_ = nullptr;
  CachedAccount* last_slot_owner_ = nullptr;
  SlotEntry* last_slot_ = nullptr;
  std::optional<Error> failure_;
};

}  // namespace mozi::state
