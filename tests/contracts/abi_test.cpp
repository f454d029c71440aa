// The outward interface of every contract, against the specification's list: nothing is missing,
// nothing is there that the list does not name.
#include <map>
#include <set>
#include <sstream>

#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

// Parts first, then the contracts, which name the parts that they include. Constructors by
// parameter name; functions, events and errors by type.
constexpr const char* specified = R"(
part Governed
function governance() view returns (address)
function pendingGovernance() view returns (address)
function transferGovernance(address)
function acceptGovernance()
function cancelGovernanceTransfer()
event GovernanceTransferStarted(address indexed,address indexed)
event GovernanceTransferred(address indexed,address indexed)
event GovernanceTransferCanceled(address indexed)
error NotGovernance(address)
error NotPendingGovernance(address)
error NoPendingTransfer()
error ZeroAddress()

part Payments
function claimable(address) view returns (uint256)
function claim() returns (uint256)
function claimFor(address) returns (uint256)
function totalOwed() view returns (uint256)
event Claimed(address indexed,uint256)
error NothingToClaim()
error TransferFailed(address,uint256)
error ReentrancyGuardReentrantCall()

part Pause
function pause()
function extendPause(uint64)
function unpause()
function pausedUntil() view returns (uint64)
event Paused(uint64)
error IsPaused(uint64)
error PauseTooLong(uint64)

part Recording
function ledger() view returns (address)
event RecordSkipped(uint8,address,uint256)
error InsufficientGas()

part Registry
function marketplace() view returns (address)
function isAttester(address) view returns (bool)
function setAttester(address,bool)
function setMarketplace(address)
function owed(bytes32) view returns (uint256)
function collect(bytes32)
event AttesterSet(address indexed,bool)
event MarketplaceSet(address indexed)
event UriSet(bytes32 indexed,string)
error NotModelOwner(bytes32,address)
error EmptyResult(address)
error ModelFull(bytes32)
error NotAttester(address)
error TooManyAttesters()
error NotAttested(bytes32,address)
error NotMarketplace(address)
error NothingEligible(bytes32)
error UriTooLong(uint256)

contract Treasury Governed
constructor(address governance)
function spend(address,uint256,bytes)
function execute(address,uint256,bytes) returns (bytes)
function onERC721Received(address,address,uint256,bytes) pure returns (bytes4)
event Received(address indexed,uint256)
event Spent(address indexed,uint256)
event Executed(address indexed,uint256,bytes4)
error TransferFailed(address,uint256)
error CallFailed(address)
error EmptyResult(address)
error ReentrancyGuardReentrantCall()

contract ContributionLedger Governed
constructor(address governance,uint64 epochLength)
function record(uint8,address,uint256)
function recordBatch(uint8,address[],uint256[])
function setRecorder(uint8,address,bool)
function isRecorder(uint8,address) view returns (bool)
function setWeight(uint8,uint16)
function weight(uint8) view returns (uint16)
function epoch() view returns (uint64)
function epochLength() view returns (uint64)
function contribution(uint8,address) view returns (uint256)
function contributionIn(uint8,address,uint64) view returns (uint256)
function total(uint8) view returns (uint256)
function totalIn(uint8,uint64) view returns (uint256)
function score(address) view returns (uint256)
function totalScore() view returns (uint256)
function entryCount() view returns (uint256)
function historyRoot() view returns (bytes32)
function verifyEntry(uint256,uint8,address,uint256,uint64,bytes32[32]) view returns (bool)
function verifyEntryAt(bytes32,uint256,uint8,address,uint256,uint64,bytes32[32]) pure returns (bool)
event ContributionRecorded(uint8 indexed,address indexed,uint256,uint64,uint256)
event RecorderSet(uint8 indexed,address indexed,bool)
event WeightSet(uint8 indexed,uint16)
error NotRecorder(uint8,address)
error UnknownKind(uint8)
error ZeroAmount()
error AmountTooLarge(uint256)
error LedgerFull()
error BadEpochLength()
error LengthMismatch(uint256,uint256)

contract LoRAFactory Governed Payments Recording Registry
constructor(address governance,address ledger,uint64 governanceEpochLength)
function createAdapter(bytes32,bytes32,uint16,string,bytes32[],uint16[]) returns (bytes32)
function adapter(bytes32) view returns (address,bytes32,bytes32,uint16,uint64,bool,uint32)
function parentsOf(bytes32) view returns (bytes32[],uint16[])
function adopt(bytes32,bytes32)
function unadopt(bytes32,bytes32)
function attestImprovement(bytes32,bytes32,uint64,uint64)
function removeAttestation(bytes32,bytes32,address)
function revoke(bytes32)
function adaptersOf(bytes32) view returns (bytes32[],uint256[])
function royaltyWeight(bytes32) view returns (uint256)
function creditRoyalty(bytes32) payable returns (uint256)
function governanceEpochLength() view returns (uint64)
function g(uint64) view returns (uint256)
function tallyAt(address,uint64) view returns (uint256,uint256)
event AdapterCreated(bytes32 indexed,address indexed,bytes32 indexed,bytes32)
event AdapterAdopted(bytes32 indexed,bytes32 indexed)
event AdapterUnadopted(bytes32 indexed,bytes32 indexed)
event ImprovementAttested(bytes32 indexed,bytes32 indexed,uint64,address)
event AttestationRemoved(bytes32 indexed,bytes32 indexed,address)
event RoyaltyCredited(bytes32 indexed,uint256)
event RoyaltyCollected(bytes32 indexed,uint256,uint256)
event AdapterRevoked(bytes32 indexed)
error UnknownAdapter(bytes32)
error AdapterExists(bytes32)
error AdapterIsRevoked(bytes32)
error NotCreator(bytes32,address)
error AlreadyAdopted(bytes32,bytes32)
error NotAdopted(bytes32,bytes32)
error GainTooSmall(uint64)
error BadParents()
error BadRank(uint16)
error BadEpochLength()

contract DataRegistry Governed Payments Recording Registry
constructor(address governance,address ledger)
function registerDataset(bytes32,uint64,string) returns (bytes32)
function attestQuality(bytes32,uint16)
function removeAttestation(bytes32,address)
function dataset(bytes32) view returns (address,bytes32,uint64,uint16,uint64)
function linkDataset(bytes32,bytes32)
function unlinkDataset(bytes32,bytes32)
function revokeDataset(bytes32)
function weightOf(bytes32) view returns (uint256)
function datasetsOf(bytes32) view returns (bytes32[],uint256[])
function licenceWeight(bytes32) view returns (uint256)
function creditLicence(bytes32) payable returns (uint256)
event DatasetRegistered(bytes32 indexed,address indexed,bytes32,uint64)
event QualityAttested(bytes32 indexed,address indexed,uint16)
event AttestationRemoved(bytes32 indexed,address)
event DatasetLinked(bytes32 indexed,bytes32 indexed)
event DatasetUnlinked(bytes32 indexed,bytes32 indexed)
event DatasetRevoked(bytes32 indexed)
event LicenceCredited(bytes32 indexed,uint256)
event LicenceCollected(bytes32 indexed,address indexed,uint256)
error UnknownDataset(bytes32)
error DatasetExists(bytes32)
error DatasetIsRevoked(bytes32)
error NotProvider(bytes32,address)
error AlreadyLinked(bytes32,bytes32)
error NotLinked(bytes32,bytes32)
error BpsOutOfRange(uint16)
error BadSize(uint64)

contract McpMarketplace Governed Payments Pause Recording
constructor(address governance,address treasury,address loraFactory,address dataRegistry,address ledger)
function treasury() view returns (address)
function loraFactory() view returns (address)
function dataRegistry() view returns (address)
function registerModel(bytes32,bytes32,uint256,string)
function setPrice(bytes32,uint256)
function setActive(bytes32,bool)
function transferModel(bytes32,address)
function modelOwner(bytes32) view returns (address)
function model(bytes32) view returns (address,bytes32,uint256,bool,uint64)
function joinHost(bytes32)
function leaveHost(bytes32)
function isHost(bytes32,address) view returns (bool)
function requestInference(bytes32,address,bytes32,uint64,uint64) payable returns (bytes32)
function completeInference(bytes32,bytes32)
function cancelInference(bytes32)
function rateInference(bytes32,uint16)
function request(bytes32) view returns (bytes32,address,address,uint256,uint64,uint8)
function previewSplit(uint256) pure returns (uint256,uint256,uint256,uint256)
function hostStats(bytes32,address) view returns (uint64,uint64,uint256)
function escrowed() view returns (uint256)
function owedTotal() view returns (uint256)
event ModelRegistered(bytes32 indexed,address indexed,bytes32,uint256)
event ModelTransferred(bytes32 indexed,address indexed,address indexed)
event PriceSet(bytes32 indexed,uint256)
event ActiveSet(bytes32 indexed,bool)
event UriSet(bytes32 indexed,string)
event HostJoined(bytes32 indexed,address indexed)
event HostLeft(bytes32 indexed,address indexed)
event InferenceRequested(bytes32 indexed,bytes32 indexed,address indexed,address,bytes32,uint256)
event InferenceServed(bytes32 indexed,bytes32 indexed,address indexed,bytes32)
event FeeSplit(bytes32 indexed,uint256,uint256,uint256,uint256)
event ShareRedirected(bytes32 indexed,uint8,uint256)
event InferenceCanceled(bytes32 indexed,uint256)
event InferenceRated(bytes32 indexed,uint16)
error UnknownModel(bytes32)
error ModelExists(bytes32)
error BadModelId(bytes32)
error EmptyResult(address)
error ModelInactive(bytes32)
error NotModelOwner(bytes32,address)
error ZeroPrice()
error UriTooLong(uint256)
error NotHost(bytes32,address)
error AlreadyHost(bytes32,address)
error WrongPayment(uint256,uint256)
error BadDeadline(uint64)
error UnknownRequest(bytes32)
error RequestNotOpen(bytes32,uint8)
error RequestNotServed(bytes32,uint8)
error DeadlinePassed(uint64)
error DeadlineNotReached(uint64)
error NotRequester(address)
error AlreadyRated(bytes32)
error ZeroUnits()
error BpsOutOfRange(uint16)

contract SnapNFT Governed Payments Pause
constructor(address governance,address treasury,uint256 basePrice,uint256 slope,string baseURI)
function name() view returns (string)
function symbol() view returns (string)
function CAP() view returns (uint256)
function treasury() view returns (address)
function basePrice() view returns (uint256)
function slope() view returns (uint256)
function feeDistributor() view returns (address)
function setFeeDistributor(address)
function totalSupply() view returns (uint256)
function priceOf(uint256) view returns (uint256)
function mint(address) payable returns (uint256)
function burn(uint256)
function tokenURI(uint256) view returns (string)
function balanceOf(address) view returns (uint256)
function ownerOf(uint256) view returns (address)
function approve(address,uint256)
function getApproved(uint256) view returns (address)
function setApprovalForAll(address,bool)
function isApprovedForAll(address,address) view returns (bool)
function transferFrom(address,address,uint256)
function safeTransferFrom(address,address,uint256)
function safeTransferFrom(address,address,uint256,bytes)
function supportsInterface(bytes4) view returns (bool)
event FeeDistributorSet(address indexed)
event Transfer(address indexed,address indexed,uint256 indexed)
event Approval(address indexed,address indexed,uint256 indexed)
event ApprovalForAll(address indexed,address indexed,bool)
error CapReached()
error EmptyResult(address)
error WrongPayment(uint256,uint256)
error FeeDistributorNotSet()
error FeeDistributorAlreadySet()
error ERC721InvalidOwner(address)
error ERC721NonexistentToken(uint256)
error ERC721IncorrectOwner(address,uint256,address)
error ERC721InvalidReceiver(address)
error ERC721InvalidSender(address)
error ERC721InsufficientApproval(address,uint256)
error ERC721InvalidApprover(address)
error ERC721InvalidOperator(address)

contract FeeDistributor Governed Payments Pause Recording
constructor(address governance,address snap,address treasury,address ledger)
function snap() view returns (address)
function treasury() view returns (address)
function depositFees() payable
function previewSplit(uint256) pure returns (uint256,uint256,uint256)
function setOracle(address,bool)
function pendingOf(uint256) view returns (uint256)
function settle(uint256)
function claimTokens(uint256[]) returns (uint256)
function onSnapTransfer(address,address,uint256)
event FeesDistributed(uint256,uint256,uint256,uint256)
event ShareRedirected(uint8,uint256)
event Settled(uint256 indexed,address indexed,uint256)
event OracleSet(address indexed,bool)
error NotSnap(address)
error EmptyResult(address)
error NotTokenOwner(uint256,address)
error ERC721NonexistentToken(uint256)
error TooManyOracles()

contract RewardDistributor Governed Payments Recording
constructor(address governance,address ledger,address treasury,uint64 totalBlocks,uint64 governanceEpochLength)
function POOL() view returns (uint256)
function treasury() view returns (address)
function totalBlocks() view returns (uint64)
function rewardAt(uint64) view returns (uint256)
function onBlock(address,uint64)
function blocksRewarded() view returns (uint64)
function minted() view returns (uint256)
function blocksProduced(address) view returns (uint64)
function blueScore(address) view returns (uint256)
function fund() payable
function sweepExcess()
function governanceEpochLength() view returns (uint64)
function g(uint64) view returns (uint256)
function tallyAt(address,uint64) view returns (uint256,uint256)
event BlockRewarded(address indexed,uint64 indexed,uint256,uint64)
event Funded(address indexed,uint256)
error NotSystem(address)
error PoolUnderfunded(uint256,uint256)
error BadTotalBlocks()
error BadEpochLength()

contract DeveloperFund Governed Recording
constructor(address governance,address ledger,uint64 epochLength)
function epochLength() view returns (uint64)
function epoch() view returns (uint64)
function fund() payable
function register(address)
function ownerOf(address) view returns (address)
function pool(uint64) view returns (uint256)
function share(address,uint64) view returns (uint256)
function claim(address,uint64) returns (uint256)
function rollover(uint64)
function totalOwed() view returns (uint256)
event Funded(uint64 indexed,address indexed,uint256)
event Registered(address indexed,address indexed)
event ShareClaimed(address indexed,uint64 indexed,address indexed,uint256)
event RolledOver(uint64 indexed,uint256)
error BadEpochLength()
error NotDeployer(address,address)
error AlreadyRegistered(address)
error NotRegistered(address)
error NotOwner(address,address)
error EpochNotOver(uint64)
error EpochClosed(uint64)
error AlreadyClaimed(address,uint64)
error NothingToClaim()
error TransferFailed(address,uint256)
error EmptyResult(address)
error ReentrancyGuardReentrantCall()

contract CheckpointRegistry Governed
constructor(address governance,bytes32[] committee)
function submit(uint64,bytes32,bytes32,uint256,bytes)
function checkpoint(uint64) view returns (bytes32,bytes32,uint16)
function latest() view returns (uint64)
function quorum() view returns (uint16)
function committee() view returns (bytes32[])
function rotations() view returns (uint64)
function rotateCommittee(bytes32[])
event CheckpointFinalized(uint64 indexed,bytes32,bytes32,uint16)
event CommitteeRotated(uint64 indexed,uint16)
error BadHeight(uint64,uint64)
error AlreadyFinalized(uint64)
error BadSigners()
error BelowQuorum(uint16,uint16)
error BadSignature(uint16)
error BadCommittee()
error EmptyResult(address)

contract GovernorVault Recording
constructor(address ledger,address treasury,address rewardDistributor,address loraFactory,uint48 votingDelay,uint32 votingPeriod,uint64 governanceEpochLength,uint256 minAdoption)
function treasury() view returns (address)
function rewardDistributor() view returns (address)
function loraFactory() view returns (address)
function minAdoption() view returns (uint256)
function governanceEpochLength() view returns (uint64)
function g(uint64) view returns (uint256)
function tallyAt(address,uint64) view returns (uint256,uint256)
function epoch() view returns (uint64)
function totalWeight(uint256) view returns (uint256)
function proposalClass(uint256) view returns (uint8)
function proposalQuorum(uint256) view returns (uint256)
function classOf(address,bytes4) view returns (uint8)
function setClass(address,bytes4,uint8)
function acceptGovernanceOf(address)
function name() view returns (string)
function version() view returns (string)
function clock() view returns (uint48)
function CLOCK_MODE() view returns (string)
function COUNTING_MODE() view returns (string)
function BALLOT_TYPEHASH() view returns (bytes32)
function EXTENDED_BALLOT_TYPEHASH() view returns (bytes32)
function hashProposal(address[],uint256[],bytes[],bytes32) pure returns (uint256)
function getProposalId(address[],uint256[],bytes[],bytes32) view returns (uint256)
function state(uint256) view returns (uint8)
function proposalSnapshot(uint256) view returns (uint256)
function proposalDeadline(uint256) view returns (uint256)
function proposalEta(uint256) view returns (uint256)
function proposalProposer(uint256) view returns (address)
function proposalVotes(uint256) view returns (uint256,uint256,uint256)
function proposalNeedsQueuing(uint256) view returns (bool)
function hasVoted(uint256,address) view returns (bool)
function votingDelay() view returns (uint256)
function votingPeriod() view returns (uint256)
function setVotingDelay(uint48)
function setVotingPeriod(uint32)
function proposalThreshold() view returns (uint256)
function quorum(uint256) view returns (uint256)
function getVotes(address,uint256) view returns (uint256)
function getVotesWithParams(address,uint256,bytes) view returns (uint256)
function propose(address[],uint256[],bytes[],string) returns (uint256)
function queue(address[],uint256[],bytes[],bytes32) returns (uint256)
function execute(address[],uint256[],bytes[],bytes32) payable returns (uint256)
function cancel(address[],uint256[],bytes[],bytes32) returns (uint256)
function castVote(uint256,uint8) returns (uint256)
function castVoteWithReason(uint256,uint8,string) returns (uint256)
function castVoteWithReasonAndParams(uint256,uint8,string,bytes) returns (uint256)
function castVoteBySig(uint256,uint8,address,bytes) returns (uint256)
function castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes) returns (uint256)
function nonces(address) view returns (uint256)
function eip712Domain() view returns (bytes1,string,string,uint256,address,bytes32,uint256[])
function supportsInterface(bytes4) view returns (bool)
function fundBonus() payable
function bonusPool(uint64) view returns (uint256)
function claimBonus(uint64) returns (uint256)
function rollBonus(uint64)
function totalOwed() view returns (uint256)
event ClassSet(address indexed,bytes4 indexed,uint8)
event ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)
event ProposalQueued(uint256,uint256)
event ProposalExecuted(uint256)
event ProposalCanceled(uint256)
event VoteCast(address indexed,uint256,uint8,uint256,string)
event VoteCastWithParams(address indexed,uint256,uint8,uint256,string,bytes)
event VotingDelaySet(uint256,uint256)
event VotingPeriodSet(uint256,uint256)
event BonusFunded(uint64 indexed,address indexed,uint256)
event BonusClaimed(uint64 indexed,address indexed,uint256)
event BonusRolled(uint64 indexed,uint256)
error ZeroAddress()
error BadEpochLength()
error UnknownClass(uint8)
error WrongPayment(uint256,uint256)
error EmptyResult(address)
error FailedCall()
error TooManyProposals(address)
error EpochNotOver(uint64)
error AlreadyClaimed(address,uint64)
error NothingToClaim()
error TransferFailed(address,uint256)
error ReentrancyGuardReentrantCall()
error ERC5805FutureLookup(uint256,uint48)
error InvalidAccountNonce(address,uint256)
error GovernorOnlyExecutor(address)
error GovernorInvalidProposalLength(uint256,uint256,uint256)
error GovernorInsufficientProposerVotes(address,uint256,uint256)
error GovernorRestrictedProposer(address)
error GovernorNotQueuedProposal(uint256)
error GovernorProposalQueueingNotRequired(uint256)
error GovernorUnmetDelay(uint256,uint256)
error GovernorUnableToCancel(uint256,address)
error GovernorInvalidVotingPeriod(uint256)
error GovernorNonexistentProposal(uint256)
error GovernorUnexpectedProposalState(uint256,uint8,bytes32)
error GovernorAlreadyCastVote(address)
error GovernorInvalidVoteType()
error GovernorInvalidSignature(address)
)";

using Lines = std::set<std::string>;

std::map<std::string, Lines> read_specified() {
  std::map<std::string, Lines> sections;
  Lines* section = nullptr;
  std::istringstream lines{specified};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    std::istringstream words{line};
    std::string kind;
    std::string name;
    words >> kind >> name;
    if (kind == "part" || kind == "contract") {
      section = &sections[name];
      for (std::string part; words >> part;)
        section->insert(sections.at(part).begin(), sections.at(part).end());
    } else {
      section->insert(line);
    }
  }
  return sections;
}

/// "(uint256,address)", with the names if asked, and with what is a topic marked.
std::string list(const abi::Type& tuple, bool names, const std::vector<bool>& indexed = {}) {
  std::string text;
  for (size_t i = 0; i < tuple.parts.size(); ++i) {
    if (i != 0) text += ",";
    text += abi::type_name(tuple.parts[i]);
    if (names) text += " " + tuple.names[i];
    if (!indexed.empty() && indexed[i]) text += " indexed";
  }
  return "(" + text + ")";
}

Lines interface_lines(const abi::Interface& interface) {
  Lines lines = {"constructor" + list(interface.constructor.inputs, true)};
  for (const auto& f : interface.functions) {
    auto line = "function " + f.signature();
    if (f.mutability != "nonpayable") line += " " + f.mutability;
    if (!f.outputs.parts.empty()) line += " returns " + list(f.outputs, false);
    lines.insert(line);
  }
  for (const auto& e : interface.events)
    lines.insert("event " + e.name + list(e.inputs, false, e.indexed));
  for (const auto& e : interface.errors) lines.insert("error " + e.signature());
  return lines;
}

}  // namespace

TEST_CASE("every contract has the specified functions, events and errors, and no others") {
  const auto sections = read_specified();
  for (const auto& artifact : suite::embedded_artifacts()) {
    INFO(artifact.contract);
    const auto lines = interface_lines(suite::interface_of(artifact.contract));
    const auto& expected = sections.at(std::string(artifact.contract));
    for (const auto& line : expected) {
      INFO("expected: " << line);
      CHECK(lines.contains(line));
    }
    for (const auto& line : lines) {
      INFO("not specified: " << line);
      CHECK(expected.contains(line));
    }
  }
}

TEST_CASE("plain coins are refused where the specification lists no receive") {
  World w;
  const auto payer = w.funded("payer");
  for (const auto* contract : w.suite.all()) {
    INFO(contract->name);
    const auto receipt =
        w.chain.send({.from = payer, .to = contract->address, .value = Word{1}}).value();
    const bool receives = contract->name == "Treasury" || contract->name == "FeeDistributor" ||
                          contract->name == "RewardDistributor";
    CHECK(receipt.ok() == receives);
  }
}
