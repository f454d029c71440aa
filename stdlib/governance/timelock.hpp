// Calls that wait before they are made, so that whoever disagrees can leave; as OpenZeppelin
// Contracts 5 (TimelockController).
#pragma once

#include "stdlib/access/roles.hpp"
#include "stdlib/calls/calls.hpp"
#include "stdlib/token/holders.hpp"

namespace stdlib::governance {

using namespace mozi::dsl;

/// Proposers schedule, executors execute (everyone, if the zero address is one), cancellers cancel.
/// The timelock administers itself; the constructor calls init_timelock.
struct Timelock : access::Roles, token::Erc721Holder, token::Erc1155Holder, virtual calls::Calls {
  enum class OperationState : uint8_t { unset, waiting, ready, done };
  using State = Enum<OperationState>;

  ERROR(TimelockInvalidOperationLength, (U256 targets, U256 payloads, U256 values));
  ERROR(TimelockInsufficientDelay, (U256 delay, U256 minDelay));
  ERROR(TimelockUnexpectedOperationState, (Bytes32 operationId, Bytes32 expectedStates));
  ERROR(TimelockUnexecutedPredecessor, (Bytes32 predecessorId));
  ERROR(TimelockUnauthorizedCaller, (Address caller));
  EVENT(CallScheduled, (Indexed<Bytes32> id, Indexed<U256> index, Address target, U256 value,
                        Bytes data, Bytes32 predecessor, U256 delay));
  EVENT(CallExecuted,
        (Indexed<Bytes32> id, Indexed<U256> index, Address target, U256 value, Bytes data));
  EVENT(CallSalt, (Indexed<Bytes32> id, Bytes32 salt));
  EVENT(Cancelled, (Indexed<Bytes32> id));
  EVENT(MinDelayChange, (U256 oldDuration, U256 newDuration));

  CONSTANT(PROPOSER_ROLE, Bytes32, keccak256("PROPOSER_ROLE"));
  CONSTANT(EXECUTOR_ROLE, Bytes32, keccak256("EXECUTOR_ROLE"));
  CONSTANT(CANCELLER_ROLE, Bytes32, keccak256("CANCELLER_ROLE"));
  FIELD(due, Map<Bytes32, U256>);  // when an operation is ready; 0: unknown, done_mark: executed
  FIELD(min_delay, U256);

  static constexpr unsigned done_mark = 1;

  MODIFIER(init_timelock,
           (U256 minDelay, Array<Address> proposers, Array<Address> executors, Address admin)) {
    grant_role(DEFAULT_ADMIN_ROLE, this_address());
    If (admin != zero_address) {
      grant_role(DEFAULT_ADMIN_ROLE, admin);
    }
    For (U256 i = 0, i < proposers.length(), i += 1) {
      grant_role(PROPOSER_ROLE, proposers[i]);
      grant_role(CANCELLER_ROLE, proposers[i]);
    }
    For (U256 i = 0, i < executors.length(), i += 1) {
      grant_role(EXECUTOR_ROLE, executors[i]);
    }
    min_delay = minDelay;
    emit(MinDelayChange(0, minDelay));
  }

  RECEIVE() {}

  FN(Bool, isOperation, (Bytes32 id), view) { return due[id] != 0; }
  FN(Bool, isOperationPending, (Bytes32 id), view) { return due[id] > done_mark; }
  FN(Bool, isOperationReady, (Bytes32 id), view) { return is_ready(id); }
  FN(Bool, isOperationDone, (Bytes32 id), view) { return due[id] == done_mark; }
  FN(U256, getTimestamp, (Bytes32 id), view) { return due[id]; }
  FN(State, getOperationState, (Bytes32 id), view) {
    U256 time = due[id];
    State state = OperationState::unset;
    If (time == done_mark) {
      state = OperationState::done;
    }
    ElseIf (time > block.timestamp) {
      state = OperationState::waiting;
    }
    ElseIf (time != 0) {
      state = OperationState::ready;
    }
    return state;
  }
  FN(U256, getMinDelay, (), view) { return min_delay; }

  FN(Bytes32, hashOperation,
     (Address target, U256 value, Bytes data, Bytes32 predecessor, Bytes32 salt), pure_) {
    return keccak256(abi_encode(target, value, data, predecessor, salt));
  }
  FN(Bytes32, hashOperationBatch,
     (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
      Bytes32 salt),
     pure_) {
    return keccak256(abi_encode(targets, values, payloads, predecessor, salt));
  }

  /// By proposers. The call may be made after `delay`, and after the operation `predecessor` if
  /// that is not 0. Emits CallScheduled, and CallSalt if `salt` is not 0.
  FN(void, schedule,
     (Address target, U256 value, Bytes data, Bytes32 predecessor, Bytes32 salt, U256 delay)) {
    only_role(PROPOSER_ROLE);
    Bytes32 id = keccak256(abi_encode(target, value, data, predecessor, salt));
    note(id, delay);
    emit(CallScheduled(id, 0, target, value, data, predecessor, delay));
    log_salt(id, salt);
  }

  /// The same for calls that are made together, in order.
  FN(void, scheduleBatch,
     (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
      Bytes32 salt, U256 delay)) {
    only_role(PROPOSER_ROLE);
    require_even(targets.length(), payloads.length(), values.length());
    Bytes32 id = keccak256(abi_encode(targets, values, payloads, predecessor, salt));
    note(id, delay);
    For (U256 i = 0, i < targets.length(), i += 1) {
      emit(CallScheduled(id, i, targets[i], values[i], payloads[i], predecessor, delay));
    }
    log_salt(id, salt);
  }

  /// By cancellers, until it is executed. Emits Cancelled.
  FN(void, cancel, (Bytes32 id)) {
    only_role(CANCELLER_ROLE);
    require(due[id] > done_mark, TimelockUnexpectedOperationState(
                                     id, set_of({OperationState::waiting, OperationState::ready})));
    due[id] = 0;
    emit(Cancelled(id));
  }

  /// By executors, when it is ready. Emits CallExecuted; fails as the call does.
  FN(void, execute, (Address target, U256 value, Bytes payload, Bytes32 predecessor, Bytes32 salt),
     payable) {
    require_executor();
    Bytes32 id = keccak256(abi_encode(target, value, payload, predecessor, salt));
    begin(id, predecessor);
    call_or_revert(target, value, payload);
    emit(CallExecuted(id, 0, target, value, payload));
    finish(id);
  }

  /// The same for a batch.
  FN(void, executeBatch,
     (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
      Bytes32 salt),
     payable) {
    require_executor();
    require_even(targets.length(), payloads.length(), values.length());
    Bytes32 id = keccak256(abi_encode(targets, values, payloads, predecessor, salt));
    begin(id, predecessor);
    For (U256 i = 0, i < targets.length(), i += 1) {
      call_or_revert(targets[i], values[i], payloads[i]);
      emit(CallExecuted(id, i, targets[i], values[i], payloads[i]));
    }
    finish(id);
  }

  /// By the timelock itself, that is, after the delay as it is. Emits MinDelayChange.
  FN(void, updateDelay, (U256 newDelay)) {
    require(msg.sender == this_address(), TimelockUnauthorizedCaller(msg.sender));
    emit(MinDelayChange(min_delay, newDelay));
    min_delay = newDelay;
  }

  DEF(Bool, is_ready, (Bytes32 id)) {
    U256 time = due[id];
    return time > done_mark && time <= block.timestamp;
  }

  DEF(void, require_executor, ()) {
    If (!members[EXECUTOR_ROLE][zero_address]) {
      check_role(EXECUTOR_ROLE, msg.sender);
    }
  }

  DEF(void, require_even, (U256 targets, U256 payloads, U256 values)) {
    require(targets == values && targets == payloads,
            TimelockInvalidOperationLength(targets, payloads, values));
  }

  DEF(void, note, (Bytes32 id, U256 delay)) {
    require(due[id] == 0, TimelockUnexpectedOperationState(id, set_of({OperationState::unset})));
    require(delay >= min_delay, TimelockInsufficientDelay(delay, min_delay));
    due[id] = block.timestamp + delay;
  }

  DEF(void, log_salt, (Bytes32 id, Bytes32 salt)) {
    If (salt != Bytes32()) {
      emit(CallSalt(id, salt));
    }
  }

  DEF(void, require_ready, (Bytes32 id)) {
    require(is_ready(id), TimelockUnexpectedOperationState(id, set_of({OperationState::ready})));
  }

  DEF(void, begin, (Bytes32 id, Bytes32 predecessor)) {
    require_ready(id);
    require(predecessor == Bytes32() || due[predecessor] == done_mark,
            TimelockUnexecutedPredecessor(predecessor));
  }

  /// An operation that executed itself is not ready any more, and fails here.
  DEF(void, finish, (Bytes32 id)) {
    require_ready(id);
    due[id] = done_mark;
  }

  /// States as bits.
  static constexpr Constant<Bytes32> set_of(std::initializer_list<OperationState> states) {
    mozi::Word bits;
    for (const auto state : states) bits = bits | mozi::Word{1} << static_cast<unsigned>(state);
    return Constant<Bytes32>::of_word(bits);
  }
};

}  // namespace stdlib::governance
