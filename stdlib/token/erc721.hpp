// ERC-721 with metadata and ERC-165; behaviour, events and errors as OpenZeppelin Contracts 5
// (ERC-6093).
#pragma once

#include "stdlib/introspection/erc165.hpp"
#include "stdlib/text/decimal.hpp"

namespace stdlib::token {

using namespace mozi::dsl;

INTERFACE(IERC721Receiver) {
  EXTERN(Bytes4, onERC721Received, (Address operator_, Address from, U256 tokenId, Bytes data));
};

/// The contract declares name and symbol, and decides who may call mint_token. Tokens move before a
/// receiver is asked, so that no lock is needed; one whose before_move calls out overrides the
/// three transfers as nonreentrant.
struct Erc721 : virtual text::Decimal, virtual introspection::Erc165 {
  ERROR(ERC721InvalidSender, (Address sender));
  ERROR(ERC721InvalidOwner, (Address owner));
  ERROR(ERC721NonexistentToken, (U256 tokenId));
  ERROR(ERC721IncorrectOwner, (Address sender, U256 tokenId, Address owner));
  ERROR(ERC721InvalidReceiver, (Address receiver));
  ERROR(ERC721InsufficientApproval, (Address operator_, U256 tokenId));
  ERROR(ERC721InvalidApprover, (Address approver));
  ERROR(ERC721InvalidOperator, (Address operator_));
  EVENT(Transfer, (Indexed<Address> from, Indexed<Address> to, Indexed<U256> tokenId));
  EVENT(Approval, (Indexed<Address> owner, Indexed<Address> approved, Indexed<U256> tokenId));
  EVENT(ApprovalForAll, (Indexed<Address> owner, Indexed<Address> operator_, Bool approved));

  const introspection::Supports supports_erc721{*this, "80ac58cd"_hex};
  const introspection::Supports supports_metadata{*this, "5b5e139f"_hex};
  FIELD(owners, Map<U256, Address>);
  FIELD(balances, Map<Address, U256>);
  FIELD(approvals, Map<U256, Address>);
  FIELD(operators, Map<Address, Map<Address, Bool>>);

  /// Runs before each mint (from 0), transfer and burn (to 0), when nothing can refuse it any more.
  VIRTUAL(void, before_move, (Address from, Address to, U256 tokenId)) {
    static_cast<void>(from);
    static_cast<void>(to);
    static_cast<void>(tokenId);
  }

  /// What precedes the id in a token's URI; without it, URIs are empty.
  VIRTUAL(String, uri_base, ()) { return ""; }

  FN(String, tokenURI, (U256 tokenId), view) {
    require(owners[tokenId] != zero_address, ERC721NonexistentToken(tokenId));
    Bytes uri = reinterpret<Bytes>(uri_base());
    If (uri.length() != 0) {
      uri = concat(uri, to_decimal(tokenId));
    }
    return reinterpret<String>(uri);
  }

  FN(U256, balanceOf, (Address owner), view) {
    require(owner != zero_address, ERC721InvalidOwner(owner));
    return balances[owner];
  }

  FN(Address, ownerOf, (U256 tokenId), view) { return owner_of(tokenId); }

  FN(Address, getApproved, (U256 tokenId), view) {
    require(owners[tokenId] != zero_address, ERC721NonexistentToken(tokenId));
    return approvals[tokenId];
  }

  FN(Bool, isApprovedForAll, (Address owner, Address operator_), view) {
    return operators[owner][operator_];
  }

  FN(void, approve, (Address to, U256 tokenId)) {
    Address owner = owner_of(tokenId);
    require(msg.sender == owner || operators[owner][msg.sender], ERC721InvalidApprover(msg.sender));
    approvals[tokenId] = to;
    emit(Approval(owner, to, tokenId));
  }

  FN(void, setApprovalForAll, (Address operator_, Bool approved)) {
    require(operator_ != zero_address, ERC721InvalidOperator(operator_));
    operators[msg.sender][operator_] = approved;
    emit(ApprovalForAll(msg.sender, operator_, approved));
  }

  FN(void, transferFrom, (Address from, Address to, U256 tokenId)) {
    transfer_token(from, to, tokenId);
  }

  FN(void, safeTransferFrom, (Address from, Address to, U256 tokenId)) {
    transfer_token(from, to, tokenId);
    check_receiver(from, to, tokenId, "");
  }

  FN(void, safeTransferFrom, (Address from, Address to, U256 tokenId, Bytes data)) {
    transfer_token(from, to, tokenId);
    check_receiver(from, to, tokenId, data);
  }

  DEF(Address, owner_of, (U256 tokenId)) {
    Address owner = owners[tokenId];
    require(owner != zero_address, ERC721NonexistentToken(tokenId));
    return owner;
  }

  DEF(void, require_authorized, (Address owner, U256 tokenId)) {
    require(msg.sender == owner || operators[owner][msg.sender] || approvals[tokenId] == msg.sender,
            ERC721InsufficientApproval(msg.sender, tokenId));
  }

  DEF(void, transfer_token, (Address from, Address to, U256 tokenId)) {
    require(to != zero_address, ERC721InvalidReceiver(to));
    Address owner = owner_of(tokenId);
    require_authorized(owner, tokenId);
    require(owner == from, ERC721IncorrectOwner(from, tokenId, owner));
    move(owner, to, tokenId);
  }

  DEF(void, mint_token, (Address to, U256 tokenId)) {
    require(to != zero_address, ERC721InvalidReceiver(to));
    require(owners[tokenId] == zero_address, ERC721InvalidSender(zero_address));
    move(zero_address, to, tokenId);
  }

  /// The same, and asks a receiver that is a contract.
  DEF(void, safe_mint_token, (Address to, U256 tokenId, Bytes data)) {
    mint_token(to, tokenId);
    check_receiver(zero_address, to, tokenId, data);
  }

  DEF(void, burn_token, (U256 tokenId)) {
    Address owner = owner_of(tokenId);
    require_authorized(owner, tokenId);
    move(owner, zero_address, tokenId);
  }

  /// Moves a token whose owner is `from`; the zero address stands for not existing.
  DEF(void, move, (Address from, Address to, U256 tokenId)) {
    before_move(from, to, tokenId);
    // cannot overflow: a balance counts tokens that exist.
    If (from != zero_address) {
      approvals[tokenId] = zero_address;
      balances[from] = wrapping(balances[from] - 1);
    }
    If (to != zero_address) {
      balances[to] = wrapping(balances[to] + 1);
    }
    owners[tokenId] = to;
    emit(Transfer(from, to, tokenId));
  }

  /// A contract that gets a token must say that it can handle one.
  DEF(void, check_receiver, (Address from, Address to, U256 tokenId, Bytes data)) {
    If (to.code_size() == 0) {
      Return();
    }
    IERC721Receiver receiver = reinterpret<IERC721Receiver>(to);
    Try (Bytes4 answer, receiver.onERC721Received(msg.sender, from, tokenId, data)) {
      require(answer == selector("onERC721Received(address,address,uint256,bytes)"),
              ERC721InvalidReceiver(to));
    }
    Catch (Bytes reason) {
      If (reason.length() == 0) {
        revert(ERC721InvalidReceiver(to));
      }
      revert_raw(reason);
    }
  }
};

}  // namespace stdlib::token
