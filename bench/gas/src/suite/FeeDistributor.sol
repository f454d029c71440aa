// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Governed, PullPayments, Recording, Shares, TimedPause} from "./Library.sol";

contract FeeDistributor is TimedPause, PullPayments, Recording {
    uint256 private constant FRACTION_BITS = 64;
    uint256 private constant MAX_ORACLES = 64;
    uint8 private constant BRIDGE_KIND = 5;
    uint256 private constant WEI_PER_RECORD = 1e12;

    struct Pool {
        uint256 accumulated;
        uint256 carry;
        uint256 weight;
    }
    struct Token {
        address owner;
        uint256 debt;
    }
    struct Operator {
        bool active;
        uint256 debt;
    }

    error NotSnap(address caller);
    error NotTokenOwner(uint256 tokenId, address caller);
    error ERC721NonexistentToken(uint256 tokenId);
    error TooManyOracles();

    event FeesDistributed(uint256 amount, uint256 snap, uint256 treasury, uint256 oracle);
    event ShareRedirected(uint8 class_, uint256 amount);
    event Settled(uint256 indexed tokenId, address indexed owner, uint256 amount);
    event OracleSet(address indexed operator_, bool active);

    address public immutable snap;
    address public immutable treasury;
    Pool private snaps;
    Pool private oracles;
    mapping(uint256 => Token) private tokens;
    mapping(address => Operator) private operators;
    mapping(address => uint256) private unrecorded;

    constructor(address governance_, address snap_, address treasury_, address ledger_)
        Governed(governance_) Recording(ledger_) nonZero(snap_) nonZero(treasury_) nonZero(ledger_)
    {
        snap = snap_;
        treasury = treasury_;
    }

    receive() external payable nonReentrant { _distribute(); }
    function depositFees() external payable nonReentrant { _distribute(); }

    function previewSplit(uint256 fee) external pure returns (uint256 snap_, uint256 treasury_, uint256 oracle_) { return _split(fee); }

    function setOracle(address operator_, bool active) external onlyGovernance nonZero(operator_) {
        Operator storage member = operators[operator_];
        if (member.active == active) return;
        if (active) {
            require(oracles.weight < MAX_ORACLES, TooManyOracles());
            oracles.weight += 1;
            member.debt = oracles.accumulated;
        } else {
            settleAccount(operator_);
            _leave(oracles, member.debt);
        }
        member.active = active;
        emit OracleSet(operator_, active);
    }

    function pendingOf(uint256 tokenId) external view returns (uint256) {
        Token storage token = tokens[tokenId];
        if (token.owner == address(0)) return 0;
        return _wholeShare(snaps, token.debt);
    }

    function settle(uint256 tokenId) external nonReentrant {
        address owner = tokens[tokenId].owner;
        require(owner != address(0), ERC721NonexistentToken(tokenId));
        _recordFor(owner, _settleToken(tokenId, owner));
    }

    function claimTokens(uint256[] calldata tokenIds) external nonReentrant returns (uint256) {
        uint256 sum = 0;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            address owner = tokens[tokenId].owner;
            require(owner != address(0), ERC721NonexistentToken(tokenId));
            require(owner == msg.sender, NotTokenOwner(tokenId, msg.sender));
            sum += _settleToken(tokenId, owner);
        }
        _recordFor(msg.sender, sum);
        return _payOut(msg.sender);
    }

    function onSnapTransfer(address from, address to, uint256 tokenId) external nonReentrant {
        require(msg.sender == snap, NotSnap(msg.sender));
        Token storage token = tokens[tokenId];
        uint256 amount = 0;
        if (from == address(0)) {
            snaps.weight += 1;
            token.debt = snaps.accumulated;
        } else {
            amount = _settleToken(tokenId, from);
        }
        if (to == address(0)) {
            _leave(snaps, token.debt);
            token.debt = 0;
        }
        token.owner = to;
        _recordFor(from, amount);
    }

    function _split(uint256 fee) private pure returns (uint256 snapShare, uint256 rest, uint256 oracleShare) {
        snapShare = Shares.shareOf(fee, 7_000);
        oracleShare = Shares.shareOf(fee, 1_000);
        unchecked { rest = fee - snapShare - oracleShare; }
    }

    function _distribute() private whenNotPaused {
        uint256 fee = msg.value;
        (uint256 snapShare, uint256 treasuryShare, uint256 oracleShare) = _split(fee);
        totalOwed_ += fee;
        (snapShare, treasuryShare) = _shareClass(snaps, snapShare, treasuryShare, 0);
        (oracleShare, treasuryShare) = _shareClass(oracles, oracleShare, treasuryShare, 2);
        emit FeesDistributed(fee, snapShare, treasuryShare, oracleShare);
        _pushOrCredit(treasury, treasuryShare);
    }

    function _shareClass(Pool storage pool, uint256 part, uint256 treasuryPart, uint8 class_) private returns (uint256, uint256) {
        if (part == 0) return (part, treasuryPart);
        if (pool.weight != 0) {
            uint256 fractions = part * (1 << FRACTION_BITS) + pool.carry;
            uint256 weight = pool.weight;
            pool.accumulated += fractions / weight;
            pool.carry = fractions % weight;
            return (part, treasuryPart);
        }
        emit ShareRedirected(class_, part);
        return (0, treasuryPart + part);
    }

    function _wholeShare(Pool storage pool, uint256 debt) private view returns (uint256) {
        unchecked { return (pool.accumulated - debt) >> FRACTION_BITS; }
    }

    function _leave(Pool storage pool, uint256 debt) private {
        pool.carry += pool.accumulated - debt;
        pool.weight -= 1;
    }

    function _settleToken(uint256 tokenId, address owner) private returns (uint256 amount) {
        Token storage token = tokens[tokenId];
        amount = _wholeShare(snaps, token.debt);
        if (amount != 0) {
            token.debt += amount << FRACTION_BITS;
            credits[owner] += amount;
            emit Settled(tokenId, owner, amount);
        }
    }

    function accrued(address who) internal view override returns (uint256) {
        Operator storage member = operators[who];
        return member.active ? _wholeShare(oracles, member.debt) : 0;
    }

    function settleAccount(address who) internal override {
        uint256 amount = accrued(who);
        if (amount != 0) {
            operators[who].debt += amount << FRACTION_BITS;
            credits[who] += amount;
        }
    }

    function _recordFor(address owner, uint256 amount) private {
        if (amount == 0) return;
        uint256 sum = unrecorded[owner] + amount;
        unrecorded[owner] = sum % WEI_PER_RECORD;
        _record(BRIDGE_KIND, owner, sum / WEI_PER_RECORD);
    }
}
