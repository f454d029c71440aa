// SPDX-License-Identifier: Apache-2.0
// What the hosts meet in tests, the same bytes on every chain: receivers of every temper, odd tokens.
pragma solidity ^0.8.30;

/// Answers token callbacks as it is told.
contract MockReceiver {
    enum Mood { Accept, WrongAnswer, Reason, CustomError, Silent, Panics, DirtyAnswer, ShortAnswer, Reenter }
    error Refused(address operator, uint256 id);
    Mood public mood;
    bytes public again;

    function setMood(Mood next, bytes calldata call) external { mood = next; again = call; }
    function onERC721Received(address operator, address, uint256 id, bytes calldata) external returns (bytes4) { return answer(operator, id, 0x150b7a02); }
    function onERC1155Received(address operator, address, uint256 id, uint256, bytes calldata) external returns (bytes4) { return answer(operator, id, 0xf23a6e61); }
    function onERC1155BatchReceived(address operator, address, uint256[] calldata ids, uint256[] calldata, bytes calldata) external returns (bytes4) {
        return answer(operator, ids.length, 0xbc197c81);
    }
    function answer(address operator, uint256 id, bytes4 yes) private returns (bytes4) {
        if (mood == Mood.WrongAnswer) return 0x12345678;
        if (mood == Mood.Reason) revert("not today");
        if (mood == Mood.CustomError) revert Refused(operator, id);
        if (mood == Mood.Silent) revert();
        if (mood == Mood.Panics) assert(false);
        if (mood == Mood.DirtyAnswer) assembly { mstore(0, or(yes, 1)) return(0, 32) }
        if (mood == Mood.ShortAnswer) assembly { mstore(0, yes) return(0, 4) }
        if (mood == Mood.Reenter) {
            (bool ok, bytes memory result) = msg.sender.call(again);
            if (!ok) assembly { revert(add(result, 32), mload(result)) }
        }
        return yes;
    }
}

/// Accepts nothing: neither ether nor calls.
contract MockRefuser {}

/// A contract that signs what it was told to sign (ERC-1271), or answers nonsense.
contract MockSigner {
    bytes32 public good;
    bool public dirty;
    function setGood(bytes32 hash, bool answersDirty) external { good = hash; dirty = answersDirty; }
    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        require(hash == good, "unknown");
        if (dirty) assembly { mstore(0, or(shl(224, 0x1626ba7e), 1)) return(0, 32) }
        return 0x1626ba7e;
    }
}

/// A token that returns what it is told: nothing, true, false, or too little. No decimals.
contract MockToken {
    enum Answer { Nothing, True, False, Short, Fails, FailsSilently }
    mapping(address => uint256) public balanceOf;
    Answer public answer;
    uint256 public decimals;
    function setAnswer(Answer next) external { answer = next; }
    function setDecimals(uint256 next) external { decimals = next; }
    function mint(address to, uint256 value) external { balanceOf[to] += value; }
    function transfer(address to, uint256 value) external { move(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) external { move(from, to, value); }
    function move(address from, address to, uint256 value) private {
        if (answer == Answer.Fails) revert("frozen");
        if (answer == Answer.FailsSilently) revert();
        balanceOf[from] -= value;
        balanceOf[to] += value;
        if (answer == Answer.True) assembly { mstore(0, 1) return(0, 32) }
        if (answer == Answer.False) assembly { mstore(0, 0) return(0, 32) }
        if (answer == Answer.Short) assembly { mstore(0, not(0)) return(0, 31) }
    }
}
