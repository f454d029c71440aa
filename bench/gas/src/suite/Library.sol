// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// What stdlib's mixins are to our contracts: base contracts of the same functions, errors, events and state.
abstract contract Governed {
    error NotGovernance(address caller);
    error NotPendingGovernance(address caller);
    error NoPendingTransfer();
    error ZeroAddress();

    event GovernanceTransferStarted(address indexed current, address indexed pending);
    event GovernanceTransferred(address indexed previous, address indexed current);
    event GovernanceTransferCanceled(address indexed pending);

    address public governance;
    address public pendingGovernance;

    modifier onlyGovernance() {
        require(msg.sender == governance, NotGovernance(msg.sender));
        _;
    }
    modifier nonZero(address who) {
        require(who != address(0), ZeroAddress());
        _;
    }

    constructor(address first) nonZero(first) {
        governance = first;
        emit GovernanceTransferred(address(0), first);
    }

    function transferGovernance(address to) external onlyGovernance nonZero(to) {
        pendingGovernance = to;
        emit GovernanceTransferStarted(msg.sender, to);
    }

    function acceptGovernance() external {
        require(msg.sender == pendingGovernance, NotPendingGovernance(msg.sender));
        emit GovernanceTransferred(governance, msg.sender);
        governance = msg.sender;
        pendingGovernance = address(0);
    }

    function cancelGovernanceTransfer() external onlyGovernance {
        address pending = pendingGovernance;
        require(pending != address(0), NoPendingTransfer());
        pendingGovernance = address(0);
        emit GovernanceTransferCanceled(pending);
    }
}

abstract contract TimedPause is Governed {
    error IsPaused(uint64 until);
    error PauseTooLong(uint64 until);

    event Paused(uint64 until);

    uint64 public pausedUntil;

    modifier whenNotPaused() {
        require(block.timestamp >= pausedUntil, IsPaused(pausedUntil));
        _;
    }

    function pause() external onlyGovernance { _setPause(uint64(block.timestamp + 4 hours)); }

    function extendPause(uint64 until) external onlyGovernance {
        require(until <= block.timestamp + 30 days, PauseTooLong(until));
        _setPause(until);
    }

    function unpause() external onlyGovernance { _setPause(0); }

    function _setPause(uint64 until) private {
        pausedUntil = until;
        emit Paused(until);
    }
}

abstract contract PullPayments is ReentrancyGuardTransient {
    error NothingToClaim();
    error TransferFailed(address to, uint256 amount);

    event Claimed(address indexed who, uint256 amount);

    mapping(address => uint256) internal credits;
    uint256 internal totalOwed_;

    function accrued(address) internal view virtual returns (uint256) { return 0; }
    function settleAccount(address) internal virtual {}

    function claimable(address who) external view returns (uint256) { return credits[who] + accrued(who); }
    function totalOwed() external view returns (uint256) { return totalOwed_; }
    function claim() external nonReentrant returns (uint256) { return _payOut(msg.sender); }
    function claimFor(address who) external nonReentrant returns (uint256) { return _payOut(who); }

    function _payOut(address who) internal returns (uint256 amount) {
        settleAccount(who);
        amount = credits[who];
        require(amount != 0, NothingToClaim());
        credits[who] = 0;
        totalOwed_ -= amount;
        emit Claimed(who, amount);
        (bool ok,) = who.call{value: amount}("");
        require(ok, TransferFailed(who, amount));
    }

    function _pushOrCredit(address to, uint256 amount) internal {
        if (amount == 0) return;
        totalOwed_ -= amount;
        (bool sent,) = to.call{value: amount}("");
        if (!sent) {
            totalOwed_ += amount;
            credits[to] += amount;
        }
    }
}

interface IContributionLedger {
    function record(uint8 kind, address contributor, uint256 amount) external;
    function recordBatch(uint8 kind, address[] calldata contributors, uint256[] calldata amounts) external;
}

abstract contract Recording {
    uint256 private constant RECORD_GAS = 300_000;

    error InsufficientGas();

    event RecordSkipped(uint8 kind, address contributor, uint256 amount);

    IContributionLedger public immutable ledger;

    constructor(address ledger_) { ledger = IContributionLedger(ledger_); }

    function _record(uint8 kind, address contributor, uint256 amount) internal {
        if (amount == 0) return;
        require(gasleft() >= RECORD_GAS, InsufficientGas());
        bool recorded = false;
        if (address(ledger).code.length != 0) {
            try ledger.record(kind, contributor, amount) { recorded = true; } catch {}
        }
        if (!recorded) emit RecordSkipped(kind, contributor, amount);
    }

    function _recordBatch(uint8 kind, address[] memory contributors, uint256[] memory amounts) internal {
        uint256 count = contributors.length;
        require(gasleft() >= count * RECORD_GAS, InsufficientGas());
        bool recorded = false;
        if (address(ledger).code.length != 0) {
            try ledger.recordBatch(kind, contributors, amounts) { recorded = true; } catch {}
        }
        if (!recorded) {
            for (uint256 i = 0; i < count; ++i) emit RecordSkipped(kind, contributors[i], amounts[i]);
        }
    }
}

library Shares {
    function shareOf(uint256 amount, uint256 bps) internal pure returns (uint256) {
        unchecked {
            // Neither term can overflow for bps <= 10,000.
            return amount / 10_000 * bps + amount % 10_000 * bps / 10_000;
        }
    }
}

abstract contract MerkleHistory {
    uint256 internal constant DEPTH = 32;

    bytes32[DEPTH + 1] private nodes;
    uint64 internal historySize;  // last, so that what follows may share its slot

    /// Pays for the tree's slots in the constructor; what stands in an unused node is never read.
    constructor() {
        for (uint256 level = 0; level < DEPTH; ++level) nodes[level] = bytes32(uint256(1));
    }

    function _hashPair(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encode(left, right));
    }

    function _appendLeaf(bytes32 leaf) internal {
        uint256 size = ++historySize;
        uint256 level = 0;
        bytes32 node = leaf;
        while (size & 1 == 0) {
            node = _hashPair(nodes[level], node);
            size >>= 1;
            ++level;
        }
        nodes[level] = node;
    }

    function entryCount() external view returns (uint256) { return historySize; }
    function historyRoot() external view returns (bytes32) { return _root(); }

    function _root() internal view returns (bytes32 node) {
        uint256 size = historySize;
        if (size == 1 << DEPTH) return nodes[DEPTH];
        bytes32 empty;
        for (uint256 level = 0; level < DEPTH; ++level) {
            node = size & 1 == 1 ? _hashPair(nodes[level], node) : _hashPair(node, empty);
            empty = _hashPair(empty, empty);
            size >>= 1;
        }
    }

    function _proves(bytes32 root, uint256 index, bytes32 leaf, bytes32[DEPTH] calldata proof) internal pure returns (bool) {
        bytes32 node = leaf;
        uint256 position = index;
        for (uint256 level = 0; level < DEPTH; ++level) {
            bytes32 sibling = proof[level];
            node = position & 1 == 0 ? _hashPair(node, sibling) : _hashPair(sibling, node);
            position >>= 1;
        }
        return node == root && position == 0;
    }
}

abstract contract ShortLists {
    mapping(bytes32 => bytes32[]) internal lists;
    mapping(bytes32 => mapping(bytes32 => uint256)) private places;  // counted from 1

    function _contains(bytes32 key, bytes32 id) internal view returns (bool) { return places[key][id] != 0; }

    function _add(bytes32 key, bytes32 id) internal {
        lists[key].push(id);
        places[key][id] = lists[key].length;
    }

    function _remove(bytes32 key, bytes32 id) internal {
        uint256 hole = places[key][id];
        uint256 last = lists[key].length;
        if (hole != last) {
            bytes32 moved = lists[key][last - 1];
            lists[key][hole - 1] = moved;
            places[key][moved] = hole;
        }
        lists[key].pop();
        places[key][id] = 0;
    }
}

struct Attestation {
    address attester;
    uint64 value;
}

struct Attestations {
    uint64 count;
    uint64 median;
    Attestation[7] list;
}

library AttestationLists {
    error TooManyAttesters();

    function updateMedian(Attestations storage all) private {
        uint256 count = all.count;
        uint64[] memory values = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) values[i] = all.list[i].value;
        uint64 median = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 rank = 0;
            for (uint256 j = 0; j < count; ++j) {
                if (values[j] < values[i] || (values[j] == values[i] && j < i)) ++rank;
            }
            if (rank == (count - 1) / 2) median = values[i];
        }
        all.median = median;
    }

    function find(Attestations storage all, address attester) internal view returns (uint256 place) {
        uint256 count = all.count;
        while (place < count && all.list[place].attester != attester) ++place;
    }

    function put(Attestations storage all, address attester, uint64 value) internal {
        uint256 place = find(all, attester);
        if (place == all.count) {
            require(place < 7, TooManyAttesters());
            ++all.count;
        }
        all.list[place] = Attestation(attester, value);
        updateMedian(all);
    }

    function removeAt(Attestations storage all, uint256 place) internal {
        uint256 last = --all.count;
        all.list[place] = all.list[last];
        delete all.list[last];
        updateMedian(all);
    }
}
