// McpMarketplace: inference requests and their fees, 70 % host, 15 % adapters, 10 % treasury, 5 %
// data.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/finance/pull_payments.hpp"
#include "stdlib/math/shares.hpp"
#include "stdlib/security/timed_pause.hpp"

namespace contracts {

using namespace mozi::dsl;

INTERFACE(ILoRAFactory) {
  EXTERN(U256, royaltyWeight, (Bytes32 modelId), view);
  EXTERN(U256, creditRoyalty, (Bytes32 modelId), payable);
};
INTERFACE(IDataRegistry) {
  EXTERN(U256, licenceWeight, (Bytes32 modelId), view);
  EXTERN(U256, creditLicence, (Bytes32 modelId), payable);
};

/// A requester pays a fee into escrow; the named host completes the request and the fee is split,
/// or the deadline passes and the requester takes it back. Nobody judges what a host answers:
/// ratings are the only signal.
struct McpMarketplace : stdlib::security::TimedPause, stdlib::finance::PullPayments, Recording {
  static constexpr unsigned host_bps = 7'000;
  static constexpr unsigned adapter_bps = 1'500;
  static constexpr unsigned data_bps = 500;
  static constexpr unsigned hosting_kind = 1;
  static constexpr unsigned max_uri = 256;
  static constexpr unsigned adapters_class = 1, data_class = 3;
  static constexpr unsigned open = 1, served = 2, canceled = 3;

  struct Model {
    Address owner;
    Bool active;
    U64 served;
    Bytes32 weightsCommitment;
    U256 pricePerUnit;
  };
  struct ModelView {
    Address owner;
    Bytes32 weightsCommitment;
    U256 pricePerUnit;
    Bool active;
    U64 served;
  };
  struct Request {
    Address requester;
    U64 deadline;
    U8 state;
    Bool rated;
    Address host;
    U64 units;
    Bytes32 modelId;
    U256 fee;
  };
  struct RequestView {
    Bytes32 modelId;
    Address requester, host;
    U256 fee;
    U64 deadline;
    U8 state;
  };
  struct Split {
    U256 host, adapters, treasury, data;
  };
  struct HostStats {
    U64 served, ratings;
    U256 accuracySumBps;
  };
  /// One slot. A sum of ratings is below 2^64 times 10^4.
  struct Host {
    Bool joined;
    U64 served, ratings;
    U80 accuracy_sum;
  };

  ERROR(UnknownModel, (Bytes32 modelId));
  ERROR(ModelExists, (Bytes32 modelId));
  ERROR(BadModelId, (Bytes32 expected));
  ERROR(ModelInactive, (Bytes32 modelId));
  ERROR(NotModelOwner, (Bytes32 modelId, Address caller));
  ERROR(ZeroPrice, ());
  ERROR(UriTooLong, (U256 length));
  ERROR(NotHost, (Bytes32 modelId, Address caller));
  ERROR(AlreadyHost, (Bytes32 modelId, Address caller));
  ERROR(WrongPayment, (U256 expected, U256 sent));
  ERROR(BadDeadline, (U64 deadline));
  ERROR(UnknownRequest, (Bytes32 requestId));
  ERROR(RequestNotOpen, (Bytes32 requestId, U8 state));
  ERROR(RequestNotServed, (Bytes32 requestId, U8 state));
  ERROR(DeadlinePassed, (U64 deadline));
  ERROR(DeadlineNotReached, (U64 deadline));
  ERROR(NotRequester, (Address caller));
  ERROR(AlreadyRated, (Bytes32 requestId));
  ERROR(ZeroUnits, ());
  ERROR(BpsOutOfRange, (U16 bps));
  ERROR(EmptyResult, (Address target), on_empty_result);
  EVENT(ModelRegistered, (Indexed<Bytes32> modelId, Indexed<Address> owner,
                          Bytes32 weightsCommitment, U256 pricePerUnit));
  EVENT(ModelTransferred, (Indexed<Bytes32> modelId, Indexed<Address> from, Indexed<Address> to));
  EVENT(PriceSet, (Indexed<Bytes32> modelId, U256 pricePerUnit));
  EVENT(ActiveSet, (Indexed<Bytes32> modelId, Bool active));
  EVENT(UriSet, (Indexed<Bytes32> id, String uri));
  EVENT(HostJoined, (Indexed<Bytes32> modelId, Indexed<Address> host));
  EVENT(HostLeft, (Indexed<Bytes32> modelId, Indexed<Address> host));
  EVENT(InferenceRequested,
        (Indexed<Bytes32> requestId, Indexed<Bytes32> modelId, Indexed<Address> requester,
         Address host, Bytes32 inputHash, U256 fee));
  EVENT(InferenceServed, (Indexed<Bytes32> requestId, Indexed<Bytes32> modelId,
                          Indexed<Address> host, Bytes32 outputHash));
  EVENT(FeeSplit, (Indexed<Bytes32> requestId, U256 host, U256 adapters, U256 treasury, U256 data));
  EVENT(ShareRedirected, (Indexed<Bytes32> requestId, U8 class_, U256 amount));
  EVENT(InferenceCanceled, (Indexed<Bytes32> requestId, U256 refund));
  EVENT(InferenceRated, (Indexed<Bytes32> requestId, U16 accuracyBps));

  PUBLIC_IMMUTABLE(treasury, Address);
  PUBLIC_IMMUTABLE(loraFactory, ILoRAFactory);
  PUBLIC_IMMUTABLE(dataRegistry, IDataRegistry);
  FIELD(models, Map<Bytes32, Model>);
  FIELD(hosts, Map<Bytes32, Map<Address, Host>>);
  FIELD(requests, Map<Bytes32, Request>);
  FIELD(nonce, U256);
  PUBLIC(escrowed, U256);

  CTOR((Address governance, Address treasury, Address loraFactory, Address dataRegistry,
        Address ledger)) {
    init_governance(governance);
    require_address(treasury);
    require_address(loraFactory);
    require_address(dataRegistry);
    require_address(ledger);
    this->treasury = treasury;
    this->loraFactory = reinterpret<ILoRAFactory>(loraFactory);
    this->dataRegistry = reinterpret<IDataRegistry>(dataRegistry);
    this->ledger = reinterpret<IContributionLedger>(ledger);
  }

  /// The id must be keccak256(abi.encode(caller, weightsCommitment)), so that nobody takes it
  /// first.
  FN(void, registerModel,
     (Bytes32 modelId, Bytes32 weightsCommitment, U256 pricePerUnit, String uri)) {
    auto m = models[modelId];
    require(m.owner == zero_address, ModelExists(modelId));
    Bytes32 expected = keccak256(abi_encode(msg.sender, weightsCommitment));
    require(modelId == expected, BadModelId(expected));
    require(pricePerUnit != 0, ZeroPrice());
    U256 length = reinterpret<Bytes>(uri).length();
    require(length <= max_uri, UriTooLong(length));
    m.owner = msg.sender;
    m.active = true;
    m.weightsCommitment = weightsCommitment;
    m.pricePerUnit = pricePerUnit;
    emit(ModelRegistered(modelId, msg.sender, weightsCommitment, pricePerUnit));
    emit(UriSet(modelId, uri));
  }

  FN(void, setPrice, (Bytes32 modelId, U256 pricePerUnit)) {
    only_owner(modelId);
    require(pricePerUnit != 0, ZeroPrice());
    models[modelId].pricePerUnit = pricePerUnit;
    emit(PriceSet(modelId, pricePerUnit));
  }

  /// An inactive model takes no new requests; open ones can be completed.
  FN(void, setActive, (Bytes32 modelId, Bool active)) {
    only_owner(modelId);
    models[modelId].active = active;
    emit(ActiveSet(modelId, active));
  }

  /// The id stays the hash of the first owner.
  FN(void, transferModel, (Bytes32 modelId, Address to)) {
    only_owner(modelId);
    require_address(to);
    models[modelId].owner = to;
    emit(ModelTransferred(modelId, msg.sender, to));
  }

  FN(Address, modelOwner, (Bytes32 modelId), view) { return models[modelId].owner; }

  FN(Outputs<ModelView>, model, (Bytes32 modelId), view) {
    auto m = models[modelId];
    return ModelView{m.owner, m.weightsCommitment, m.pricePerUnit, m.active, m.served};
  }

  FN(void, joinHost, (Bytes32 modelId)) {
    require_model(modelId);
    require(!hosts[modelId][msg.sender].joined, AlreadyHost(modelId, msg.sender));
    hosts[modelId][msg.sender].joined = true;
    emit(HostJoined(modelId, msg.sender));
  }

  FN(void, leaveHost, (Bytes32 modelId)) {
    require_model(modelId);
    require(hosts[modelId][msg.sender].joined, NotHost(modelId, msg.sender));
    hosts[modelId][msg.sender].joined = false;
    emit(HostLeft(modelId, msg.sender));
  }

  FN(Bool, isHost, (Bytes32 modelId, Address host), view) { return hosts[modelId][host].joined; }

  /// Pays exactly units * pricePerUnit for one host's answer, up to and including block `deadline`.
  FN(Bytes32, requestInference,
     (Bytes32 modelId, Address host, Bytes32 inputHash, U64 units, U64 deadline), payable) {
    require_model(modelId);
    when_not_paused();
    auto m = models[modelId];
    require(m.active, ModelInactive(modelId));
    require(hosts[modelId][host].joined, NotHost(modelId, host));
    require(units != 0, ZeroUnits());
    U256 fee = U256(units) * m.pricePerUnit;
    require(msg.value == fee, WrongPayment(fee, msg.value));
    require(deadline > block.number, BadDeadline(deadline));
    Bytes32 requestId = keccak256(abi_encode(block.chainid, this_address(), nonce));
    nonce += 1;
    auto r = requests[requestId];
    r.requester = msg.sender;
    r.deadline = deadline;
    r.state = open;
    r.host = host;
    r.units = units;
    r.modelId = modelId;
    r.fee = fee;
    escrowed += fee;
    owed += fee;
    emit(InferenceRequested(requestId, modelId, msg.sender, host, inputHash, fee));
    return requestId;
  }

  /// The named host has answered: the fee is split.
  FN(void, completeInference, (Bytes32 requestId, Bytes32 outputHash), nonreentrant) {
    require_request(requestId);
    auto r = requests[requestId];
    Bytes32 modelId = r.modelId;
    require(msg.sender == r.host, NotHost(modelId, msg.sender));
    require(r.state == open, RequestNotOpen(requestId, r.state));
    require(block.number <= r.deadline, DeadlinePassed(r.deadline));
    r.state = served;
    U64 units = r.units;
    U256 fee = r.fee;
    escrowed -= fee;
    models[modelId].served += 1;
    hosts[modelId][msg.sender].served += 1;
    emit(InferenceServed(requestId, modelId, msg.sender, outputHash));
    split_fee(requestId, modelId, fee);
    record(hosting_kind, msg.sender, units);
  }

  /// After the deadline the requester takes the fee back.
  FN(void, cancelInference, (Bytes32 requestId)) {
    require_request(requestId);
    auto r = requests[requestId];
    require(msg.sender == r.requester, NotRequester(msg.sender));
    require(r.state == open, RequestNotOpen(requestId, r.state));
    require(block.number > r.deadline, DeadlineNotReached(r.deadline));
    r.state = canceled;
    U256 fee = r.fee;
    escrowed -= fee;
    credits[msg.sender] += fee;
    emit(InferenceCanceled(requestId, fee));
  }

  /// The requester rates a served request, once.
  FN(void, rateInference, (Bytes32 requestId, U16 accuracyBps)) {
    require_request(requestId);
    auto r = requests[requestId];
    require(msg.sender == r.requester, NotRequester(msg.sender));
    require(r.state == served, RequestNotServed(requestId, r.state));
    require(!r.rated, AlreadyRated(requestId));
    require(accuracyBps <= 10'000, BpsOutOfRange(accuracyBps));
    r.rated = true;
    auto h = hosts[r.modelId][r.host];
    h.ratings += 1;
    h.accuracy_sum += accuracyBps;
    emit(InferenceRated(requestId, accuracyBps));
  }

  /// state: 0 none, 1 open, 2 served, 3 canceled.
  FN(Outputs<RequestView>, request, (Bytes32 requestId), view) {
    auto r = requests[requestId];
    return RequestView{r.modelId, r.requester, r.host, r.fee, r.deadline, r.state};
  }

  FN(Outputs<Split>, previewSplit, (U256 fee), pure_) {
    Split parts = split(fee);
    return parts;
  }

  FN(Outputs<HostStats>, hostStats, (Bytes32 modelId, Address host), view) {
    auto h = hosts[modelId][host];
    return HostStats{h.served, h.ratings, h.accuracy_sum};
  }

  /// What is claimable by all, in wei: all that is owed and not in escrow.
  FN(U256, owedTotal, (), view) { return owed - escrowed; }

  MODIFIER(require_model, (Bytes32 modelId)) {
    require(models[modelId].owner != zero_address, UnknownModel(modelId));
  }
  MODIFIER(only_owner, (Bytes32 modelId)) {
    require_model(modelId);
    require(msg.sender == models[modelId].owner, NotModelOwner(modelId, msg.sender));
  }
  MODIFIER(require_request, (Bytes32 requestId)) {
    require(requests[requestId].state != 0, UnknownRequest(requestId));
  }

  DEF(Split, split, (U256 fee)) {
    U256 host = stdlib::math::share_of(fee, host_bps);
    U256 adapters = stdlib::math::share_of(fee, adapter_bps);
    U256 data = stdlib::math::share_of(fee, data_bps);
    // cannot underflow: the three shares are at most 90 % of the fee.
    U256 rest = wrapping(fee - host - adapters - data);
    return Split{host, adapters, rest, data};
  }

  /// Moves a fee from escrow to the four classes; an empty class gives its share to the treasury.
  DEF(void, split_fee, (Bytes32 requestId, Bytes32 modelId, U256 fee)) {
    Split parts = split(fee);
    If (parts.adapters != 0) {
      If (loraFactory.royaltyWeight(modelId) == 0) {
        emit(ShareRedirected(requestId, adapters_class, parts.adapters));
        parts.treasury += parts.adapters;
        parts.adapters = 0;
      }
    }
    If (parts.data != 0) {
      If (dataRegistry.licenceWeight(modelId) == 0) {
        emit(ShareRedirected(requestId, data_class, parts.data));
        parts.treasury += parts.data;
        parts.data = 0;
      }
    }
    credits[msg.sender] += parts.host;
    owed -= parts.adapters + parts.data;
    emit(FeeSplit(requestId, parts.host, parts.adapters, parts.treasury, parts.data));
    If (parts.adapters != 0) {
      loraFactory.creditRoyalty.value(parts.adapters)(modelId);
    }
    If (parts.data != 0) {
      dataRegistry.creditLicence.value(parts.data)(modelId);
    }
    push_or_credit(treasury, parts.treasury);
  }
};

}  // namespace contracts
