// SPDX-License-Identifier: Apache-2.0
// The hosts of the access tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract Admin is Ownable2Step, AccessControl, Pausable, ReentrancyGuardTransient {
    bytes32 public constant PAUSER = keccak256("PAUSER");
    uint256 public count;

    constructor(address first) Ownable(first) { _grantRole(DEFAULT_ADMIN_ROLE, first); }
    function pause() external onlyRole(PAUSER) { _pause(); }
    function unpause() external onlyRole(PAUSER) { _unpause(); }
    function setRoleAdmin(bytes32 role, bytes32 admin) external onlyOwner { _setRoleAdmin(role, admin); }
    function increase() external nonReentrant whenNotPaused { count += 1; }
    function decrease() external nonReentrant whenPaused { count -= 1; }
    function again(bytes calldata data) external nonReentrant {
        (bool ok, bytes memory result) = address(this).call(data);
        if (!ok) assembly { revert(add(result, 32), mload(result)) }
    }
}
