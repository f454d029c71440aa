// The recorders' side of the ContributionLedger: best effort, so that no ledger failure stops
// money.
#pragma once

#include <mozi/dsl.hpp>

namespace contracts {

using namespace mozi::dsl;

INTERFACE(IContributionLedger) {
  EXTERN(void, record, (U8 kind, Address contributor, U256 amount));
  EXTERN(void, recordBatch, (U8 kind, Array<Address> contributors, Array<U256> amounts));
};

/// A mixin of contracts that record contributions. A record that fails is dropped and announced,
/// also where there is no ledger at all; the gas demanded up front keeps the caller from choosing a
/// limit that drops one.
struct Recording {
  static constexpr unsigned record_gas = 300'000;

  ERROR(InsufficientGas, ());
  EVENT(RecordSkipped, (U8 kind, Address contributor, U256 amount));

  PUBLIC_IMMUTABLE(ledger, IContributionLedger);

  DEF(void, record, (U8 kind, Address contributor, U256 amount)) {
    If (amount == 0) {
      Return();
    }
    require(gas_left() >= record_gas, InsufficientGas());
    Bool recorded = false;
    If (reinterpret<Address>(ledger).code_size() != 0) {
      Try (ledger.record(kind, contributor, amount)) {
        recorded = true;
      }
      Catch () {
      }
    }
    If (!recorded) {
      emit(RecordSkipped(kind, contributor, amount));
    }
  }

  DEF(void, record_batch, (U8 kind, Array<Address> contributors, Array<U256> amounts)) {
    U256 count = contributors.length();
    require(gas_left() >= count * record_gas, InsufficientGas());
    Bool recorded = false;
    If (reinterpret<Address>(ledger).code_size() != 0) {
      Try (ledger.recordBatch(kind, contributors, amounts)) {
        recorded = true;
      }
      Catch () {
      }
    }
    If (!recorded) {
      For (U256 i = 0, i < count, i += 1) {
        emit(RecordSkipped(kind, contributors[i], amounts[i]));
      }
    }
  }
};

}  // namespace contracts
