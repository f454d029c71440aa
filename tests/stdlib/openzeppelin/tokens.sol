// SPDX-License-Identifier: Apache-2.0
// The hosts of the token tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

contract PermitToken is ERC20Permit, ERC20Burnable {
    constructor() ERC20("Gold", "GLD") ERC20Permit("Gold") {}
    function mint(address to, uint256 value) external { _mint(to, value); }
    function burnAny(address from, uint256 value) external { _burn(from, value); }
}

contract VotesToken is ERC20Permit, ERC20Votes {
    constructor() ERC20("Ballots", "BAL") ERC20Permit("Ballots") {}
    function mint(address to, uint256 value) external { _mint(to, value); }
    function burn(address from, uint256 value) external { _burn(from, value); }
    function mintTwice(address to, uint256 value) external { _mint(to, value); _mint(to, value); }
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) { super._update(from, to, value); }
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) { return super.nonces(owner); }
}
