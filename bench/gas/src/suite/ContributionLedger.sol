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

    struct Account {
        uint80 sum;
        uint80 points;
        uint40 last;
        uint40 previous;
        bool wide;
    }
    struct Sums {
        uint256 sum;
        uint256 points;
    }
    struct Kind {
        uint16 weight;
        uint40 last;
        uint40 previous;
        uint160 sum;
    }
    struct End {
        uint160 sum;
        uint40 previous;
    }

    uint64 public immutable epochLength;
    uint192 private allPoints;  // shares its slot with the history's size
    Kind[KINDS] private kindSums;
    mapping(uint8 => mapping(uint256 => End)) private kindEnds;
    mapping(uint8 => mapping(address => Account)) private accounts;
    mapping(uint8 => mapping(address => mapping(uint256 => End))) private accountEnds;
    mapping(uint8 => mapping(address => Sums)) private wideSums;
    mapping(uint8 => mapping(address => bool)) private recorders;

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
        uint16[KINDS] memory defaults = [10_000, 15_000, 20_000, 15_000, 10_000, 10_000, 5_000];
        for (uint256 kind = 0; kind < KINDS; ++kind) kindSums[kind].weight = defaults[kind];
    }

    function record(uint8 kind, address contributor, uint256 amount) external onlyRecorder(kind) {
        uint64 now_ = _epoch();
        _append(kind, contributor, amount, now_);
        _addToKind(kind, amount, now_);
    }

    function recordBatch(uint8 kind, address[] calldata contributors, uint256[] calldata amounts) external onlyRecorder(kind) {
        require(contributors.length == amounts.length, LengthMismatch(contributors.length, amounts.length));
        uint64 now_ = _epoch();
        uint256 sum = 0;
        for (uint256 i = 0; i < contributors.length; ++i) {
            _append(kind, contributors[i], amounts[i], now_);
            sum += amounts[i];
        }
        if (sum != 0) _addToKind(kind, sum, now_);
    }

    function setRecorder(uint8 kind, address recorder, bool allowed) external knownKind(kind) onlyGovernance nonZero(recorder) {
        recorders[kind][recorder] = allowed;
        emit RecorderSet(kind, recorder, allowed);
    }

    function setWeight(uint8 kind, uint16 weightBps) external knownKind(kind) onlyGovernance {
        kindSums[kind].weight = weightBps;
        emit WeightSet(kind, weightBps);
    }

    function isRecorder(uint8 kind, address recorder) external view knownKind(kind) returns (bool) { return recorders[kind][recorder]; }
    function weight(uint8 kind) external view knownKind(kind) returns (uint16) { return kindSums[kind].weight; }
    function epoch() external view returns (uint64) { return _epoch(); }
    function contribution(uint8 kind, address who) external view knownKind(kind) returns (uint256 sum) { (sum,) = _sumsOf(kind, who); }

    function contributionIn(uint8 kind, address who, uint64 epoch_) external view knownKind(kind) returns (uint256) {
        Account storage account = accounts[kind][who];
        uint256 at = uint256(epoch_) + 1;
        if (account.last == at) {
            (uint256 sum,) = _sumsOf(kind, who);
            return sum - accountEnds[kind][who][account.previous].sum;
        }
        End storage end = accountEnds[kind][who][at];
        if (end.sum == 0) return 0;
        return uint256(end.sum) - accountEnds[kind][who][end.previous].sum;
    }

    function total(uint8 kind) external view knownKind(kind) returns (uint256) { return kindSums[kind].sum; }

    function totalIn(uint8 kind, uint64 epoch_) external view knownKind(kind) returns (uint256) {
        Kind storage all = kindSums[kind];
        uint256 at = uint256(epoch_) + 1;
        if (all.last == at) return uint256(all.sum) - kindEnds[kind][all.previous].sum;
        End storage end = kindEnds[kind][at];
        if (end.sum == 0) return 0;
        return uint256(end.sum) - kindEnds[kind][end.previous].sum;
    }

    function score(address who) external view returns (uint256 points) {
        for (uint8 kind = 0; kind < KINDS; ++kind) {
            (, uint256 more) = _sumsOf(kind, who);
            points += more;
        }
    }

    function totalScore() external view returns (uint256) { return allPoints; }

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
        uint256 index = historySize;
        require(index < 1 << DEPTH, LedgerFull());
        require(contributor != address(0), ZeroAddress());
        require(amount != 0, ZeroAmount());
        require(amount <= type(uint128).max, AmountTooLarge(amount));
        uint256 points = amount * kindSums[kind].weight / 10_000;
        _addToAccount(kind, contributor, amount, points, uint256(now_) + 1);
        allPoints += uint192(points);
        _appendLeaf(_leaf(index, kind, contributor, amount, uint64(block.number)));
        emit ContributionRecorded(kind, contributor, amount, now_, index);
    }

    function _addToAccount(uint8 kind, address who, uint256 amount, uint256 points, uint256 now_) private {
        Account memory account = accounts[kind][who];
        (uint256 sum, uint256 allOf) = _sumsOf(kind, who);
        if (account.last != now_) {
            if (account.last != 0) accountEnds[kind][who][account.last] = End(uint160(sum), account.previous);
            account.previous = account.last;
            account.last = uint40(now_);
        }
        sum += amount;
        allOf += points;
        if (sum <= type(uint80).max && allOf <= type(uint80).max) {
            account.sum = uint80(sum);
            account.points = uint80(allOf);
        } else {
            account.wide = true;
            wideSums[kind][who] = Sums(sum, allOf);
        }
        accounts[kind][who] = account;
    }

    function _sumsOf(uint8 kind, address who) private view returns (uint256 sum, uint256 points) {
        Account storage account = accounts[kind][who];
        if (account.wide) {
            Sums storage apart = wideSums[kind][who];
            return (apart.sum, apart.points);
        }
        return (account.sum, account.points);
    }

    function _addToKind(uint8 kind, uint256 amount, uint64 epoch_) private {
        uint256 now_ = uint256(epoch_) + 1;
        Kind memory all = kindSums[kind];
        if (all.last != now_) {
            if (all.last != 0) kindEnds[kind][all.last] = End(all.sum, all.previous);
            all.previous = all.last;
            all.last = uint40(now_);
        }
        all.sum += uint160(amount);
        kindSums[kind] = all;
    }
}
