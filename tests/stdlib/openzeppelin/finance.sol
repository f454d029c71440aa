// SPDX-License-Identifier: Apache-2.0
// The hosts of the finance tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";

contract Pension is VestingWallet {
    constructor(address beneficiary, uint64 startTimestamp, uint64 durationSeconds) payable
        VestingWallet(beneficiary, startTimestamp, durationSeconds) {}
}
