// ERC-4626: shares in a vault of one ERC-20; behaviour, events and errors as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/calls/safe_erc20.hpp"
#include "stdlib/math/mul_div.hpp"
#include "stdlib/token/erc20.hpp"

namespace stdlib::token {

/// The vault's shares are an ERC-20. Every rounding is in favour of the vault. 10^decimals_offset
/// virtual shares stand against one virtual unit of the asset: who inflates the price of a share by
/// a gift loses at least what the next depositor does, and with an offset of n 10^n times that. The
/// constructor calls init_vault. Tokens that charge for transfers or call back are not for vaults.
struct Erc4626 : virtual Erc20, virtual calls::SafeErc20, virtual math::MulDiv {
  ERROR(ERC4626ExceededMaxDeposit, (Address receiver, U256 assets, U256 max));
  ERROR(ERC4626ExceededMaxMint, (Address receiver, U256 shares, U256 max));
  ERROR(ERC4626ExceededMaxWithdraw, (Address owner, U256 assets, U256 max));
  ERROR(ERC4626ExceededMaxRedeem, (Address owner, U256 shares, U256 max));
  EVENT(Deposit, (Indexed<Address> sender, Indexed<Address> owner, U256 assets, U256 shares));
  EVENT(Withdraw, (Indexed<Address> sender, Indexed<Address> receiver, Indexed<Address> owner,
                   U256 assets, U256 shares));

  PUBLIC_IMMUTABLE(asset, IERC20);
  IMMUTABLE(asset_decimals, U8);

  VIRTUAL(U8, decimals_offset, ()) { return 0; }
  /// What the vault holds of the asset.
  VIRTUAL(U256, total_assets, ()) { return asset.balanceOf(this_address()); }
  /// Limits; a vault that can be paused or full overrides them.
  VIRTUAL(U256, max_deposit, (Address receiver)) {
    static_cast<void>(receiver);
    return max_of<U256>();
  }
  VIRTUAL(U256, max_mint, (Address receiver)) {
    static_cast<void>(receiver);
    return max_of<U256>();
  }
  VIRTUAL(U256, max_withdraw, (Address owner)) { return to_assets(max_redeem(owner)); }
  VIRTUAL(U256, max_redeem, (Address owner)) { return balanceOf[owner]; }

  /// Takes over the asset's decimals, or 18 if it does not tell.
  MODIFIER(init_vault, (IERC20 token)) {
    U8 found = 18;
    CallResult answer = raw_staticcall(token, token.decimals.encode());
    If (answer.ok && answer.data.length() >= 32) {
      U256 told = reinterpret<U256>(abi_decode<Bytes32>(answer.data));
      If (told <= max_of<U8>()) {
        found = truncate<U8>(told);
      }
    }
    asset_decimals = found;
    asset = token;
  }

  FN(U8, decimals, (), view) { return asset_decimals + decimals_offset(); }
  FN(U256, totalAssets, (), view) { return total_assets(); }
  FN(U256, convertToShares, (U256 assets), view) { return to_shares(assets); }
  FN(U256, convertToAssets, (U256 shares), view) { return to_assets(shares); }
  FN(U256, maxDeposit, (Address receiver), view) { return max_deposit(receiver); }
  FN(U256, maxMint, (Address receiver), view) { return max_mint(receiver); }
  FN(U256, maxWithdraw, (Address owner), view) { return max_withdraw(owner); }
  FN(U256, maxRedeem, (Address owner), view) { return max_redeem(owner); }
  FN(U256, previewDeposit, (U256 assets), view) { return to_shares(assets); }
  FN(U256, previewMint, (U256 shares), view) { return to_assets_up(shares); }
  FN(U256, previewWithdraw, (U256 assets), view) { return to_shares_up(assets); }
  FN(U256, previewRedeem, (U256 shares), view) { return to_assets(shares); }

  /// Takes assets of the caller and gives `receiver` the shares they are worth. Emits Deposit.
  FN(U256, deposit, (U256 assets, Address receiver)) {
    U256 most = max_deposit(receiver);
    require(assets <= most, ERC4626ExceededMaxDeposit(receiver, assets, most));
    U256 shares = to_shares(assets);
    put_in(receiver, assets, shares);
    return shares;
  }

  /// Gives `receiver` so many shares, and takes the assets they cost of the caller. Emits Deposit.
  FN(U256, mint, (U256 shares, Address receiver)) {
    U256 most = max_mint(receiver);
    require(shares <= most, ERC4626ExceededMaxMint(receiver, shares, most));
    U256 assets = to_assets_up(shares);
    put_in(receiver, assets, shares);
    return assets;
  }

  /// Gives `receiver` so many assets for shares of `owner`, who is the caller or has allowed it.
  /// Emits Withdraw.
  FN(U256, withdraw, (U256 assets, Address receiver, Address owner)) {
    U256 most = max_withdraw(owner);
    require(assets <= most, ERC4626ExceededMaxWithdraw(owner, assets, most));
    U256 shares = to_shares_up(assets);
    take_out(receiver, owner, assets, shares);
    return shares;
  }

  /// Gives `receiver` the assets that so many shares of `owner` are worth. Emits Withdraw.
  FN(U256, redeem, (U256 shares, Address receiver, Address owner)) {
    U256 most = max_redeem(owner);
    require(shares <= most, ERC4626ExceededMaxRedeem(owner, shares, most));
    U256 assets = to_assets(shares);
    take_out(receiver, owner, assets, shares);
    return assets;
  }

  // The virtual shares and the virtual asset included.
  DEF(U256, all_shares, ()) { return totalSupply + pow(U256(10), decimals_offset()); }
  DEF(U256, all_assets, ()) { return total_assets() + 1; }

  DEF(U256, to_shares, (U256 assets)) { return mul_div(assets, all_shares(), all_assets()); }
  DEF(U256, to_shares_up, (U256 assets)) { return mul_div_up(assets, all_shares(), all_assets()); }
  DEF(U256, to_assets, (U256 shares)) { return mul_div(shares, all_assets(), all_shares()); }
  DEF(U256, to_assets_up, (U256 shares)) { return mul_div_up(shares, all_assets(), all_shares()); }

  /// Assets come first: a token that calls back finds the vault as it was before.
  DEF(void, put_in, (Address receiver, U256 assets, U256 shares)) {
    safe_transfer_from(asset, msg.sender, this_address(), assets);
    mint_tokens(receiver, shares);
    emit(Deposit(msg.sender, receiver, assets, shares));
  }

  /// Assets go last, for the same reason.
  DEF(void, take_out, (Address receiver, Address owner, U256 assets, U256 shares)) {
    If (msg.sender != owner) {
      spend_allowance(owner, msg.sender, shares);
    }
    burn_tokens(owner, shares);
    safe_transfer(asset, receiver, assets);
    emit(Withdraw(msg.sender, receiver, owner, assets, shares));
  }
};

}  // namespace stdlib::token
