// ERC-1155: many tokens in one contract; behaviour, events and errors as OpenZeppelin Contracts 5.
#pragma once

#include "stdlib/introspection/erc165.hpp"

namespace stdlib::token {

using namespace mozi::dsl;

INTERFACE(IERC1155Receiver) {
  EXTERN(Bytes4, onERC1155Received,
         (Address operator_, Address from, U256 id, U256 value, Bytes data));
  EXTERN(Bytes4, onERC1155BatchReceived,
         (Address operator_, Address from, Array<U256> ids, Array<U256> values, Bytes data));
};

/// The contract decides who may call mint_item, mint_items, burn_item and burn_items, and fills in
/// uri_of.
struct Erc1155 : virtual introspection::Erc165 {
  ERROR(ERC1155InsufficientBalance, (Address sender, U256 balance, U256 needed, U256 tokenId));
  ERROR(ERC1155InvalidSender, (Address sender));
  ERROR(ERC1155InvalidReceiver, (Address receiver));
  ERROR(ERC1155MissingApprovalForAll, (Address operator_, Address owner));
  ERROR(ERC1155InvalidOperator, (Address operator_));
  ERROR(ERC1155InvalidArrayLength, (U256 idsLength, U256 valuesLength));
  EVENT(TransferSingle, (Indexed<Address> operator_, Indexed<Address> from, Indexed<Address> to,
                         U256 id, U256 value));
  EVENT(TransferBatch, (Indexed<Address> operator_, Indexed<Address> from, Indexed<Address> to,
                        Array<U256> ids, Array<U256> values));
  EVENT(ApprovalForAll, (Indexed<Address> account, Indexed<Address> operator_, Bool approved));

  const introspection::Supports supports_erc1155{*this, "d9b67a26"_hex};
  const introspection::Supports supports_metadata{*this, "0e89341c"_hex};
  FIELD(balances, Map<U256, Map<Address, U256>>);
  FIELD(operators, Map<Address, Map<Address, Bool>>);

  /// Where a token is described; {id} in it stands for the id as 64 hexadecimal digits.
  VIRTUAL(String, uri_of, (U256 id)) {
    static_cast<void>(id);
    return "";
  }
  /// Runs before each token of a mint (from 0), transfer or burn (to 0) moves.
  VIRTUAL(void, before_move, (Address from, Address to, U256 id, U256 value)) {
    static_cast<void>(from);
    static_cast<void>(to);
    static_cast<void>(id);
    static_cast<void>(value);
  }

  FN(String, uri, (U256 id), view) { return uri_of(id); }

  FN(U256, balanceOf, (Address account, U256 id), view) { return balances[id][account]; }

  FN(Array<U256>, balanceOfBatch, (Array<Address> accounts, Array<U256> ids), view) {
    require(accounts.length() == ids.length(),
            ERC1155InvalidArrayLength(ids.length(), accounts.length()));
    Array<U256> found = new_array<U256>(accounts.length());
    For (U256 i = 0, i < accounts.length(), i += 1) {
      found[i] = balances[ids[i]][accounts[i]];
    }
    return found;
  }

  FN(Bool, isApprovedForAll, (Address account, Address operator_), view) {
    return operators[account][operator_];
  }

  /// Lets `operator_` move all of the caller's tokens. Emits ApprovalForAll.
  FN(void, setApprovalForAll, (Address operator_, Bool approved)) {
    require(operator_ != zero_address, ERC1155InvalidOperator(zero_address));
    operators[msg.sender][operator_] = approved;
    emit(ApprovalForAll(msg.sender, operator_, approved));
  }

  /// By the owner or an operator; a contract that receives must say that it can handle tokens.
  /// Emits TransferSingle.
  FN(void, safeTransferFrom, (Address from, Address to, U256 id, U256 value, Bytes data)) {
    require_authorized(from);
    require(to != zero_address, ERC1155InvalidReceiver(zero_address));
    move_item(from, to, id, value, data);
  }

  /// The same for several; all move or none. Emits TransferBatch, or TransferSingle if it is one.
  FN(void, safeBatchTransferFrom,
     (Address from, Address to, Array<U256> ids, Array<U256> values, Bytes data)) {
    require_authorized(from);
    require(to != zero_address, ERC1155InvalidReceiver(zero_address));
    move_items(from, to, ids, values, data);
  }

  DEF(void, mint_item, (Address to, U256 id, U256 value, Bytes data)) {
    require(to != zero_address, ERC1155InvalidReceiver(zero_address));
    move_item(zero_address, to, id, value, data);
  }
  DEF(void, mint_items, (Address to, Array<U256> ids, Array<U256> values, Bytes data)) {
    require(to != zero_address, ERC1155InvalidReceiver(zero_address));
    move_items(zero_address, to, ids, values, data);
  }
  DEF(void, burn_item, (Address from, U256 id, U256 value)) {
    require(from != zero_address, ERC1155InvalidSender(zero_address));
    move_item(from, zero_address, id, value, "");
  }
  DEF(void, burn_items, (Address from, Array<U256> ids, Array<U256> values)) {
    require(from != zero_address, ERC1155InvalidSender(zero_address));
    move_items(from, zero_address, ids, values, "");
  }

  DEF(void, require_authorized, (Address owner)) {
    require(owner == msg.sender || operators[owner][msg.sender],
            ERC1155MissingApprovalForAll(msg.sender, owner));
  }

  DEF(void, move_item, (Address from, Address to, U256 id, U256 value, Bytes data)) {
    move_balance(from, to, id, value);
    emit(TransferSingle(msg.sender, from, to, id, value));
    If (to.code_size() != 0) {
      IERC1155Receiver receiver = contract_at<IERC1155Receiver>(to);
      Try (Bytes4 answer, receiver.onERC1155Received(msg.sender, from, id, value, data)) {
        require(answer == "f23a6e61"_hex, ERC1155InvalidReceiver(to));
      }
      Catch (Bytes reason) {
        refuse(to, reason);
      }
    }
  }

  DEF(void, move_items,
      (Address from, Address to, Array<U256> ids, Array<U256> values, Bytes data)) {
    require(ids.length() == values.length(),
            ERC1155InvalidArrayLength(ids.length(), values.length()));
    For (U256 i = 0, i < ids.length(), i += 1) {
      move_balance(from, to, ids[i], values[i]);
    }
    If (ids.length() == 1) {
      emit(TransferSingle(msg.sender, from, to, ids[0], values[0]));
    }
    Else {
      emit(TransferBatch(msg.sender, from, to, ids, values));
    }
    If (to.code_size() != 0) {
      IERC1155Receiver receiver = contract_at<IERC1155Receiver>(to);
      Try (Bytes4 answer, receiver.onERC1155BatchReceived(msg.sender, from, ids, values, data)) {
        require(answer == "bc197c81"_hex, ERC1155InvalidReceiver(to));
      }
      Catch (Bytes reason) {
        refuse(to, reason);
      }
    }
  }

  DEF(void, move_balance, (Address from, Address to, U256 id, U256 value)) {
    before_move(from, to, id, value);
    If (from != zero_address) {
      U256 balance = balances[id][from];
      require(balance >= value, ERC1155InsufficientBalance(from, balance, value, id));
      // cannot underflow: checked in the line before.
      balances[id][from] = wrapping(balance - value);
    }
    If (to != zero_address) {
      balances[id][to] += value;
    }
  }

  /// Fails as the receiver did.
  DEF(void, refuse, (Address to, Bytes reason)) {
    require(reason.length() != 0, ERC1155InvalidReceiver(to));
    revert_raw(reason);
  }
};

}  // namespace stdlib::token
