// SPDX-License-Identifier: Apache-2.0
// The hosts of the vault tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC4626, IERC20} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

contract Vault is ERC4626 {
    constructor(IERC20 token) ERC20("Vault", "VLT") ERC4626(token) {}
}

contract OffsetVault is ERC4626 {
    constructor(IERC20 token) ERC20("Offset vault", "OVL") ERC4626(token) {}
    function _decimalsOffset() internal pure override returns (uint8) { return 3; }
}
