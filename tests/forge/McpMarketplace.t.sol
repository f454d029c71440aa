// SPDX-License-Identifier: Apache-2.0
// Inference fees in a VM that is not ours, with adapters and datasets.
pragma solidity ^0.8.30;

import "./Suite.sol";

contract McpMarketplaceTest is Suite {
    IMarket private market;
    IRegistry private lora;
    IRegistry private data;
    bytes32 private model;
    bytes32[3] private adapters;
    bytes32[2] private datasets;
    bytes32[] private open;
    uint256 private paid;
    uint256 private claimed;

    function setUp() public {
        deployCommon();
        lora = IRegistry(deploy("LoRAFactory", abi.encode(address(this), ledger, uint64(302400))));
        data = IRegistry(deploy("DataRegistry", abi.encode(address(this), ledger)));
        market = IMarket(
            deploy("McpMarketplace", abi.encode(address(this), treasury, address(lora), address(data), ledger))
        );
        lora.setMarketplace(address(market));
        data.setMarketplace(address(market));
        lora.setAttester(address(this), true);
        data.setAttester(address(this), true);
        model = keccak256(abi.encode(address(this), bytes32("weights")));
        market.registerModel(model, "weights", 1, "");
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(person(i));
            market.joinHost(model);
        }
    }

    /// Some adapters and datasets, so that both classes are empty in some runs.
    function populate(uint256 choice) private {
        for (uint256 i = 0; i < choice % 4; ++i) {
            bytes32[] memory parents = new bytes32[](i == 0 ? 0 : 1);
            uint16[] memory bps = new uint16[](parents.length);
            if (i != 0) (parents[0], bps[0]) = (adapters[i - 1], uint16(1 + (choice >> 32) % 5000));
            vm.prank(person(i));
            adapters[i] = lora.createAdapter("base", bytes32(i), 8, "", parents, bps);
            lora.adopt(adapters[i], model);
            lora.attestImprovement(adapters[i], model, 0, uint64(3277 + (choice >> 8 * i) % 30000));
        }
        for (uint256 i = 0; i < (choice >> 16) % 3; ++i) {
            vm.prank(person(i + 1));
            datasets[i] = data.registerDataset(bytes32(i + 1), uint64(1 + (choice >> 24) % (1 << 50)), "");
            data.attestQuality(datasets[i], uint16((choice >> 8) % 10001));
            data.linkDataset(datasets[i], model);
        }
    }

    function check() private view {
        assert(address(market).balance == market.totalOwed());
        assert(address(lora).balance == lora.totalOwed());
        assert(address(data).balance == data.totalOwed());
        assert(
            paid == claimed + treasury.balance + market.totalOwed() + lora.totalOwed() + data.totalOwed()
        );
        uint256 due = market.escrowed();
        for (uint256 i = 0; i < 4; ++i) due += market.claimable(person(i));
        due += market.claimable(address(this));
        assert(due == market.totalOwed());
    }

    function act(uint256 choice, uint96 price) private {
        address host = person(choice >> 16);
        if (choice % 4 == 0 && open.length != 0) {
            bytes32 request = open[open.length - 1];
            open.pop();
            market.completeInference(request, "out");
        } else if (choice % 4 == 1 && market.claimable(host) != 0) {
            claimed += market.claimFor(host);
        } else if (choice % 4 == 2) {
            bytes32 adapter = adapters[(choice >> 8) % 3];
            if (lora.owed(adapter) != 0) lora.collect(adapter);
        } else {
            uint64 units = uint64(1 + (choice >> 64) % 1000);
            market.setPrice(model, uint256(price) + 1);
            uint256 fee = units * (uint256(price) + 1);
            vm.deal(address(this), fee);
            open.push(market.requestInference{value: fee}(model, address(this), "in", units, type(uint64).max));
            paid += fee;
        }
    }

    function testFuzz_any_interleaving_conserves_every_wei(
        uint256 population,
        uint256[16] calldata choices,
        uint96[16] calldata prices
    ) public {
        market.joinHost(model);
        populate(population);
        for (uint256 i = 0; i < choices.length; ++i) {
            act(choices[i], i % 3 == 0 ? prices[i] % 5 : prices[i]);
            check();
        }
        while (open.length != 0) {
            market.completeInference(open[open.length - 1], "out");
            open.pop();
            check();
        }
    }

    function testFuzz_shares_sum_to_any_fee(uint256 fee) public view {
        (uint256 host, uint256 adapter, uint256 rest, uint256 dataset) = market.previewSplit(fee);
        assert(host == fee / 10 * 7 + fee % 10 * 7 / 10);
        assert(adapter == fee / 20 * 3 + fee % 20 * 3 / 20);
        assert(dataset == fee / 20);
        unchecked {
            assert(host + adapter + rest + dataset == fee);
        }
    }

    receive() external payable {}
}
