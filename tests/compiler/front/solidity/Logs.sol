// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Events of every shape. The twin is ../twins/logs.hpp.
contract Logs {
    struct Point { uint256 x; int64 y; bool z; }
    struct Named { bytes4 tag; string name; }
    event Nothing();
    event Words(uint8 a, int16 indexed b, address indexed c, bool d, bytes3 indexed e);
    event Secret(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d, uint256 e) anonymous;
    event Text(string a, bytes b);
    event Indexed_(string indexed a, bytes indexed b, uint256[] indexed c);
    event Structs(Point a, Point indexed b, Named c, Named indexed d);
    event Lists(uint16[] a, uint16[] indexed b, string[] c);
    event Same(uint256 a);
    event Same2(uint256 a, uint256 b);
    string public stored;

    function nothing() external { emit Nothing(); }
    function words(uint8 a, int16 b, address c, bool d, bytes3 e) external { emit Words(a, b, c, d, e); }
    function secret(uint256 a, uint256 b, uint256 c, uint256 d, uint256 e) external { emit Secret(a, b, c, d, e); }
    function text(string calldata a, bytes calldata b) external { emit Text(a, b); }
    function constant_text() external { emit Text("a constant", "another, longer than a word of the machine"); }
    function with_indexed(string calldata a, bytes calldata b, uint256[] calldata c) external { emit Indexed_(a, b, c); }
    function structs(Point calldata a, Point calldata b, Named calldata c, Named calldata d) external { emit Structs(a, b, c, d); }
    function lists(uint16[] calldata a, uint16[] calldata b, string[] calldata c) external { emit Lists(a, b, c); }
    function same(uint256 a) external { emit Same(a); emit Same2(a, a); }
    function store(string calldata a) external { stored = a; emit Text(stored, bytes(stored)); emit Indexed_(stored, bytes(stored), new uint256[](2)); }
}
