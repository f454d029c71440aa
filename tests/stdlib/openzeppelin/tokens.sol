// SPDX-License-Identifier: Apache-2.0
// The hosts of the token tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

contract PermitToken is ERC20Permit, ERC20Burnable {
    constructor() ERC20("Gold", "GLD") ERC20Permit("Gold") {}
    function mint(address to, uint256 value) external { _mint(to, value); }
    function burnAny(address from, uint256 value) external { _burn(from, value); }
}
