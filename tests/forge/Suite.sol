// SPDX-License-Identifier: Apache-2.0
// What the tests need of forge and of the contracts.
pragma solidity ^0.8.30;

interface Vm {
    function deployCode(string calldata path, bytes calldata arguments) external returns (address);
    function envString(string calldata name) external returns (string memory);
    function deal(address who, uint256 balance) external;
    function prank(address who) external;
    function roll(uint256 number) external;
}

interface IFeeDistributor {
    function depositFees() external payable;
    function previewSplit(uint256 fee) external pure returns (uint256, uint256, uint256);
    function setOracle(address operator, bool active) external;
    function pendingOf(uint256 token) external view returns (uint256);
    function settle(uint256 token) external;
    function onSnapTransfer(address from, address to, uint256 token) external;
    function claimable(address who) external view returns (uint256);
    function claimFor(address who) external returns (uint256);
    function totalOwed() external view returns (uint256);
}

interface IMarket {
    function registerModel(bytes32 id, bytes32 weights, uint256 price, string calldata uri) external;
    function setPrice(bytes32 id, uint256 price) external;
    function joinHost(bytes32 id) external;
    function requestInference(bytes32 id, address host, bytes32 input, uint64 units, uint64 deadline)
        external
        payable
        returns (bytes32);
    function completeInference(bytes32 request, bytes32 output) external;
    function cancelInference(bytes32 request) external;
    function previewSplit(uint256 fee) external pure returns (uint256, uint256, uint256, uint256);
    function claimable(address who) external view returns (uint256);
    function claimFor(address who) external returns (uint256);
    function totalOwed() external view returns (uint256);
    function escrowed() external view returns (uint256);
}

interface IRegistry {
    function setMarketplace(address market) external;
    function setAttester(address attester, bool allowed) external;
    function totalOwed() external view returns (uint256);
    function owed(bytes32 id) external view returns (uint256);
    function collect(bytes32 id) external;
    function claimFor(address who) external returns (uint256);
    function createAdapter(
        bytes32 base,
        bytes32 commitment,
        uint16 rank,
        string calldata uri,
        bytes32[] calldata parents,
        uint16[] calldata bps
    ) external returns (bytes32);
    function adopt(bytes32 adapter, bytes32 model) external;
    function attestImprovement(bytes32 adapter, bytes32 model, uint64 before, uint64 afterwards) external;
    function registerDataset(bytes32 content, uint64 size, string calldata uri) external returns (bytes32);
    function attestQuality(bytes32 dataset, uint16 bps) external;
    function linkDataset(bytes32 dataset, bytes32 model) external;
}

abstract contract Suite {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    address internal treasury;
    address internal ledger;

    function deploy(string memory name, bytes memory arguments) internal returns (address) {
        string memory folder = vm.envString("MOZI_ARTIFACTS");
        return vm.deployCode(string.concat(folder, "/", name, ".json"), arguments);
    }

    function deployCommon() internal {
        treasury = deploy("Treasury", abi.encode(address(this)));
        ledger = deploy("ContributionLedger", abi.encode(address(this), uint64(1000)));
    }

    function person(uint256 n) internal pure returns (address) {
        return address(uint160(0x9000 + n % 4));
    }
}
