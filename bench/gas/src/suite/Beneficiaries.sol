// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Attestations, AttestationLists, Governed, PullPayments, Recording, ShortLists} from "./Library.sol";

interface IMcpMarketplace {
    function modelOwner(bytes32 modelId) external view returns (address);
}

abstract contract Beneficiaries is Governed, PullPayments, ShortLists, Recording {
    using AttestationLists for Attestations;

    uint256 private constant MAX_PER_MODEL = 16;
    uint256 private constant MAX_URI = 256;

    error NotModelOwner(bytes32 modelId, address caller);
    error ModelFull(bytes32 modelId);
    error NotAttester(address caller);
    error NotAttested(bytes32 id, address attester);
    error NotMarketplace(address caller);
    error NothingEligible(bytes32 modelId);
    error UriTooLong(uint256 length);
    error EmptyResult(address target);

    event AttesterSet(address indexed attester, bool allowed);
    event MarketplaceSet(address indexed marketplace);
    event UriSet(bytes32 indexed id, string uri);

    IMcpMarketplace public marketplace;
    mapping(address => bool) public isAttester;
    mapping(bytes32 => uint256) internal owedTo;

    modifier onlyModelOwner(bytes32 modelId) {
        require(marketplace.modelOwner(modelId) == msg.sender, NotModelOwner(modelId, msg.sender));
        _;
    }
    modifier onlyAttester() {
        require(isAttester[msg.sender], NotAttester(msg.sender));
        _;
    }
    modifier onlyMarketplace() {
        require(msg.sender == address(marketplace), NotMarketplace(msg.sender));
        _;
    }

    function owed(bytes32 id) external view returns (uint256) { return owedTo[id]; }

    function setAttester(address attester, bool allowed) external onlyGovernance nonZero(attester) {
        isAttester[attester] = allowed;
        emit AttesterSet(attester, allowed);
    }

    function setMarketplace(address to) external onlyGovernance {
        require(to.code.length != 0, EmptyResult(to));
        marketplace = IMcpMarketplace(to);
        emit MarketplaceSet(to);
    }

    function _announceUri(bytes32 id, string calldata uri) internal {
        require(bytes(uri).length <= MAX_URI, UriTooLong(bytes(uri).length));
        emit UriSet(id, uri);
    }

    function _addToModel(bytes32 modelId, bytes32 id) internal {
        require(lists[modelId].length < MAX_PER_MODEL, ModelFull(modelId));
        _add(modelId, id);
    }

    function _takeBack(Attestations storage all, bytes32 id, address attester) internal {
        require(msg.sender == attester || !isAttester[attester], NotAttester(msg.sender));
        uint256 place = all.find(attester);
        require(place < all.count, NotAttested(id, attester));
        all.removeAt(place);
    }

    function weightIn(bytes32 modelId, bytes32 id) internal view virtual returns (uint256);
    function contributorOf(bytes32 id) internal view virtual returns (address);
    function afterCredit(bytes32 id, uint256 amount) internal virtual {}

    function _weightOfModel(bytes32 modelId) internal view returns (uint256 sum) {
        bytes32[] storage list = lists[modelId];
        for (uint256 i = 0; i < list.length; ++i) sum += weightIn(modelId, list[i]);
    }

    function _shareAmong(bytes32 modelId, uint8 kind, uint256 amount) internal {
        bytes32[] storage list = lists[modelId];
        uint256 length = list.length;
        uint256 total = 0;
        uint256 eligible = 0;
        uint256[] memory weights = new uint256[](length);
        for (uint256 i = 0; i < length; ++i) {
            uint256 weight = weightIn(modelId, list[i]);
            weights[i] = weight;
            if (weight != 0) {
                total += weight;
                ++eligible;
            }
        }
        require(total != 0, NothingEligible(modelId));
        totalOwed_ += amount;
        address[] memory contributors = new address[](eligible);
        uint256[] memory ones = new uint256[](eligible);
        uint256 prefix = 0;
        uint256 given = 0;
        uint256 next = 0;
        for (uint256 i = 0; i < length; ++i) {
            if (weights[i] == 0) continue;
            bytes32 id = list[i];
            prefix += weights[i];
            uint256 upToHere = Math.mulDiv(amount, prefix, total);
            uint256 part = upToHere - given;
            given = upToHere;
            owedTo[id] += part;
            afterCredit(id, part);
            contributors[next] = contributorOf(id);
            ones[next] = 1;
            ++next;
        }
        _recordBatch(kind, contributors, ones);
    }

    function _takeOwed(bytes32 id) internal returns (uint256 amount) {
        amount = owedTo[id];
        require(amount != 0, NothingToClaim());
        owedTo[id] = 0;
    }
}
