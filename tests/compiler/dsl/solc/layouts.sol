// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// The same state as the contracts of layouts.hpp; layouts.json is what solc says of it.

contract Words {
    bool a;
    uint8 b;
    uint16 c;
    address d;
    uint128 e;
    bytes1 f;
    bytes20 g;
    int64 h;
    enum Status { none, open }
    Status i;
    uint256 j;
    bytes32 k;
    int256 l;
    uint248 m;
    bool n;
}

contract Structs {
    struct Small { uint8 a; bool b; }
    struct Wide { uint128 a; uint256 b; uint128 c; uint64 d; }
    struct Nested { uint8 a; Small b; uint8 c; Wide d; mapping(address => uint256) e; uint8[] f; string g; bool h; }
    uint8 a;
    Small b;
    uint8 c;
    Wide d;
    Nested e;
    bool f;
    Small g;
    Small h;
}

contract Arrays {
    struct Pair { uint128 a; uint128 b; }
    struct Odd { uint128 a; uint64 b; uint128 c; }
    uint8 a;
    uint8[5] b;
    uint16[17] c;
    uint128[3] d;
    bool e;
    uint24[11] f;
    address[2] g;
    uint256[4] h;
    Pair[3] i;
    Odd[2] j;
    uint128[3][2] k;
    uint8[][3] l;
    uint8[2][] m;
    bytes n;
    string o;
    mapping(uint256 => bool) p;
    mapping(bytes32 => mapping(address => bool)) q;
    uint8[33] r;
    bool s;
}

contract First { uint64 a; bool b; }
contract Second is First { uint64 c; }
contract Third { address d; uint256 e; bool f; }
contract Inherited is Second, Third { uint64 g; uint128 h; }

contract Transient {
    bool transient a;
    address transient b;
    uint128 transient c;
    uint256 transient d;
    uint64 e;
    uint8 transient f;
}
