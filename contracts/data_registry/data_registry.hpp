// DataRegistry: datasets, their attested quality, and the licence fees they earn.
#pragma once

#include "contracts/mcp_marketplace/beneficiaries.hpp"

namespace contracts {

using namespace mozi::dsl;

/// A model's datasets share its licence fee in proportion to size times quality. A content hash
/// registers once, ever; the first registrant wins, and quality attesters are the check on that.
struct DataRegistry : Beneficiaries {
  static constexpr unsigned data_kind = 3;
  static constexpr unsigned max_size_bits = 50;

  struct Dataset {
    Address provider;
    U64 registeredAt;
    Bool revoked;
    U64 byteSize;
    Bytes32 contentHash;
    stdlib::collections::Attestations quality;
  };
  struct DatasetView {
    Address provider;
    Bytes32 contentHash;
    U64 byteSize;
    U16 qualityBps;
    U64 registeredAt;
  };
  struct Linked {
    Array<Bytes32> datasetIds;
    Array<U256> weights;
  };

  ERROR(UnknownDataset, (Bytes32 datasetId));
  ERROR(DatasetExists, (Bytes32 datasetId));
  ERROR(DatasetIsRevoked, (Bytes32 datasetId));
  ERROR(NotProvider, (Bytes32 datasetId, Address caller));
  ERROR(AlreadyLinked, (Bytes32 datasetId, Bytes32 modelId));
  ERROR(NotLinked, (Bytes32 datasetId, Bytes32 modelId));
  ERROR(BpsOutOfRange, (U16 bps));
  ERROR(BadSize, (U64 byteSize));
  EVENT(DatasetRegistered,
        (Indexed<Bytes32> datasetId, Indexed<Address> provider, Bytes32 contentHash, U64 byteSize));
  EVENT(QualityAttested, (Indexed<Bytes32> datasetId, Indexed<Address> attester, U16 qualityBps));
  EVENT(AttestationRemoved, (Indexed<Bytes32> datasetId, Address attester));
  EVENT(DatasetLinked, (Indexed<Bytes32> datasetId, Indexed<Bytes32> modelId));
  EVENT(DatasetUnlinked, (Indexed<Bytes32> datasetId, Indexed<Bytes32> modelId));
  EVENT(DatasetRevoked, (Indexed<Bytes32> datasetId));
  EVENT(LicenceCredited, (Indexed<Bytes32> modelId, U256 amount));
  EVENT(LicenceCollected, (Indexed<Bytes32> datasetId, Indexed<Address> provider, U256 amount));

  FIELD(datasets, Map<Bytes32, Dataset>);

  CTOR((Address governance, Address ledger)) {
    init_governance(governance);
    require_address(ledger);
    this->ledger = reinterpret<IContributionLedger>(ledger);
  }

  FN(Bytes32, registerDataset, (Bytes32 contentHash, U64 byteSize, String uri)) {
    Bytes32 datasetId = keccak256(abi_encode(contentHash));
    auto d = datasets[datasetId];
    require(d.provider == zero_address, DatasetExists(datasetId));
    require(byteSize >= 1 && byteSize <= (number(1) << max_size_bits), BadSize(byteSize));
    d.provider = msg.sender;
    d.registeredAt = truncate<U64>(block.timestamp);
    d.byteSize = byteSize;
    d.contentHash = contentHash;
    emit(DatasetRegistered(datasetId, msg.sender, contentHash, byteSize));
    announce_uri(datasetId, uri);
    return datasetId;
  }

  /// An attester who finds the size wrong attests 0.
  FN(void, attestQuality, (Bytes32 datasetId, U16 qualityBps)) {
    require_dataset(datasetId);
    only_attester();
    require(qualityBps <= 10'000, BpsOutOfRange(qualityBps));
    auto d = datasets[datasetId];
    stdlib::collections::put(d.quality, msg.sender, U64(qualityBps), TooManyAttesters);
    emit(QualityAttested(datasetId, msg.sender, qualityBps));
  }

  FN(void, removeAttestation, (Bytes32 datasetId, Address attester)) {
    require_dataset(datasetId);
    auto d = datasets[datasetId];
    take_back(d.quality, datasetId, attester);
    emit(AttestationRemoved(datasetId, attester));
  }

  FN(Outputs<DatasetView>, dataset, (Bytes32 datasetId), view) {
    auto d = datasets[datasetId];
    return DatasetView{d.provider, d.contentHash, d.byteSize, truncate<U16>(d.quality.median),
                       d.registeredAt};
  }

  /// The model's owner says that the model was made with the dataset.
  FN(void, linkDataset, (Bytes32 datasetId, Bytes32 modelId), nonreentrant) {
    require_dataset(datasetId);
    only_model_owner(modelId);
    require(!datasets[datasetId].revoked, DatasetIsRevoked(datasetId));
    require(!list_contains(modelId, datasetId), AlreadyLinked(datasetId, modelId));
    add_to_model(modelId, datasetId);
    emit(DatasetLinked(datasetId, modelId));
  }

  FN(void, unlinkDataset, (Bytes32 datasetId, Bytes32 modelId), nonreentrant) {
    require_dataset(datasetId);
    only_model_owner(modelId);
    require(list_contains(modelId, datasetId), NotLinked(datasetId, modelId));
    list_remove(modelId, datasetId);
    emit(DatasetUnlinked(datasetId, modelId));
  }

  /// By the provider or governance: the dataset earns nothing from later fees.
  FN(void, revokeDataset, (Bytes32 datasetId)) {
    require_dataset(datasetId);
    auto d = datasets[datasetId];
    require(msg.sender == d.provider || msg.sender == governance,
            NotProvider(datasetId, msg.sender));
    require(!d.revoked, DatasetIsRevoked(datasetId));
    d.revoked = true;
    emit(DatasetRevoked(datasetId));
  }

  /// Size times quality; 0 until attested and once revoked.
  FN(U256, weightOf, (Bytes32 datasetId), view) { return weight_of(datasetId); }

  FN(Outputs<Linked>, datasetsOf, (Bytes32 modelId), view) {
    U256 count = lists[modelId].length();
    Array<Bytes32> ids = new_array<Bytes32>(count);
    Array<U256> weights = new_array<U256>(count);
    For (U256 i = 0, i < count, i += 1) {
      Bytes32 id = lists[modelId][i];
      ids[i] = id;
      weights[i] = weight_of(id);
    }
    return Linked{ids, weights};
  }

  /// The sum of the weights of the model's eligible datasets.
  FN(U256, licenceWeight, (Bytes32 modelId), view) { return weight_of_model(modelId); }

  /// The marketplace brings the data share of a fee; takes all of it.
  FN(U256, creditLicence, (Bytes32 modelId), payable, nonreentrant) {
    only_marketplace();
    emit(LicenceCredited(modelId, msg.value));
    share_among(modelId, data_kind, msg.value);
    return msg.value;
  }

  /// Moves what a dataset has earned to its provider's claimable. Anyone may.
  FN(void, collect, (Bytes32 datasetId)) {
    require_dataset(datasetId);
    U256 amount = take_owed(datasetId);
    Address provider = datasets[datasetId].provider;
    credits[provider] += amount;
    emit(LicenceCollected(datasetId, provider, amount));
  }

  MODIFIER(require_dataset, (Bytes32 datasetId)) {
    require(datasets[datasetId].provider != zero_address, UnknownDataset(datasetId));
  }

  DEF(U256, weight_of, (Bytes32 datasetId)) {
    auto d = datasets[datasetId];
    If (d.revoked) {
      Return(0);
    }
    // cannot overflow: 2^50 bytes times 10^4.
    return wrapping(U256(d.byteSize) * d.quality.median);
  }

  OVERRIDE(U256, weight_in, (Bytes32 modelId, Bytes32 id)) {
    static_cast<void>(modelId);
    return weight_of(id);
  }
  OVERRIDE(Address, contributor_of, (Bytes32 id)) { return datasets[id].provider; }
};

}  // namespace contracts
