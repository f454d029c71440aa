// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Beneficiaries} from "./Beneficiaries.sol";
import {Attestations, AttestationLists, Governed, Recording} from "./Library.sol";

contract DataRegistry is Beneficiaries {
    using AttestationLists for Attestations;

    uint8 private constant DATA_KIND = 3;

    struct Dataset {
        address provider;
        uint64 registeredAt;
        bool revoked;
        uint64 byteSize;
        bytes32 contentHash;
        Attestations quality;
    }

    error UnknownDataset(bytes32 datasetId);
    error DatasetExists(bytes32 datasetId);
    error DatasetIsRevoked(bytes32 datasetId);
    error NotProvider(bytes32 datasetId, address caller);
    error AlreadyLinked(bytes32 datasetId, bytes32 modelId);
    error NotLinked(bytes32 datasetId, bytes32 modelId);
    error BpsOutOfRange(uint16 bps);
    error BadSize(uint64 byteSize);

    event DatasetRegistered(bytes32 indexed datasetId, address indexed provider, bytes32 contentHash, uint64 byteSize);
    event QualityAttested(bytes32 indexed datasetId, address indexed attester, uint16 qualityBps);
    event AttestationRemoved(bytes32 indexed datasetId, address attester);
    event DatasetLinked(bytes32 indexed datasetId, bytes32 indexed modelId);
    event DatasetUnlinked(bytes32 indexed datasetId, bytes32 indexed modelId);
    event DatasetRevoked(bytes32 indexed datasetId);
    event LicenceCredited(bytes32 indexed modelId, uint256 amount);
    event LicenceCollected(bytes32 indexed datasetId, address indexed provider, uint256 amount);

    mapping(bytes32 => Dataset) private datasets;

    modifier knownDataset(bytes32 datasetId) {
        require(datasets[datasetId].provider != address(0), UnknownDataset(datasetId));
        _;
    }

    constructor(address governance_, address ledger_) Governed(governance_) Recording(ledger_) nonZero(ledger_) {}

    function registerDataset(bytes32 contentHash, uint64 byteSize, string calldata uri) external returns (bytes32 datasetId) {
        datasetId = keccak256(abi.encode(contentHash));
        Dataset storage d = datasets[datasetId];
        require(d.provider == address(0), DatasetExists(datasetId));
        require(byteSize >= 1 && byteSize <= 1 << 50, BadSize(byteSize));
        d.provider = msg.sender;
        d.registeredAt = uint64(block.timestamp);
        d.byteSize = byteSize;
        d.contentHash = contentHash;
        emit DatasetRegistered(datasetId, msg.sender, contentHash, byteSize);
        _announceUri(datasetId, uri);
    }

    function attestQuality(bytes32 datasetId, uint16 qualityBps) external knownDataset(datasetId) onlyAttester {
        require(qualityBps <= 10_000, BpsOutOfRange(qualityBps));
        datasets[datasetId].quality.put(msg.sender, qualityBps);
        emit QualityAttested(datasetId, msg.sender, qualityBps);
    }

    function removeAttestation(bytes32 datasetId, address attester) external knownDataset(datasetId) {
        _takeBack(datasets[datasetId].quality, datasetId, attester);
        emit AttestationRemoved(datasetId, attester);
    }

    function dataset(bytes32 datasetId)
        external view returns (address provider, bytes32 contentHash, uint64 byteSize, uint16 qualityBps, uint64 registeredAt)
    {
        Dataset storage d = datasets[datasetId];
        return (d.provider, d.contentHash, d.byteSize, uint16(d.quality.median), d.registeredAt);
    }

    function linkDataset(bytes32 datasetId, bytes32 modelId) external nonReentrant knownDataset(datasetId) onlyModelOwner(modelId) {
        require(!datasets[datasetId].revoked, DatasetIsRevoked(datasetId));
        require(!_contains(modelId, datasetId), AlreadyLinked(datasetId, modelId));
        _addToModel(modelId, datasetId);
        emit DatasetLinked(datasetId, modelId);
    }

    function unlinkDataset(bytes32 datasetId, bytes32 modelId) external nonReentrant knownDataset(datasetId) onlyModelOwner(modelId) {
        require(_contains(modelId, datasetId), NotLinked(datasetId, modelId));
        _remove(modelId, datasetId);
        emit DatasetUnlinked(datasetId, modelId);
    }

    function revokeDataset(bytes32 datasetId) external knownDataset(datasetId) {
        Dataset storage d = datasets[datasetId];
        require(msg.sender == d.provider || msg.sender == governance, NotProvider(datasetId, msg.sender));
        require(!d.revoked, DatasetIsRevoked(datasetId));
        d.revoked = true;
        emit DatasetRevoked(datasetId);
    }

    function weightOf(bytes32 datasetId) external view returns (uint256) { return _weightOf(datasetId); }

    function datasetsOf(bytes32 modelId) external view returns (bytes32[] memory datasetIds, uint256[] memory weights) {
        bytes32[] storage list = lists[modelId];
        uint256 count = list.length;
        datasetIds = new bytes32[](count);
        weights = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            bytes32 id = list[i];
            datasetIds[i] = id;
            weights[i] = _weightOf(id);
        }
    }

    function licenceWeight(bytes32 modelId) external view returns (uint256) { return _weightOfModel(modelId); }

    function creditLicence(bytes32 modelId) external payable nonReentrant onlyMarketplace returns (uint256) {
        emit LicenceCredited(modelId, msg.value);
        _shareAmong(modelId, DATA_KIND, msg.value);
        return msg.value;
    }

    function collect(bytes32 datasetId) external knownDataset(datasetId) {
        uint256 amount = _takeOwed(datasetId);
        address provider = datasets[datasetId].provider;
        credits[provider] += amount;
        emit LicenceCollected(datasetId, provider, amount);
    }

    function _weightOf(bytes32 datasetId) private view returns (uint256) {
        Dataset storage d = datasets[datasetId];
        if (d.revoked) return 0;
        unchecked { return uint256(d.byteSize) * d.quality.median; }
    }

    function weightIn(bytes32, bytes32 id) internal view override returns (uint256) { return _weightOf(id); }
    function contributorOf(bytes32 id) internal view override returns (address) { return datasets[id].provider; }
}
