// A governor whose decisions a timelock carries out; as OpenZeppelin Contracts 5.
#pragma once

#include "stdlib/collections/queue.hpp"
#include "stdlib/governance/governor.hpp"

namespace stdlib::governance {

INTERFACE(ITimelock) {
  EXTERN(U256, getMinDelay, (), view);
  EXTERN(Bool, isOperationPending, (Bytes32 id), view);
  EXTERN(Bool, isOperationDone, (Bytes32 id), view);
  EXTERN(Bytes32, hashOperationBatch,
         (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
          Bytes32 salt),
         view);
  EXTERN(void, scheduleBatch,
         (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
          Bytes32 salt, U256 delay));
  EXTERN(void, executeBatch,
         (Array<Address> targets, Array<U256> values, Array<Bytes> payloads, Bytes32 predecessor,
          Bytes32 salt),
         payable);
  EXTERN(void, cancel, (Bytes32 id));
};

/// The timelock holds what the governor governs, and is who calls. The governor must be its
/// proposer, canceller and executor; the constructor calls set_timelock.
struct GovernorTimelock : virtual Governor {
  EVENT(TimelockChange, (Address oldTimelock, Address newTimelock));

  FIELD(controller, ITimelock);
  FIELD(operations, Map<U256, Bytes32>);  // the timelock's id of a proposal
  FIELD(own_calls, collections::Queue);   // what the timelock is about to call of the governor

  FN(Address, timelock, (), view) { return controller; }

  /// By governance alone. Emits TimelockChange.
  FN(void, updateTimelock, (ITimelock newTimelock)) {
    only_governance();
    set_timelock(newTimelock);
  }

  DEF(void, set_timelock, (ITimelock next)) {
    emit(TimelockChange(controller, next));
    controller = next;
  }

  OVERRIDE(Address, executor, ()) { return controller; }
  OVERRIDE(Bool, needs_queuing, (U256)) { return true; }

  /// The timelock may have been told to do other things: what it calls here must be part of a
  /// proposal that is being executed.
  OVERRIDE(void, check_governance, ()) {
    SUPER(Governor, check_governance)();
    If (executor() != this_address()) {
      Bytes32 call = keccak256(msg.data);
      Bytes32 announced = collections::pop_front(own_calls);
      While (announced != call) {
        announced = collections::pop_front(own_calls);
      }
    }
  }

  OVERRIDE(State, proposal_state, (U256 proposalId)) {
    State current = basic_state(proposalId);
    If (current == ProposalState::queued) {
      Bytes32 operation = operations[proposalId];
      If (!controller.isOperationPending(operation)) {
        current = ProposalState::canceled;
        If (controller.isOperationDone(operation)) {
          current = ProposalState::executed;
        }
      }
    }
    return current;
  }

  OVERRIDE(U48, queue_operations,
           (U256 proposalId, Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
            Bytes32 descriptionHash)) {
    U256 delay = controller.getMinDelay();
    Bytes32 salt = salt_of(descriptionHash);
    operations[proposalId] =
        controller.hashOperationBatch(targets, values, calldatas, Bytes32(), salt);
    controller.scheduleBatch(targets, values, calldatas, Bytes32(), salt, delay);
    return safe_cast<U48>(block.timestamp + delay);
  }

  OVERRIDE(void, execute_operations,
           (U256 proposalId, Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
            Bytes32 descriptionHash)) {
    Bool acts_through_timelock = executor() != this_address();
    If (acts_through_timelock) {
      For (U256 i = 0, i < targets.length(), i += 1) {
        If (targets[i] == this_address()) {
          collections::push_back(own_calls, keccak256(calldatas[i]));
        }
      }
    }
    controller.executeBatch.value(msg.value)(targets, values, calldatas, Bytes32(),
                                             salt_of(descriptionHash));
    operations[proposalId] = Bytes32();
    If (executor() != this_address() && collections::count(own_calls) != 0) {
      collections::clear(own_calls);
    }
  }

  OVERRIDE(void, cancel_operations, (U256 proposalId)) {
    Bytes32 operation = operations[proposalId];
    If (operation != Bytes32()) {
      controller.cancel(operation);
      operations[proposalId] = Bytes32();
    }
  }

  /// Operations of two governors with the same description differ.
  DEF(Bytes32, salt_of, (Bytes32 descriptionHash)) {
    U256 own = U256(reinterpret<U160>(this_address())) << 96;
    return reinterpret<Bytes32>(own ^ reinterpret<U256>(descriptionHash));
  }
};

}  // namespace stdlib::governance
