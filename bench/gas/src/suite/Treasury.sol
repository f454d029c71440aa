// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Governed} from "./Library.sol";

contract Treasury is Governed, ReentrancyGuardTransient {
    error TransferFailed(address to, uint256 amount);
    error CallFailed(address target);
    error EmptyResult(address target);

    event Received(address indexed from, uint256 amount);
    event Spent(address indexed to, uint256 amount);
    event Executed(address indexed target, uint256 value, bytes4 selector);

    constructor(address governance_) Governed(governance_) {}

    receive() external payable { emit Received(msg.sender, msg.value); }

    function spend(address to, uint256 amount, bytes calldata data) external nonReentrant onlyGovernance nonZero(to) {
        emit Spent(to, amount);
        (bool ok,) = to.call{value: amount}(data);
        require(ok, TransferFailed(to, amount));
    }

    function execute(address target, uint256 value, bytes calldata data) external nonReentrant onlyGovernance returns (bytes memory) {
        require(target.code.length != 0, EmptyResult(target));
        emit Executed(target, value, data.length >= 4 ? bytes4(data[:4]) : bytes4(0));
        (bool ok, bytes memory result) = target.call{value: value}(data);
        if (!ok) {
            require(result.length != 0, CallFailed(target));
            assembly ("memory-safe") { revert(add(result, 32), mload(result)) }
        }
        return result;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC721Received.selector;
    }
}
