// SPDX-License-Identifier: Apache-2.0
// OpenZeppelin's collections, proofs and arithmetic, opened to the outside.
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {DoubleEndedQueue} from "@openzeppelin/contracts/utils/structs/DoubleEndedQueue.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {MerkleTree} from "@openzeppelin/contracts/utils/structs/MerkleTree.sol";

contract Toolbox {
    using EnumerableSet for EnumerableSet.AddressSet;
    using DoubleEndedQueue for DoubleEndedQueue.Bytes32Deque;
    using BitMaps for BitMaps.BitMap;
    using MerkleTree for MerkleTree.Bytes32PushTree;

    EnumerableSet.AddressSet private set;
    DoubleEndedQueue.Bytes32Deque private row;
    BitMaps.BitMap private bits;
    MerkleTree.Bytes32PushTree private tree;

    constructor() { tree.setup(3, 0); }

    function add(address who) external returns (bool) { return set.add(who); }
    function remove(address who) external returns (bool) { return set.remove(who); }
    function has(address who) external view returns (bool) { return set.contains(who); }
    function count() external view returns (uint256) { return set.length(); }
    function member(uint256 place) external view returns (address) { return set.at(place); }
    function members() external view returns (address[] memory) { return set.values(); }

    function pushBack(bytes32 item) external { row.pushBack(item); }
    function pushFront(bytes32 item) external { row.pushFront(item); }
    function popBack() external returns (bytes32) { return row.popBack(); }
    function popFront() external returns (bytes32) { return row.popFront(); }
    function itemAt(uint256 place) external view returns (bytes32) { return row.at(place); }
    function waiting() external view returns (uint256) { return row.length(); }
    function clear() external { row.clear(); }

    function setBit(uint256 index) external { bits.set(index); }
    function clearBit(uint256 index) external { bits.unset(index); }
    function bit(uint256 index) external view returns (bool) { return bits.get(index); }

    function append(bytes32 leaf) external returns (bytes32 root_) { (, root_) = tree.push(leaf); }

    function rootOf(bytes32[] calldata proof, bytes32 leaf) external pure returns (bytes32) { return MerkleProof.processProofCalldata(proof, leaf); }
    function rootOfMany(bytes32[] memory proof, bool[] memory flags, bytes32[] memory leaves) external pure returns (bytes32) {
        return MerkleProof.processMultiProof(proof, flags, leaves);
    }

    function mulDiv(uint256 a, uint256 b, uint256 d) external pure returns (uint256) { return Math.mulDiv(a, b, d); }
    function mulDivUp(uint256 a, uint256 b, uint256 d) external pure returns (uint256) { return Math.mulDiv(a, b, d, Math.Rounding.Ceil); }
    function root(uint256 a) external pure returns (uint256) { return Math.sqrt(a); }

    function signer(bytes32 hash, uint8 v, bytes32 r, bytes32 s) external pure returns (address) { return ECDSA.recover(hash, v, r, s); }
    function signerPacked(bytes32 hash, bytes calldata signature) external pure returns (address) { return ECDSA.recover(hash, signature); }
    function signedBy(address who, bytes32 hash, bytes calldata signature) external view returns (bool) { return SignatureChecker.isValidSignatureNow(who, hash, signature); }
}
