// SPDX-License-Identifier: Apache-2.0
// Bridge fees in a VM that is not ours: the test plays SNAP and governance.
pragma solidity ^0.8.30;

import "./Suite.sol";

contract FeeDistributorTest is Suite {
    uint256 private constant tokens = 5;
    IFeeDistributor private distributor;
    address[tokens + 1] private owners;
    uint256 private deposited;
    uint256 private claimed;

    function setUp() public {
        deployCommon();
        distributor = IFeeDistributor(
            deploy("FeeDistributor", abi.encode(address(this), address(this), treasury, ledger))
        );
    }

    function check() private view {
        assert(address(distributor).balance == distributor.totalOwed());
        assert(deposited == claimed + treasury.balance + distributor.totalOwed());
        uint256 due;
        for (uint256 i = 0; i < 4; ++i) due += distributor.claimable(person(i));
        for (uint256 token = 1; token <= tokens; ++token) due += distributor.pendingOf(token);
        assert(due <= distributor.totalOwed());
    }

    function act(uint256 choice, uint96 fee) private {
        uint256 token = 1 + (choice >> 8) % tokens;
        address who = person(choice >> 16);
        uint256 kind = choice % 6;
        if (kind == 0) {
            address to = owners[token] != address(0) && choice % 5 == 0 ? address(0) : who;
            if (owners[token] == address(0) && to == address(0)) return;
            distributor.onSnapTransfer(owners[token], to, token);
            owners[token] = to;
        } else if (kind == 1) {
            distributor.setOracle(who, (choice >> 24) % 2 == 0);
        } else if (kind == 2 && owners[token] != address(0)) {
            distributor.settle(token);
        } else if (kind == 3 && distributor.claimable(who) != 0) {
            uint256 before = who.balance;
            uint256 amount = distributor.claimFor(who);
            assert(who.balance == before + amount);
            claimed += amount;
        } else {
            vm.deal(address(this), fee);
            distributor.depositFees{value: fee}();
            deposited += fee;
        }
    }

    function testFuzz_any_interleaving_conserves_every_wei(uint256[24] calldata choices, uint96[24] calldata fees)
        public
    {
        for (uint256 i = 0; i < choices.length; ++i) {
            act(choices[i], i % 3 == 0 ? fees[i] % 7 : fees[i]);
            check();
        }
    }

    function testFuzz_shares_sum_to_any_fee(uint256 fee) public view {
        (uint256 snap, uint256 rest, uint256 oracle) = distributor.previewSplit(fee);
        assert(snap == fee / 10 * 7 + fee % 10 * 7 / 10);
        assert(oracle == fee / 10);
        unchecked {
            assert(snap + rest + oracle == fee);
        }
    }
}
