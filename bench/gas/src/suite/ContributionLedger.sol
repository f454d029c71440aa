// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Governed, MerkleHistory} from "./Library.sol";

contract ContributionLedger is Governed, MerkleHistory {
    uint256 private constant KINDS = 7;

    error NotRecorder(uint8 kind, address caller);
    error UnknownKind(uint8 kind);
    error ZeroAmount();
    error AmountTooLarge(uint256 amount);
    error LedgerFull();
    error BadEpochLength();
    error LengthMismatch(uint256 contributors, uint256 amounts);

    event ContributionRecorded(uint8 indexed kind, address indexed contributor, uint256 amount, uint64 epoch, uint256 index);
    event RecorderSet(uint8 indexed kind, address indexed recorder, bool allowed);
    event WeightSet(uint8 indexed kind, uint16 weightBps);

    uint64 public immutable epochLength;
    uint16[KINDS] private weights = [10_000, 15_000, 20_000, 15_000, 10_000, 10_000, 5_000];
    uint256[KINDS] private totals;
    uint256 public totalScore;
    mapping(uint8 => mapping(address => bool)) private recorders;
    mapping(uint8 => mapping(address => uint256)) private sums;
    mapping(uint8 => mapping(address => mapping(uint64 => uint256))) private epochSums;
    mapping(uint8 => mapping(uint64 => uint256)) private epochTotals;
    mapping(address => uint256) private scores;

    modifier knownKind(uint8 kind) {
        require(kind < KINDS, UnknownKind(kind));
        _;
    }
    modifier onlyRecorder(uint8 kind) {
        require(kind < KINDS, UnknownKind(kind));
        require(recorders[kind][msg.sender], NotRecorder(kind, msg.sender));
        _;
    }

    constructor(address governance_, uint64 epochLength_) Governed(governance_) {
        require(epochLength_ != 0, BadEpochLength());
        epochLength = epochLength_;
    }

    function record(uint8 kind, address contributor, uint256 amount) external onlyRecorder(kind) {
        uint64 now_ = _epoch();
        _append(kind, contributor, amount, now_);
        totals[kind] += amount;
        epochTotals[kind][now_] += amount;
    }

    function recordBatch(uint8 kind, address[] calldata contributors, uint256[] calldata amounts) external onlyRecorder(kind) {
        require(contributors.length == amounts.length, LengthMismatch(contributors.length, amounts.length));
        uint64 now_ = _epoch();
        uint256 sum = 0;
        for (uint256 i = 0; i < contributors.length; ++i) {
            _append(kind, contributors[i], amounts[i], now_);
            sum += amounts[i];
        }
        totals[kind] += sum;
        epochTotals[kind][now_] += sum;
    }

    function setRecorder(uint8 kind, address recorder, bool allowed) external knownKind(kind) onlyGovernance nonZero(recorder) {
        recorders[kind][recorder] = allowed;
        emit RecorderSet(kind, recorder, allowed);
    }

    function setWeight(uint8 kind, uint16 weightBps) external knownKind(kind) onlyGovernance {
        weights[kind] = weightBps;
        emit WeightSet(kind, weightBps);
    }

    function isRecorder(uint8 kind, address recorder) external view knownKind(kind) returns (bool) { return recorders[kind][recorder]; }
    function weight(uint8 kind) external view knownKind(kind) returns (uint16) { return weights[kind]; }
    function epoch() external view returns (uint64) { return _epoch(); }
    function contribution(uint8 kind, address who) external view knownKind(kind) returns (uint256) { return sums[kind][who]; }
    function contributionIn(uint8 kind, address who, uint64 epoch_) external view knownKind(kind) returns (uint256) {
        return epochSums[kind][who][epoch_];
    }
    function total(uint8 kind) external view knownKind(kind) returns (uint256) { return totals[kind]; }
    function totalIn(uint8 kind, uint64 epoch_) external view knownKind(kind) returns (uint256) { return epochTotals[kind][epoch_]; }
    function score(address who) external view returns (uint256) { return scores[who]; }

    function verifyEntry(uint256 index, uint8 kind, address contributor, uint256 amount, uint64 blockNumber, bytes32[32] calldata proof)
        external view returns (bool)
    {
        return _proves(_root(), index, _leaf(index, kind, contributor, amount, blockNumber), proof);
    }

    function verifyEntryAt(
        bytes32 root, uint256 index, uint8 kind, address contributor, uint256 amount, uint64 blockNumber, bytes32[32] calldata proof
    ) external pure returns (bool) {
        return _proves(root, index, _leaf(index, kind, contributor, amount, blockNumber), proof);
    }

    function _epoch() private view returns (uint64) { return uint64(block.number / epochLength); }

    function _leaf(uint256 index, uint8 kind, address contributor, uint256 amount, uint64 blockNumber) private pure returns (bytes32) {
        return keccak256(abi.encode(index, kind, contributor, amount, blockNumber));
    }

    function _append(uint8 kind, address contributor, uint256 amount, uint64 now_) private {
        uint256 index = entryCount;
        require(index < 1 << DEPTH, LedgerFull());
        require(contributor != address(0), ZeroAddress());
        require(amount != 0, ZeroAmount());
        require(amount <= type(uint128).max, AmountTooLarge(amount));
        sums[kind][contributor] += amount;
        epochSums[kind][contributor][now_] += amount;
        uint256 points = amount * weights[kind] / 10_000;
        scores[contributor] += points;
        totalScore += points;
        _appendLeaf(_leaf(index, kind, contributor, amount, uint64(block.number)));
        emit ContributionRecorded(kind, contributor, amount, now_, index);
    }
}
