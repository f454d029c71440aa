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

  // A record writes four slots: the size of the history with all points, the Merkle node, the kind,
  // the contributor. What an epoch adds is the difference of two ends of epochs; an end is written
  // when a later epoch begins. Epochs are counted from 1 here, so that 0 is none.

  /// What somebody contributed of a kind. Sums of 80 bits hold any micro-SALT there can be; where
  /// they do not suffice, `wide` says that they stand apart.
  struct Account {
    U80 sum;
    U80 points;
    U40 last;      // epoch
    U40 previous;  // epoch with records before it
    Bool wide;
  };
  struct Sums {
    U256 sum, points;
  };
  /// What everybody contributed of a kind.
  struct Kind {
    U16 weight;
    U40 last;
    U40 previous;
    U160 sum;
  };
  /// The sum at the end of an epoch.
  struct End {
    U160 sum;
    U40 previous;
  };

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
  FIELD(all_points, U192);  // shares its slot with the history's size
  FIELD(kind_sums, FixedArray<Kind, kinds>);
  FIELD(kind_ends, Map<U8, Map<U256, End>>);
  FIELD(accounts, Map<U8, Map<Address, Account>>);
  FIELD(account_ends, Map<U8, Map<Address, Map<U256, End>>>);
  FIELD(wide_sums, Map<U8, Map<Address, Sums>>);
  FIELD(recorders, Map<U8, Map<Address, Bool>>);

  CTOR((Address governance, U64 epochLength)) {
    init_governance(governance);
    require(epochLength != 0, BadEpochLength());
    this->epochLength = epochLength;
    init_history();
    constexpr unsigned defaults[kinds] = {10'000, 15'000, 20'000, 15'000, 10'000, 10'000, 5'000};
    for (unsigned kind = 0; kind < kinds; ++kind) kind_sums[kind].weight = defaults[kind];
  }

  /// Appends an entry. Recorders of the kind only.
  FN(void, record, (U8 kind, Address contributor, U256 amount)) {
    require_recorder(kind);
    U64 now = current_epoch();
    append(kind, contributor, amount, now);
    add_to_kind(kind, amount, now);
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
    If (sum != 0) {
      add_to_kind(kind, sum, now);
    }
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
    kind_sums[kind].weight = weightBps;
    emit(WeightSet(kind, weightBps));
  }

  FN(Bool, isRecorder, (U8 kind, Address recorder), view) {
    require_kind(kind);
    return recorders[kind][recorder];
  }
  FN(U16, weight, (U8 kind), view) {
    require_kind(kind);
    return kind_sums[kind].weight;
  }
  FN(U64, epoch, (), view) { return current_epoch(); }
  FN(U256, contribution, (U8 kind, Address who), view) {
    require_kind(kind);
    Sums all = sums_of(kind, who);
    return all.sum;
  }
  FN(U256, contributionIn, (U8 kind, Address who, U64 epoch), view) {
    require_kind(kind);
    auto account = accounts[kind][who];
    U256 at = U256(epoch) + 1;
    If (account.last == at) {
      Sums all = sums_of(kind, who);
      Return(all.sum - account_ends[kind][who][account.previous].sum);
    }
    auto end = account_ends[kind][who][at];
    If (end.sum == 0) {
      Return(0);
    }
    return U256(end.sum) - account_ends[kind][who][end.previous].sum;
  }
  FN(U256, total, (U8 kind), view) {
    require_kind(kind);
    return kind_sums[kind].sum;
  }
  FN(U256, totalIn, (U8 kind, U64 epoch), view) {
    require_kind(kind);
    auto all = kind_sums[kind];
    U256 at = U256(epoch) + 1;
    If (all.last == at) {
      Return(U256(all.sum) - kind_ends[kind][all.previous].sum);
    }
    auto end = kind_ends[kind][at];
    If (end.sum == 0) {
      Return(0);
    }
    return U256(end.sum) - kind_ends[kind][end.previous].sum;
  }
  /// Advisory: kinds have different units, so nothing on chain reads it.
  FN(U256, score, (Address who), view) {
    U256 points = 0;
    For (U8 kind = 0, kind < kinds, kind += 1) {
      Sums all = sums_of(kind, who);
      points += all.points;
    }
    return points;
  }
  FN(U256, totalScore, (), view) { return all_points; }

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
    U256 index = history_size;
    require(index < (number(1) << stdlib::collections::history_depth), LedgerFull());
    require_address(contributor);
    require(amount != 0, ZeroAmount());
    require(amount <= max_of<U128>(), AmountTooLarge(amount));
    U256 points = amount * kind_sums[kind].weight / 10'000;
    add_to_account(kind, contributor, amount, points, U256(now) + 1);
    all_points += truncate<U192>(points);
    append_leaf(leaf(index, kind, contributor, amount, truncate<U64>(block.number)));
    emit(ContributionRecorded(kind, contributor, amount, now, index));
  }

  DEF(void, add_to_account, (U8 kind, Address who, U256 amount, U256 points, U256 now)) {
    Account account = accounts[kind][who];
    Sums all = sums_of(kind, who);
    If (account.last != now) {
      If (account.last != 0) {
        account_ends[kind][who][account.last] = End{truncate<U160>(all.sum), account.previous};
      }
      account.previous = account.last;
      account.last = checked_cast<U40>(now);
    }
    all.sum += amount;
    all.points += points;
    If (all.sum <= max_of<U80>() && all.points <= max_of<U80>()) {
      account.sum = truncate<U80>(all.sum);
      account.points = truncate<U80>(all.points);
    }
    Else {
      account.wide = true;
      wide_sums[kind][who] = all;
    }
    accounts[kind][who] = account;
  }

  DEF(Sums, sums_of, (U8 kind, Address who)) {
    auto account = accounts[kind][who];
    If (account.wide) {
      Sums apart = wide_sums[kind][who];
      Return(apart);
    }
    return Sums{account.sum, account.points};
  }

  DEF(void, add_to_kind, (U8 kind, U256 amount, U64 epoch)) {
    U256 now = U256(epoch) + 1;
    Kind all = kind_sums[kind];
    If (all.last != now) {
      If (all.last != 0) {
        kind_ends[kind][all.last] = End{all.sum, all.previous};
      }
      all.previous = all.last;
      all.last = checked_cast<U40>(now);
    }
    all.sum += truncate<U160>(amount);  // at most 2^32 amounts below 2^128
    kind_sums[kind] = all;
  }
};

}  // namespace contracts
