// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Governed, PullPayments, Recording, Shares, TimedPause} from "./Library.sol";

interface ILoRAFactory {
    function royaltyWeight(bytes32 modelId) external view returns (uint256);
    function creditRoyalty(bytes32 modelId) external payable returns (uint256);
}

interface IDataRegistry {
    function licenceWeight(bytes32 modelId) external view returns (uint256);
    function creditLicence(bytes32 modelId) external payable returns (uint256);
}

contract McpMarketplace is TimedPause, PullPayments, Recording {
    uint8 private constant HOSTING_KIND = 1;
    uint256 private constant MAX_URI = 256;
    uint8 private constant OPEN = 1;
    uint8 private constant SERVED = 2;
    uint8 private constant CANCELED = 3;

    struct Model {
        address owner;
        bool active;
        uint64 served;
        bytes32 weightsCommitment;
        uint256 pricePerUnit;
    }
    struct Request {
        address requester;
        uint64 deadline;
        uint8 state;
        bool rated;
        address host;
        uint64 units;
        bytes32 modelId;
        uint256 fee;
    }
    struct Split {
        uint256 host;
        uint256 adapters;
        uint256 treasury;
        uint256 data;
    }
    struct HostStats {
        uint64 served;
        uint64 ratings;
        uint256 accuracySumBps;
    }

    error UnknownModel(bytes32 modelId);
    error ModelExists(bytes32 modelId);
    error BadModelId(bytes32 expected);
    error ModelInactive(bytes32 modelId);
    error NotModelOwner(bytes32 modelId, address caller);
    error ZeroPrice();
    error UriTooLong(uint256 length);
    error NotHost(bytes32 modelId, address caller);
    error AlreadyHost(bytes32 modelId, address caller);
    error WrongPayment(uint256 expected, uint256 sent);
    error BadDeadline(uint64 deadline);
    error UnknownRequest(bytes32 requestId);
    error RequestNotOpen(bytes32 requestId, uint8 state);
    error RequestNotServed(bytes32 requestId, uint8 state);
    error DeadlinePassed(uint64 deadline);
    error DeadlineNotReached(uint64 deadline);
    error NotRequester(address caller);
    error AlreadyRated(bytes32 requestId);
    error ZeroUnits();
    error BpsOutOfRange(uint16 bps);
    error EmptyResult(address target);

    event ModelRegistered(bytes32 indexed modelId, address indexed owner, bytes32 weightsCommitment, uint256 pricePerUnit);
    event ModelTransferred(bytes32 indexed modelId, address indexed from, address indexed to);
    event PriceSet(bytes32 indexed modelId, uint256 pricePerUnit);
    event ActiveSet(bytes32 indexed modelId, bool active);
    event UriSet(bytes32 indexed id, string uri);
    event HostJoined(bytes32 indexed modelId, address indexed host);
    event HostLeft(bytes32 indexed modelId, address indexed host);
    event InferenceRequested(
        bytes32 indexed requestId, bytes32 indexed modelId, address indexed requester, address host, bytes32 inputHash, uint256 fee);
    event InferenceServed(bytes32 indexed requestId, bytes32 indexed modelId, address indexed host, bytes32 outputHash);
    event FeeSplit(bytes32 indexed requestId, uint256 host, uint256 adapters, uint256 treasury, uint256 data);
    event ShareRedirected(bytes32 indexed requestId, uint8 class_, uint256 amount);
    event InferenceCanceled(bytes32 indexed requestId, uint256 refund);
    event InferenceRated(bytes32 indexed requestId, uint16 accuracyBps);

    address public immutable treasury;
    ILoRAFactory public immutable loraFactory;
    IDataRegistry public immutable dataRegistry;
    mapping(bytes32 => Model) private models;
    mapping(bytes32 => mapping(address => bool)) private hosts;
    mapping(bytes32 => mapping(address => HostStats)) private stats;
    mapping(bytes32 => Request) private requests;
    uint256 private nonce;
    uint256 public escrowed;

    modifier knownModel(bytes32 modelId) {
        require(models[modelId].owner != address(0), UnknownModel(modelId));
        _;
    }
    modifier onlyOwner(bytes32 modelId) {
        address owner = models[modelId].owner;
        require(owner != address(0), UnknownModel(modelId));
        require(msg.sender == owner, NotModelOwner(modelId, msg.sender));
        _;
    }
    modifier knownRequest(bytes32 requestId) {
        require(requests[requestId].state != 0, UnknownRequest(requestId));
        _;
    }

    constructor(address governance_, address treasury_, address loraFactory_, address dataRegistry_, address ledger_)
        Governed(governance_) Recording(ledger_)
        nonZero(treasury_) nonZero(loraFactory_) nonZero(dataRegistry_) nonZero(ledger_)
    {
        treasury = treasury_;
        loraFactory = ILoRAFactory(loraFactory_);
        dataRegistry = IDataRegistry(dataRegistry_);
    }

    function registerModel(bytes32 modelId, bytes32 weightsCommitment, uint256 pricePerUnit, string calldata uri) external {
        Model storage m = models[modelId];
        require(m.owner == address(0), ModelExists(modelId));
        bytes32 expected = keccak256(abi.encode(msg.sender, weightsCommitment));
        require(modelId == expected, BadModelId(expected));
        require(pricePerUnit != 0, ZeroPrice());
        require(bytes(uri).length <= MAX_URI, UriTooLong(bytes(uri).length));
        m.owner = msg.sender;
        m.active = true;
        m.weightsCommitment = weightsCommitment;
        m.pricePerUnit = pricePerUnit;
        emit ModelRegistered(modelId, msg.sender, weightsCommitment, pricePerUnit);
        emit UriSet(modelId, uri);
    }

    function setPrice(bytes32 modelId, uint256 pricePerUnit) external onlyOwner(modelId) {
        require(pricePerUnit != 0, ZeroPrice());
        models[modelId].pricePerUnit = pricePerUnit;
        emit PriceSet(modelId, pricePerUnit);
    }

    function setActive(bytes32 modelId, bool active) external onlyOwner(modelId) {
        models[modelId].active = active;
        emit ActiveSet(modelId, active);
    }

    function transferModel(bytes32 modelId, address to) external onlyOwner(modelId) nonZero(to) {
        models[modelId].owner = to;
        emit ModelTransferred(modelId, msg.sender, to);
    }

    function modelOwner(bytes32 modelId) external view returns (address) { return models[modelId].owner; }

    function model(bytes32 modelId)
        external view returns (address owner, bytes32 weightsCommitment, uint256 pricePerUnit, bool active, uint64 served)
    {
        Model storage m = models[modelId];
        return (m.owner, m.weightsCommitment, m.pricePerUnit, m.active, m.served);
    }

    function joinHost(bytes32 modelId) external knownModel(modelId) {
        require(!hosts[modelId][msg.sender], AlreadyHost(modelId, msg.sender));
        hosts[modelId][msg.sender] = true;
        emit HostJoined(modelId, msg.sender);
    }

    function leaveHost(bytes32 modelId) external knownModel(modelId) {
        require(hosts[modelId][msg.sender], NotHost(modelId, msg.sender));
        hosts[modelId][msg.sender] = false;
        emit HostLeft(modelId, msg.sender);
    }

    function isHost(bytes32 modelId, address host) external view returns (bool) { return hosts[modelId][host]; }

    function requestInference(bytes32 modelId, address host, bytes32 inputHash, uint64 units, uint64 deadline)
        external payable knownModel(modelId) whenNotPaused returns (bytes32 requestId)
    {
        Model storage m = models[modelId];
        require(m.active, ModelInactive(modelId));
        require(hosts[modelId][host], NotHost(modelId, host));
        require(units != 0, ZeroUnits());
        uint256 fee = units * m.pricePerUnit;
        require(msg.value == fee, WrongPayment(fee, msg.value));
        require(deadline > block.number, BadDeadline(deadline));
        requestId = keccak256(abi.encode(block.chainid, address(this), nonce++));
        requests[requestId] = Request({
            requester: msg.sender, deadline: deadline, state: OPEN, rated: false, host: host, units: units, modelId: modelId, fee: fee
        });
        escrowed += fee;
        totalOwed_ += fee;
        emit InferenceRequested(requestId, modelId, msg.sender, host, inputHash, fee);
    }

    function completeInference(bytes32 requestId, bytes32 outputHash) external nonReentrant knownRequest(requestId) {
        Request storage r = requests[requestId];
        bytes32 modelId = r.modelId;
        require(msg.sender == r.host, NotHost(modelId, msg.sender));
        require(r.state == OPEN, RequestNotOpen(requestId, r.state));
        require(block.number <= r.deadline, DeadlinePassed(r.deadline));
        r.state = SERVED;
        uint64 units = r.units;
        uint256 fee = r.fee;
        escrowed -= fee;
        models[modelId].served += 1;
        stats[modelId][msg.sender].served += 1;
        emit InferenceServed(requestId, modelId, msg.sender, outputHash);
        _splitFee(requestId, modelId, fee);
        _record(HOSTING_KIND, msg.sender, units);
    }

    function cancelInference(bytes32 requestId) external knownRequest(requestId) {
        Request storage r = requests[requestId];
        require(msg.sender == r.requester, NotRequester(msg.sender));
        require(r.state == OPEN, RequestNotOpen(requestId, r.state));
        require(block.number > r.deadline, DeadlineNotReached(r.deadline));
        r.state = CANCELED;
        uint256 fee = r.fee;
        escrowed -= fee;
        credits[msg.sender] += fee;
        emit InferenceCanceled(requestId, fee);
    }

    function rateInference(bytes32 requestId, uint16 accuracyBps) external knownRequest(requestId) {
        Request storage r = requests[requestId];
        require(msg.sender == r.requester, NotRequester(msg.sender));
        require(r.state == SERVED, RequestNotServed(requestId, r.state));
        require(!r.rated, AlreadyRated(requestId));
        require(accuracyBps <= 10_000, BpsOutOfRange(accuracyBps));
        r.rated = true;
        HostStats storage s = stats[r.modelId][r.host];
        s.ratings += 1;
        s.accuracySumBps += accuracyBps;
        emit InferenceRated(requestId, accuracyBps);
    }

    function request(bytes32 requestId)
        external view returns (bytes32 modelId, address requester, address host, uint256 fee, uint64 deadline, uint8 state)
    {
        Request storage r = requests[requestId];
        return (r.modelId, r.requester, r.host, r.fee, r.deadline, r.state);
    }

    function previewSplit(uint256 fee) external pure returns (uint256 host, uint256 adapters, uint256 treasury_, uint256 data) {
        Split memory parts = _split(fee);
        return (parts.host, parts.adapters, parts.treasury, parts.data);
    }

    function hostStats(bytes32 modelId, address host) external view returns (uint64 served, uint64 ratings, uint256 accuracySumBps) {
        HostStats storage s = stats[modelId][host];
        return (s.served, s.ratings, s.accuracySumBps);
    }

    function owedTotal() external view returns (uint256) { return totalOwed_ - escrowed; }

    function _split(uint256 fee) private pure returns (Split memory parts) {
        parts.host = Shares.shareOf(fee, 7_000);
        parts.adapters = Shares.shareOf(fee, 1_500);
        parts.data = Shares.shareOf(fee, 500);
        unchecked { parts.treasury = fee - parts.host - parts.adapters - parts.data; }
    }

    function _splitFee(bytes32 requestId, bytes32 modelId, uint256 fee) private {
        Split memory parts = _split(fee);
        if (parts.adapters != 0 && loraFactory.royaltyWeight(modelId) == 0) {
            emit ShareRedirected(requestId, 1, parts.adapters);
            parts.treasury += parts.adapters;
            parts.adapters = 0;
        }
        if (parts.data != 0 && dataRegistry.licenceWeight(modelId) == 0) {
            emit ShareRedirected(requestId, 3, parts.data);
            parts.treasury += parts.data;
            parts.data = 0;
        }
        credits[msg.sender] += parts.host;
        totalOwed_ -= parts.adapters + parts.data;
        emit FeeSplit(requestId, parts.host, parts.adapters, parts.treasury, parts.data);
        if (parts.adapters != 0) loraFactory.creditRoyalty{value: parts.adapters}(modelId);
        if (parts.data != 0) dataRegistry.creditLicence{value: parts.data}(modelId);
        _pushOrCredit(treasury, parts.treasury);
    }
}
