// SnapNFT: the bridge's shares as ERC-721 tokens, sold along a linear curve.
#pragma once

#include "stdlib/finance/pull_payments.hpp"
#include "stdlib/security/timed_pause.hpp"
#include "stdlib/token/erc721.hpp"

namespace contracts {

using namespace mozi::dsl;

INTERFACE(IFeeDistributor) {
  EXTERN(void, onSnapTransfer, (Address from, Address to, U256 tokenId));
};

/// Ids count from 1 and are never used again. The price of the next token is base + slope * supply;
/// the proceeds go to the treasury. Each move of a token settles it in the FeeDistributor first.
struct SnapNFT : stdlib::security::TimedPause,
                 stdlib::finance::PullPayments,
                 stdlib::token::Erc721 {
  ERROR(CapReached, ());
  ERROR(WrongPayment, (U256 expected, U256 sent));
  ERROR(FeeDistributorNotSet, ());
  ERROR(FeeDistributorAlreadySet, ());
  ERROR(EmptyResult, (Address target), on_empty_result);
  EVENT(FeeDistributorSet, (Indexed<Address> distributor));

  CONSTANT(name, String, "Citrate SNAP");
  CONSTANT(symbol, String, "SNAP");
  CONSTANT(CAP, U256, 10'000);
  PUBLIC_IMMUTABLE(treasury, Address);
  PUBLIC_IMMUTABLE(basePrice, U256);
  PUBLIC_IMMUTABLE(slope, U256);
  PUBLIC(feeDistributor, IFeeDistributor);
  PUBLIC(totalSupply, U256);
  FIELD(minted, U256);
  FIELD(base_uri, String);

  CTOR((Address governance, Address treasury, U256 basePrice, U256 slope, String baseURI)) {
    init_governance(governance);
    require_address(treasury);
    this->treasury = treasury;
    this->basePrice = basePrice;
    this->slope = slope;
    base_uri = baseURI;
  }

  /// Mints the next token to `to`. What is sent above the price comes back in the same call.
  FN(U256, mint, (Address to), payable, nonreentrant) {
    when_not_paused();
    require(feeDistributor != zero_address, FeeDistributorNotSet());
    require(minted < CAP, CapReached());
    U256 price = priceOf(totalSupply);
    require(msg.value >= price, WrongPayment(price, msg.value));
    minted += 1;
    U256 tokenId = minted;
    mint_token(to, tokenId);
    owed += price;
    push_or_credit(treasury, price);
    U256 excess = msg.value - price;
    If (excess != 0) {
      require(send_value(msg.sender, excess), TransferFailed(msg.sender, excess));
    }
    return tokenId;
  }

  /// By the owner, or whom the owner approved.
  FN(void, burn, (U256 tokenId), nonreentrant) { burn_token(tokenId); }

  /// The price in wei of the next token when `supply` tokens live.
  FN(U256, priceOf, (U256 supply), view) { return basePrice + slope * supply; }

  // Settling in the FeeDistributor comes before a move, so each is locked.
  FN(void, transferFrom, (Address from, Address to, U256 tokenId), nonreentrant, override_) {
    transfer_token(from, to, tokenId);
  }
  FN(void, safeTransferFrom, (Address from, Address to, U256 tokenId), nonreentrant, override_) {
    transfer_token(from, to, tokenId);
    check_receiver(from, to, tokenId, "");
  }
  FN(void, safeTransferFrom, (Address from, Address to, U256 tokenId, Bytes data), nonreentrant,
     override_) {
    transfer_token(from, to, tokenId);
    check_receiver(from, to, tokenId, data);
  }

  /// Once, by governance.
  FN(void, setFeeDistributor, (Address distributor)) {
    only_governance();
    require(feeDistributor == zero_address, FeeDistributorAlreadySet());
    require_address(distributor);
    feeDistributor = reinterpret<IFeeDistributor>(distributor);
    emit(FeeDistributorSet(distributor));
  }

  OVERRIDE(String, uri_base, ()) { return base_uri; }

  OVERRIDE(void, before_move, (Address from, Address to, U256 tokenId)) {
    If (from == zero_address) {
      totalSupply += 1;
    }
    If (to == zero_address) {
      totalSupply -= 1;
    }
    feeDistributor.onSnapTransfer(from, to, tokenId);
  }
};

}  // namespace contracts
