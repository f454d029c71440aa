// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Beneficiaries} from "./Beneficiaries.sol";
import {Attestations, AttestationLists, Governed, Recording} from "./Library.sol";

abstract contract DecayingTally {
    uint256 private constant HALF_LIFE = 26;
    uint256 private constant LAST_GROWTH = 2_600;

    uint256 private constant TOTAL_SERIES = type(uint256).max;

    error BadEpochLength();

    uint64 public immutable governanceEpochLength;
    uint64 private immutable firstEpoch;
    mapping(uint256 => mapping(uint256 => uint256)) private seriesSums;
    mapping(uint256 => mapping(uint256 => uint256)) private seriesMarks;

    constructor(uint64 epochLength) {
        require(epochLength != 0, BadEpochLength());
        governanceEpochLength = epochLength;
        firstEpoch = uint64(block.number / epochLength);
    }

    function g(uint64 epoch) public view returns (uint256) {
        uint256 age = epoch > firstEpoch ? epoch - firstEpoch : 0;
        if (age > LAST_GROWTH) age = LAST_GROWTH;
        return _growth(age % HALF_LIFE) << (age / HALF_LIFE);
    }

    function tallyAt(address who, uint64 epoch) external view returns (uint256 own, uint256 total) {
        return (_seriesAt(uint160(who), epoch), _seriesAt(TOTAL_SERIES, epoch));
    }

    function _tallyEpoch() private view returns (uint64) { return uint64(block.number / governanceEpochLength); }

    function _tally(address who, uint256 amount) internal {
        if (amount == 0) return;
        uint256 weighted = amount * g(_tallyEpoch());
        _addToSeries(uint160(who), weighted);
        _addToSeries(TOTAL_SERIES, weighted);
    }

    function _addToSeries(uint256 series, uint256 weighted) private {
        uint256 now_ = _tallyEpoch();
        uint256 sum = seriesSums[series][now_];
        if (sum == 0) {
            sum = _seriesAt(series, uint64(now_));
            seriesMarks[series][now_ >> 8] |= 1 << (now_ & 255);
        }
        seriesSums[series][now_] = sum + weighted;
    }

    function _seriesAt(uint256 series, uint64 epoch) private view returns (uint256) {
        uint256 last = _tallyEpoch();
        if (epoch < last) last = epoch;
        uint256 word = last >> 8;
        uint256 firstWord = uint256(firstEpoch) >> 8;
        uint256 marks = seriesMarks[series][word] & (type(uint256).max >> (255 - (last & 255)));
        while (marks == 0 && word > firstWord) marks = seriesMarks[series][--word];
        if (marks == 0) return 0;
        return seriesSums[series][(word << 8) | Math.log2(marks)];
    }

    function _growth(uint256 step) private pure returns (uint256) {
        if (step < 13) {
            if (step < 6) {
                if (step < 3) {
                    if (step < 1) {
                        return 1000000000000000000;
                    }
                    if (step < 2) {
                        return 1027018050708772437;
                    }
                    return 1054766076481646673;
                }
                if (step < 4) {
                    return 1083263799821920750;
                }
                if (step < 5) {
                    return 1112531476096486920;
                }
                return 1142589907932767254;
            }
            if (step < 9) {
                if (step < 7) {
                    return 1173460460004626391;
                }
                if (step < 8) {
                    return 1205165074217770817;
                }
                return 1237726285305428047;
            }
            if (step < 11) {
                if (step < 10) {
                    return 1271167236845390644;
                }
                return 1305511697709809551;
            }
            if (step < 12) {
                return 1340784078959428779;
            }
            return 1377009451194269374;
        }
        if (step < 19) {
            if (step < 16) {
                if (step < 14) {
                    return 1414213562373095048;
                }
                if (step < 15) {
                    return 1452422856114325043;
                }
                return 1491664490491401970;
            }
            if (step < 17) {
                return 1531966357335973870;
            }
            if (step < 18) {
                return 1573357102062610608;
            }
            return 1615866144029145473;
        }
        if (step < 22) {
            if (step < 20) {
                return 1659523697447113512;
            }
            if (step < 21) {
                return 1704360792857149153;
            }
            return 1750409299184607206;
        }
        if (step < 24) {
            if (step < 23) {
                return 1797701946391083748;
            }
            return 1846272348737936958;
        }
        if (step < 25) {
            return 1896155028678342929;
        }
        return 1947385441394868253;
    }
}

contract LoRAFactory is Beneficiaries, DecayingTally {
    using AttestationLists for Attestations;

    uint8 private constant ADAPTER_KIND = 2;
    uint256 private constant MAX_RANK = 64;
    uint256 private constant MAX_PARENTS = 4;
    uint256 private constant MAX_PARENT_BPS = 5_000;
    uint64 private constant LEAST_GAIN = 3_277;

    struct Adapter {
        address creator;
        uint64 createdAt;
        uint16 rank;
        bool revoked;
        uint8 parentCount;
        uint32 adopters;
        uint16[MAX_PARENTS] parentBps;
        bytes32 baseModel;
        bytes32 commitment;
        bytes32[MAX_PARENTS] parents;
    }

    error UnknownAdapter(bytes32 adapterId);
    error AdapterExists(bytes32 adapterId);
    error AdapterIsRevoked(bytes32 adapterId);
    error NotCreator(bytes32 adapterId, address caller);
    error AlreadyAdopted(bytes32 adapterId, bytes32 modelId);
    error NotAdopted(bytes32 adapterId, bytes32 modelId);
    error GainTooSmall(uint64 gain);
    error BadParents();
    error BadRank(uint16 rank);

    event AdapterCreated(bytes32 indexed adapterId, address indexed creator, bytes32 indexed baseModel, bytes32 commitment);
    event AdapterAdopted(bytes32 indexed adapterId, bytes32 indexed modelId);
    event AdapterUnadopted(bytes32 indexed adapterId, bytes32 indexed modelId);
    event ImprovementAttested(bytes32 indexed adapterId, bytes32 indexed modelId, uint64 gain, address attester);
    event AttestationRemoved(bytes32 indexed adapterId, bytes32 indexed modelId, address attester);
    event RoyaltyCredited(bytes32 indexed modelId, uint256 amount);
    event RoyaltyCollected(bytes32 indexed adapterId, uint256 toCreator, uint256 toParents);
    event AdapterRevoked(bytes32 indexed adapterId);

    mapping(bytes32 => Adapter) private adapters;
    mapping(bytes32 => mapping(bytes32 => Attestations)) private attestations;

    modifier knownAdapter(bytes32 adapterId) {
        require(adapters[adapterId].creator != address(0), UnknownAdapter(adapterId));
        _;
    }

    constructor(address governance_, address ledger_, uint64 governanceEpochLength_)
        Governed(governance_) Recording(ledger_) nonZero(ledger_) DecayingTally(governanceEpochLength_) {}

    function createAdapter(
        bytes32 baseModel, bytes32 commitment, uint16 rank, string calldata uri, bytes32[] calldata parents, uint16[] calldata parentBps
    ) external returns (bytes32 adapterId) {
        adapterId = keccak256(abi.encode(msg.sender, baseModel, commitment));
        Adapter storage a = adapters[adapterId];
        require(a.creator == address(0), AdapterExists(adapterId));
        require(rank >= 1 && rank <= MAX_RANK, BadRank(rank));
        uint256 count = parents.length;
        require(count <= MAX_PARENTS && parentBps.length == count, BadParents());
        uint256 sum = 0;
        for (uint256 i = 0; i < count; ++i) {
            bytes32 parent = parents[i];
            require(adapters[parent].creator != address(0), UnknownAdapter(parent));
            require(parentBps[i] != 0, BadParents());
            for (uint256 j = 0; j < i; ++j) require(parents[j] != parent, BadParents());
            sum += parentBps[i];
            a.parents[i] = parent;
            a.parentBps[i] = parentBps[i];
        }
        require(sum <= MAX_PARENT_BPS, BadParents());
        a.parentCount = uint8(count);
        a.creator = msg.sender;
        a.baseModel = baseModel;
        a.commitment = commitment;
        a.rank = rank;
        a.createdAt = uint64(block.timestamp);
        emit AdapterCreated(adapterId, msg.sender, baseModel, commitment);
        _announceUri(adapterId, uri);
    }

    function adapter(bytes32 adapterId)
        external view
        returns (address creator, bytes32 baseModel, bytes32 commitment, uint16 rank, uint64 createdAt, bool revoked, uint32 adopters)
    {
        Adapter storage a = adapters[adapterId];
        return (a.creator, a.baseModel, a.commitment, a.rank, a.createdAt, a.revoked, a.adopters);
    }

    function parentsOf(bytes32 adapterId) external view returns (bytes32[] memory parents, uint16[] memory parentBps) {
        Adapter storage a = adapters[adapterId];
        uint256 count = a.parentCount;
        parents = new bytes32[](count);
        parentBps = new uint16[](count);
        for (uint256 i = 0; i < count; ++i) {
            parents[i] = a.parents[i];
            parentBps[i] = a.parentBps[i];
        }
    }

    function adopt(bytes32 adapterId, bytes32 modelId) external nonReentrant knownAdapter(adapterId) onlyModelOwner(modelId) {
        require(!adapters[adapterId].revoked, AdapterIsRevoked(adapterId));
        require(!_contains(modelId, adapterId), AlreadyAdopted(adapterId, modelId));
        _addToModel(modelId, adapterId);
        adapters[adapterId].adopters += 1;
        emit AdapterAdopted(adapterId, modelId);
    }

    function unadopt(bytes32 adapterId, bytes32 modelId) external nonReentrant knownAdapter(adapterId) onlyModelOwner(modelId) {
        require(_contains(modelId, adapterId), NotAdopted(adapterId, modelId));
        _remove(modelId, adapterId);
        adapters[adapterId].adopters -= 1;
        delete attestations[adapterId][modelId];
        emit AdapterUnadopted(adapterId, modelId);
    }

    function attestImprovement(bytes32 adapterId, bytes32 modelId, uint64 accuracyBefore, uint64 accuracyAfter)
        external knownAdapter(adapterId) onlyAttester
    {
        require(_contains(modelId, adapterId), NotAdopted(adapterId, modelId));
        uint64 gain = accuracyAfter > accuracyBefore ? accuracyAfter - accuracyBefore : 0;
        require(gain >= LEAST_GAIN, GainTooSmall(gain));
        attestations[adapterId][modelId].put(msg.sender, gain);
        emit ImprovementAttested(adapterId, modelId, gain, msg.sender);
    }

    function removeAttestation(bytes32 adapterId, bytes32 modelId, address attester) external knownAdapter(adapterId) {
        _takeBack(attestations[adapterId][modelId], adapterId, attester);
        emit AttestationRemoved(adapterId, modelId, attester);
    }

    function revoke(bytes32 adapterId) external knownAdapter(adapterId) {
        Adapter storage a = adapters[adapterId];
        require(msg.sender == a.creator || msg.sender == governance, NotCreator(adapterId, msg.sender));
        require(!a.revoked, AdapterIsRevoked(adapterId));
        a.revoked = true;
        emit AdapterRevoked(adapterId);
    }

    function adaptersOf(bytes32 modelId) external view returns (bytes32[] memory adapterIds, uint256[] memory gains) {
        bytes32[] storage list = lists[modelId];
        uint256 count = list.length;
        adapterIds = new bytes32[](count);
        gains = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            bytes32 id = list[i];
            adapterIds[i] = id;
            gains[i] = weightIn(modelId, id);
        }
    }

    function royaltyWeight(bytes32 modelId) external view returns (uint256) { return _weightOfModel(modelId); }

    function creditRoyalty(bytes32 modelId) external payable nonReentrant onlyMarketplace returns (uint256) {
        emit RoyaltyCredited(modelId, msg.value);
        _shareAmong(modelId, ADAPTER_KIND, msg.value);
        return msg.value;
    }

    function collect(bytes32 adapterId) external knownAdapter(adapterId) {
        uint256 amount = _takeOwed(adapterId);
        Adapter storage a = adapters[adapterId];
        uint256 toParents = 0;
        for (uint256 i = 0; i < a.parentCount; ++i) {
            bytes32 parent = a.parents[i];
            if (!adapters[parent].revoked) {
                uint256 part = Math.mulDiv(amount, a.parentBps[i], 10_000);
                toParents += part;
                owedTo[parent] += part;
            }
        }
        uint256 toCreator = amount - toParents;
        credits[a.creator] += toCreator;
        emit RoyaltyCollected(adapterId, toCreator, toParents);
    }

    function weightIn(bytes32 modelId, bytes32 id) internal view override returns (uint256) {
        return adapters[id].revoked ? 0 : attestations[id][modelId].median;
    }
    function contributorOf(bytes32 id) internal view override returns (address) { return adapters[id].creator; }
    function afterCredit(bytes32 id, uint256 amount) internal override { _tally(adapters[id].creator, amount); }
}
