// The receiving side of the McpMarketplace: what LoRAFactory and DataRegistry have in common.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/access/governed.hpp"
#include "stdlib/collections/attestations.hpp"
#include "stdlib/collections/short_lists.hpp"
#include "stdlib/finance/pull_payments.hpp"
#include "stdlib/math/mul_div.hpp"

namespace contracts {

using namespace mozi::dsl;

INTERFACE(IMcpMarketplace) {
  EXTERN(Address, modelOwner, (Bytes32 modelId), view);
};

/// Things (adapters, datasets) that models use, that attesters weigh, and that earn per request.
struct Beneficiaries : virtual stdlib::access::Governed,
                       stdlib::finance::PullPayments,
                       stdlib::collections::ShortLists,
                       stdlib::math::MulDiv,
                       Recording {
  static constexpr unsigned max_per_model = 16;
  static constexpr unsigned max_uri = 256;

  ERROR(NotModelOwner, (Bytes32 modelId, Address caller));
  ERROR(ModelFull, (Bytes32 modelId));
  ERROR(NotAttester, (Address caller));
  ERROR(TooManyAttesters, ());
  ERROR(NotAttested, (Bytes32 id, Address attester));
  ERROR(NotMarketplace, (Address caller));
  ERROR(NothingEligible, (Bytes32 modelId));
  ERROR(UriTooLong, (U256 length));
  ERROR(EmptyResult, (Address target), on_empty_result);
  EVENT(AttesterSet, (Indexed<Address> attester, Bool allowed));
  EVENT(MarketplaceSet, (Indexed<Address> marketplace));
  EVENT(UriSet, (Indexed<Bytes32> id, String uri));

  PUBLIC(marketplace, IMcpMarketplace);
  PUBLIC(isAttester, Map<Address, Bool>);
  FIELD(owed_to, Map<Bytes32, U256>);

  /// What a thing has earned and nobody has collected, in wei.
  FN(U256, owed, (Bytes32 id), view, named("owed")) { return owed_to[id]; }

  FN(void, setAttester, (Address attester, Bool allowed)) {
    only_governance();
    require_address(attester);
    isAttester[attester] = allowed;
    emit(AttesterSet(attester, allowed));
  }

  /// May be repeated; the marketplace must have code.
  FN(void, setMarketplace, (Address to)) {
    only_governance();
    require(to.code_size() != 0, EmptyResult(to));
    marketplace = reinterpret<IMcpMarketplace>(to);
    emit(MarketplaceSet(to));
  }

  MODIFIER(only_model_owner, (Bytes32 modelId)) {
    require(marketplace.modelOwner(modelId) == msg.sender, NotModelOwner(modelId, msg.sender));
  }
  MODIFIER(only_attester, ()) { require(isAttester[msg.sender], NotAttester(msg.sender)); }
  MODIFIER(only_marketplace, ()) { require(msg.sender == marketplace, NotMarketplace(msg.sender)); }

  /// A URI is announced, not stored.
  MODIFIER(announce_uri, (Bytes32 id, String uri)) {
    U256 length = reinterpret<Bytes>(uri).length();
    require(length <= max_uri, UriTooLong(length));
    emit(UriSet(id, uri));
  }

  MODIFIER(add_to_model, (Bytes32 modelId, Bytes32 id)) {
    require(lists[modelId].length() < max_per_model, ModelFull(modelId));
    list_add(modelId, id);
  }

  /// Removes what `attester` said: by that attester, or by anybody once it may no longer attest.
  template <class All>
  void take_back(All& all, const Bytes32& id, const Address& attester) {
    require(msg.sender == attester || !isAttester[attester], NotAttester(msg.sender));
    U256 place = stdlib::collections::find(all, attester);
    require(place < all.count, NotAttested(id, attester));
    stdlib::collections::remove_at(all, place);
  }

  /// The weight of a thing in a model's fees; 0 if it is not eligible.
  VIRTUAL(U256, weight_in, (Bytes32 modelId, Bytes32 id)) {
    static_cast<void>(modelId);
    static_cast<void>(id);
    return 0;
  }
  /// Whose contribution a thing is.
  VIRTUAL(Address, contributor_of, (Bytes32 id)) {
    static_cast<void>(id);
    return zero_address;
  }
  /// Runs for each thing that is credited.
  VIRTUAL(void, after_credit, (Bytes32 id, U256 amount)) {
    static_cast<void>(id);
    static_cast<void>(amount);
  }

  /// The sum of the weights of what is eligible in a model.
  DEF(U256, weight_of_model, (Bytes32 modelId)) {
    U256 sum = 0;
    For (U256 i = 0, i < lists[modelId].length(), i += 1) {
      sum += weight_in(modelId, lists[modelId][i]);
    }
    return sum;
  }

  /// Shares `amount` among what is eligible, in list order: the k-th gets
  /// floor(A * W_k / W) - floor(A * W_(k-1) / W) with prefix sums W_k, so that the parts sum
  /// exactly.
  DEF(void, share_among, (Bytes32 modelId, U8 kind, U256 amount)) {
    U256 length = lists[modelId].length();
    U256 total = 0;
    U256 eligible = 0;
    Array<U256> weights = new_array<U256>(length);
    For (U256 i = 0, i < length, i += 1) {
      U256 weight = weight_in(modelId, lists[modelId][i]);
      weights[i] = weight;
      If (weight != 0) {
        total += weight;
        eligible += 1;
      }
    }
    require(total != 0, NothingEligible(modelId));
    PullPayments::owed += amount;
    Array<Address> contributors = new_array<Address>(eligible);
    Array<U256> ones = new_array<U256>(eligible);
    U256 prefix = 0;
    U256 given = 0;
    U256 next = 0;
    For (U256 i = 0, i < length, i += 1) {
      If (weights[i] == 0) {
        Continue;
      }
      Bytes32 id = lists[modelId][i];
      prefix += weights[i];
      U256 up_to_here = mul_div(amount, prefix, total);
      U256 part = up_to_here - given;
      given = up_to_here;
      owed_to[id] += part;
      after_credit(id, part);
      contributors[next] = contributor_of(id);
      ones[next] = 1;
      next += 1;
    }
    record_batch(kind, contributors, ones);
  }

  /// Takes what a thing has earned; at least 1 wei.
  DEF(U256, take_owed, (Bytes32 id)) {
    U256 amount = owed_to[id];
    require(amount != 0, NothingToClaim());
    owed_to[id] = 0;
    return amount;
  }
};

}  // namespace contracts
