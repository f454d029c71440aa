// LoRAFactory: adapters, who adopts them, what they improve, and the royalties they earn.
#pragma once

#include "contracts/mcp_marketplace/beneficiaries.hpp"
#include "stdlib/governance/decaying_tally.hpp"

namespace contracts {

using namespace mozi::dsl;

/// A model's adapters share its royalty in proportion to their attested gain in accuracy. Part of
/// what an adapter earns goes to the adapters it descends from.
struct LoRAFactory : Beneficiaries, stdlib::governance::DecayingTally {
  static constexpr unsigned adapter_kind = 2;
  static constexpr unsigned max_rank = 64;
  static constexpr unsigned max_parents = 4;
  static constexpr unsigned max_parent_bps = 5'000;
  static constexpr unsigned least_gain = 3'277;  // 0.05 in Q16

  struct Adapter {
    Address creator;
    U64 createdAt;
    U16 rank;
    Bool revoked;
    U8 parent_count;
    U32 adopters;
    FixedArray<U16, max_parents> parent_bps;
    Bytes32 baseModel, commitment;
    FixedArray<Bytes32, max_parents> parents;
  };
  struct AdapterView {
    Address creator;
    Bytes32 baseModel, commitment;
    U16 rank;
    U64 createdAt;
    Bool revoked;
    U32 adopters;
  };
  struct Parents {
    Array<Bytes32> parents;
    Array<U16> parentBps;
  };
  struct Adopted {
    Array<Bytes32> adapterIds;
    Array<U256> gains;
  };

  ERROR(UnknownAdapter, (Bytes32 adapterId));
  ERROR(AdapterExists, (Bytes32 adapterId));
  ERROR(AdapterIsRevoked, (Bytes32 adapterId));
  ERROR(NotCreator, (Bytes32 adapterId, Address caller));
  ERROR(AlreadyAdopted, (Bytes32 adapterId, Bytes32 modelId));
  ERROR(NotAdopted, (Bytes32 adapterId, Bytes32 modelId));
  ERROR(GainTooSmall, (U64 gain));
  ERROR(BadParents, ());
  ERROR(BadRank, (U16 rank));
  EVENT(AdapterCreated, (Indexed<Bytes32> adapterId, Indexed<Address> creator,
                         Indexed<Bytes32> baseModel, Bytes32 commitment));
  EVENT(AdapterAdopted, (Indexed<Bytes32> adapterId, Indexed<Bytes32> modelId));
  EVENT(AdapterUnadopted, (Indexed<Bytes32> adapterId, Indexed<Bytes32> modelId));
  EVENT(ImprovementAttested,
        (Indexed<Bytes32> adapterId, Indexed<Bytes32> modelId, U64 gain, Address attester));
  EVENT(AttestationRemoved,
        (Indexed<Bytes32> adapterId, Indexed<Bytes32> modelId, Address attester));
  EVENT(RoyaltyCredited, (Indexed<Bytes32> modelId, U256 amount));
  EVENT(RoyaltyCollected, (Indexed<Bytes32> adapterId, U256 toCreator, U256 toParents));
  EVENT(AdapterRevoked, (Indexed<Bytes32> adapterId));

  FIELD(adapters, Map<Bytes32, Adapter>);
  FIELD(attestations, Map<Bytes32, Map<Bytes32, stdlib::collections::Attestations>>);

  CTOR((Address governance, Address ledger, U64 governanceEpochLength)) {
    init_governance(governance);
    require_address(ledger);
    this->ledger = reinterpret<IContributionLedger>(ledger);
    init_tally(governanceEpochLength);
  }

  /// Registers an adapter of the caller, and what part of its earnings each parent gets.
  FN(Bytes32, createAdapter,
     (Bytes32 baseModel, Bytes32 commitment, U16 rank, String uri, Array<Bytes32> parents,
      Array<U16> parentBps)) {
    Bytes32 adapterId = keccak256(abi_encode(msg.sender, baseModel, commitment));
    auto adapter = adapters[adapterId];
    require(adapter.creator == zero_address, AdapterExists(adapterId));
    require(rank >= 1 && rank <= max_rank, BadRank(rank));
    U256 count = parents.length();
    require(count <= max_parents && parentBps.length() == count, BadParents());
    U256 sum = 0;
    For (U256 i = 0, i < count, i += 1) {
      Bytes32 parent = parents[i];
      require(adapters[parent].creator != zero_address, UnknownAdapter(parent));
      require(parentBps[i] != 0, BadParents());
      For (U256 j = 0, j < i, j += 1) {
        require(parents[j] != parent, BadParents());
      }
      sum += parentBps[i];
      adapter.parents[i] = parent;
      adapter.parent_bps[i] = parentBps[i];
    }
    require(sum <= max_parent_bps, BadParents());
    adapter.parent_count = truncate<U8>(count);
    adapter.creator = msg.sender;
    adapter.baseModel = baseModel;
    adapter.commitment = commitment;
    adapter.rank = rank;
    adapter.createdAt = truncate<U64>(block.timestamp);
    emit(AdapterCreated(adapterId, msg.sender, baseModel, commitment));
    announce_uri(adapterId, uri);
    return adapterId;
  }

  FN(Outputs<AdapterView>, adapter, (Bytes32 adapterId), view) {
    auto a = adapters[adapterId];
    return AdapterView{a.creator,   a.baseModel, a.commitment, a.rank,
                       a.createdAt, a.revoked,   a.adopters};
  }

  FN(Outputs<Parents>, parentsOf, (Bytes32 adapterId), view) {
    auto a = adapters[adapterId];
    U256 count = a.parent_count;
    Array<Bytes32> ids = new_array<Bytes32>(count);
    Array<U16> bps = new_array<U16>(count);
    For (U256 i = 0, i < count, i += 1) {
      ids[i] = a.parents[i];
      bps[i] = a.parent_bps[i];
    }
    return Parents{ids, bps};
  }

  /// The model's owner uses the adapter in the model.
  FN(void, adopt, (Bytes32 adapterId, Bytes32 modelId), nonreentrant) {
    require_adapter(adapterId);
    only_model_owner(modelId);
    require(!adapters[adapterId].revoked, AdapterIsRevoked(adapterId));
    require(!list_contains(modelId, adapterId), AlreadyAdopted(adapterId, modelId));
    add_to_model(modelId, adapterId);
    adapters[adapterId].adopters += 1;
    emit(AdapterAdopted(adapterId, modelId));
  }

  /// The pair's attestations go with it.
  FN(void, unadopt, (Bytes32 adapterId, Bytes32 modelId), nonreentrant) {
    require_adapter(adapterId);
    only_model_owner(modelId);
    require(list_contains(modelId, adapterId), NotAdopted(adapterId, modelId));
    list_remove(modelId, adapterId);
    adapters[adapterId].adopters -= 1;
    reset(attestations[adapterId][modelId]);
    emit(AdapterUnadopted(adapterId, modelId));
  }

  /// An attester says what the adapter gains in the model (Q16); replaces what it said before.
  FN(void, attestImprovement,
     (Bytes32 adapterId, Bytes32 modelId, U64 accuracyBefore, U64 accuracyAfter)) {
    require_adapter(adapterId);
    only_attester();
    require(list_contains(modelId, adapterId), NotAdopted(adapterId, modelId));
    U64 gain = 0;
    If (accuracyAfter > accuracyBefore) {
      gain = accuracyAfter - accuracyBefore;
    }
    require(gain >= least_gain, GainTooSmall(gain));
    auto all = attestations[adapterId][modelId];
    stdlib::collections::put(all, msg.sender, gain, TooManyAttesters);
    emit(ImprovementAttested(adapterId, modelId, gain, msg.sender));
  }

  FN(void, removeAttestation, (Bytes32 adapterId, Bytes32 modelId, Address attester)) {
    require_adapter(adapterId);
    auto all = attestations[adapterId][modelId];
    take_back(all, adapterId, attester);
    emit(AttestationRemoved(adapterId, modelId, attester));
  }

  /// By the creator or governance: the adapter earns nothing from later fees.
  FN(void, revoke, (Bytes32 adapterId)) {
    require_adapter(adapterId);
    auto a = adapters[adapterId];
    require(msg.sender == a.creator || msg.sender == governance, NotCreator(adapterId, msg.sender));
    require(!a.revoked, AdapterIsRevoked(adapterId));
    a.revoked = true;
    emit(AdapterRevoked(adapterId));
  }

  /// All adopted adapters of a model; a gain of 0 is not attested, or revoked.
  FN(Outputs<Adopted>, adaptersOf, (Bytes32 modelId), view) {
    U256 count = lists[modelId].length();
    Array<Bytes32> ids = new_array<Bytes32>(count);
    Array<U256> gains = new_array<U256>(count);
    For (U256 i = 0, i < count, i += 1) {
      Bytes32 id = lists[modelId][i];
      ids[i] = id;
      gains[i] = weight_in(modelId, id);
    }
    return Adopted{ids, gains};
  }

  /// The sum of the gains of the model's eligible adapters.
  FN(U256, royaltyWeight, (Bytes32 modelId), view) { return weight_of_model(modelId); }

  /// The marketplace brings the adapters' share of a fee; takes all of it.
  FN(U256, creditRoyalty, (Bytes32 modelId), payable, nonreentrant) {
    only_marketplace();
    emit(RoyaltyCredited(modelId, msg.value));
    share_among(modelId, adapter_kind, msg.value);
    return msg.value;
  }

  /// Moves what an adapter has earned: each parent's part to what that parent has earned (the
  /// creator's if the parent is revoked), the rest to its creator's claimable. Anyone may.
  FN(void, collect, (Bytes32 adapterId)) {
    require_adapter(adapterId);
    U256 amount = take_owed(adapterId);
    auto a = adapters[adapterId];
    U256 to_parents = 0;
    For (U256 i = 0, i < a.parent_count, i += 1) {
      Bytes32 parent = a.parents[i];
      If (!adapters[parent].revoked) {
        U256 part = mul_div(amount, a.parent_bps[i], 10'000);
        to_parents += part;
        owed_to[parent] += part;
      }
    }
    U256 to_creator = amount - to_parents;
    credits[a.creator] += to_creator;
    emit(RoyaltyCollected(adapterId, to_creator, to_parents));
  }

  MODIFIER(require_adapter, (Bytes32 adapterId)) {
    require(adapters[adapterId].creator != zero_address, UnknownAdapter(adapterId));
  }

  OVERRIDE(U256, weight_in, (Bytes32 modelId, Bytes32 id)) {
    If (adapters[id].revoked) {
      Return(0);
    }
    return attestations[id][modelId].median;
  }
  OVERRIDE(Address, contributor_of, (Bytes32 id)) { return adapters[id].creator; }
  OVERRIDE(void, after_credit, (Bytes32 id, U256 amount)) { tally(adapters[id].creator, amount); }
};

}  // namespace contracts
