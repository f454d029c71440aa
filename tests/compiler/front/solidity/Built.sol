// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Constructors with arguments and immutables. The twin is ../twins/built.hpp.
contract Built {
    address public immutable owner;
    uint16 public immutable small;
    int32 public immutable signed_;
    bytes4 public immutable tag;
    bool public immutable on;
    uint256 public total;
    string public name;
    uint256[] public list;
    uint256 public constant LIMIT = 1000;
    string public constant TITLE = "a title";
    constructor(address o, uint16 s, int32 i, bytes4 t, bool b, string memory n, uint256[] memory l) payable {
        owner = o; small = s; signed_ = i; tag = t; on = b; name = n; list = l; total = uint256(s) + msg.value;
        if (b) total += 1;
    }
    function sum() external view returns (uint256) { return total + small + LIMIT; }
    function pair() external view returns (address, int32) { return (owner, signed_); }
}
contract Simple {
    uint8 public immutable kind;
    address public creator;
    constructor(uint8 k, address a) { require(k != 0); kind = k; creator = a; require(kind < 200); }
}
contract Guarded {
    bool transient locked;
    uint256 transient depth;
    uint256 public count;
    error ReentrancyGuardReentrantCall();
    modifier nonReentrant() { if (locked) revert ReentrancyGuardReentrantCall(); locked = true; _; locked = false; }
    function enter(address to, bytes calldata data) external nonReentrant returns (bool, bytes memory) { count += 1; return to.call(data); }
    function early(uint256 x) external nonReentrant returns (uint256) { if (x > 3) return x; count += x; return count; }
    function twice() external returns (uint256) { depth += 1; depth *= 3; count = depth; return depth; }
    function open() external view returns (uint256) { if (locked) revert ReentrancyGuardReentrantCall(); return count; }
}
contract Maker {
    address public last;
    function make(uint8 k, address a) external returns (address) { Simple s = new Simple(k, a); last = address(s); return last; }
    function make2(uint8 k, address a, bytes32 salt) external returns (address) { last = address(new Simple{salt: salt}(k, a)); return last; }
    function try_make(uint8 k) external returns (uint256) { try new Simple(k, msg.sender) returns (Simple s) { last = address(s); return 1; } catch { return 2; } }
    function kind_of() external view returns (uint8) { return Simple(last).kind(); }
}
