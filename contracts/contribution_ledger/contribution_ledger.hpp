// ContributionLedger: the record of who contributed what, that everything else reads.
#pragma once

#include "stdlib/access/governed.hpp"
#include "stdlib/collections/merkle_history.hpp"

namespace contracts {

using namespace mozi::dsl;

/// Recorders, allowed per kind by governance, append entries; sums per kind, contributor and epoch
/// are kept, and a Merkle tree over all entries. Kinds: 0 Validation, 1 ModelHosting,
/// 2 AdapterCreation, 3 DataProvision, 4 AppDevelopment, 5 BridgeInfra, 6 Governance.
struct ContributionLedger : virtual stdlib::access::Governed, stdlib::collections::MerkleHistory {
  static constexpr unsigned kinds = 7;

  ERROR(NotRecorder, (U8 kind, Address caller));
  ERROR(UnknownKind, (U8 kind));
  ERROR(ZeroAmount, ());
  ERROR(AmountTooLarge, (U256 amount));
  ERROR(LedgerFull, ());
  ERROR(BadEpochLength, ());
  ERROR(LengthMismatch, (U256 contributors, U256 amounts));
  EVENT(ContributionRecorded,
        (Indexed<U8> kind, Indexed<Address> contributor, U256 amount, U64 epoch, U256 index));
  EVENT(RecorderSet, (Indexed<U8> kind, Indexed<Address> recorder, Bool allowed));
  EVENT(WeightSet, (Indexed<U8> kind, U16 weightBps));

  PUBLIC_IMMUTABLE(epochLength, U64);
  FIELD(weights, FixedArray<U16, kinds>);
  FIELD(totals, FixedArray<U256, kinds>);
  PUBLIC(totalScore, U256);
  FIELD(recorders, Map<U8, Map<Address, Bool>>);
  FIELD(sums, Map<U8, Map<Address, U256>>);
  FIELD(epoch_sums, Map<U8, Map<Address, Map<U64, U256>>>);
  FIELD(epoch_totals, Map<U8, Map<U64, U256>>);
  FIELD(scores, Map<Address, U256>);

  CTOR((Address governance, U64 epochLength)) {
    init_governance(governance);
    require(epochLength != 0, BadEpochLength());
    this->epochLength = epochLength;
    constexpr unsigned defaults[kinds] = {10'000, 15'000, 20'000, 15'000, 10'000, 10'000, 5'000};
    for (unsigned kind = 0; kind < kinds; ++kind) weights[kind] = defaults[kind];
  }

  /// Appends an entry. Recorders of the kind only.
  FN(void, record, (U8 kind, Address contributor, U256 amount)) {
    require_recorder(kind);
    U64 now = current_epoch();
    append(kind, contributor, amount, now);
    totals[kind] += amount;
    epoch_totals[kind][now] += amount;
  }

  /// Appends several entries of one kind; the totals are written once.
  FN(void, recordBatch, (U8 kind, Array<Address> contributors, Array<U256> amounts)) {
    require_recorder(kind);
    require(contributors.length() == amounts.length(),
            LengthMismatch(contributors.length(), amounts.length()));
    U64 now = current_epoch();
    U256 sum = 0;
    For (U256 i = 0, i < contributors.length(), i += 1) {
      append(kind, contributors[i], amounts[i], now);
      sum += amounts[i];
    }
    totals[kind] += sum;
    epoch_totals[kind][now] += sum;
  }

  FN(void, setRecorder, (U8 kind, Address recorder, Bool allowed)) {
    require_kind(kind);
    only_governance();
    require_address(recorder);
    recorders[kind][recorder] = allowed;
    emit(RecorderSet(kind, recorder, allowed));
  }

  /// Weights count for later records only.
  FN(void, setWeight, (U8 kind, U16 weightBps)) {
    require_kind(kind);
    only_governance();
    weights[kind] = weightBps;
    emit(WeightSet(kind, weightBps));
  }

  FN(Bool, isRecorder, (U8 kind, Address recorder), view) {
    require_kind(kind);
    return recorders[kind][recorder];
  }
  FN(U16, weight, (U8 kind), view) {
    require_kind(kind);
    return weights[kind];
  }
  FN(U64, epoch, (), view) { return current_epoch(); }
  FN(U256, contribution, (U8 kind, Address who), view) {
    require_kind(kind);
    return sums[kind][who];
  }
  FN(U256, contributionIn, (U8 kind, Address who, U64 epoch), view) {
    require_kind(kind);
    return epoch_sums[kind][who][epoch];
  }
  FN(U256, total, (U8 kind), view) {
    require_kind(kind);
    return totals[kind];
  }
  FN(U256, totalIn, (U8 kind, U64 epoch), view) {
    require_kind(kind);
    return epoch_totals[kind][epoch];
  }
  /// Advisory: kinds have different units, so nothing on chain reads it.
  FN(U256, score, (Address who), view) { return scores[who]; }

  /// Whether the entry is in the ledger, by a proof against the root of this moment.
  FN(Bool, verifyEntry,
     (U256 index, U8 kind, Address contributor, U256 amount, U64 blockNumber,
      FixedArray<Bytes32, 32> proof),
     view) {
    return proves(root(), index, leaf(index, kind, contributor, amount, blockNumber), proof);
  }
  /// The same against a root that was published earlier.
  FN(Bool, verifyEntryAt,
     (Bytes32 root, U256 index, U8 kind, Address contributor, U256 amount, U64 blockNumber,
      FixedArray<Bytes32, 32> proof),
     pure_) {
    return proves(root, index, leaf(index, kind, contributor, amount, blockNumber), proof);
  }

  MODIFIER(require_kind, (U8 kind)) { require(kind < kinds, UnknownKind(kind)); }
  MODIFIER(require_recorder, (U8 kind)) {
    require_kind(kind);
    require(recorders[kind][msg.sender], NotRecorder(kind, msg.sender));
  }

  DEF(U64, current_epoch, ()) { return truncate<U64>(block.number / epochLength); }

  DEF(Bytes32, leaf, (U256 index, U8 kind, Address contributor, U256 amount, U64 blockNumber)) {
    return keccak256(abi_encode(index, kind, contributor, amount, blockNumber));
  }

  /// Everything of an entry but the totals.
  DEF(void, append, (U8 kind, Address contributor, U256 amount, U64 now)) {
    U256 index = entryCount;
    require(index < (number(1) << stdlib::collections::history_depth), LedgerFull());
    require_address(contributor);
    require(amount != 0, ZeroAmount());
    require(amount <= max_of<U128>(), AmountTooLarge(amount));
    sums[kind][contributor] += amount;
    epoch_sums[kind][contributor][now] += amount;
    U256 points = amount * weights[kind] / 10'000;
    scores[contributor] += points;
    totalScore += points;
    append_leaf(leaf(index, kind, contributor, amount, truncate<U64>(block.number)));
    emit(ContributionRecorded(kind, contributor, amount, now, index));
  }
};

}  // namespace contracts
