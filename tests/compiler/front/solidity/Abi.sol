// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Values of every type in and out, read, copied and encoded. The twin is ../twins/abi.hpp.
contract Abi {
    struct Point { uint256 x; int64 y; bool z; }
    struct Named { bytes4 tag; string name; uint16[] marks; Point at; }
    enum Color { Red, Green, Blue }

    function echo_words(uint8 a, int16 b, address c, bool d, bytes3 e, Color f, uint256 g) external pure
        returns (uint8, int16, address, bool, bytes3, Color, uint256) { return (a, b, c, d, e, f, g); }
    function echo_bytes(bytes calldata a) external pure returns (bytes calldata) { return a; }
    function echo_string(string calldata a) external pure returns (string calldata) { return a; }
    function echo_numbers(uint256[] calldata a) external pure returns (uint256[] calldata) { return a; }
    function echo_addresses(address[] calldata a) external pure returns (address[] calldata) { return a; }
    function echo_small(uint16[] calldata a) external pure returns (uint16[] calldata) { return a; }
    function echo_signed(int8[] calldata a) external pure returns (int8[] calldata) { return a; }
    function echo_tags(bytes4[] calldata a) external pure returns (bytes4[] calldata) { return a; }
    function echo_texts(string[] calldata a) external pure returns (string[] calldata) { return a; }
    function echo_table(uint256[][] calldata a) external pure returns (uint256[][] calldata) { return a; }
    function echo_flags(bool[3] calldata a) external pure returns (bool[3] calldata) { return a; }
    function echo_grid(uint128[2][3] calldata a) external pure returns (uint128[2][3] calldata) { return a; }
    function echo_pair(bytes[2] calldata a) external pure returns (bytes[2] calldata) { return a; }
    function echo_rows(uint64[2][] calldata a) external pure returns (uint64[2][] calldata) { return a; }
    function echo_point(Point calldata a) external pure returns (Point calldata) { return a; }
    function echo_points(Point[] calldata a) external pure returns (Point[] calldata) { return a; }
    function echo_named(Named calldata a) external pure returns (Named calldata) { return a; }
    function echo_all_named(Named[] calldata a) external pure returns (Named[] calldata) { return a; }
    function echo_two(bytes calldata a, uint256[] calldata b) external pure returns (uint256[] calldata, bytes calldata) { return (b, a); }

    function spread_point(Point calldata a) external pure returns (uint256 x, int64 y, bool z) { return (a.x, a.y, a.z); }
    function number_at(uint256[] calldata a, uint256 i) external pure returns (uint256) { return a[i]; }
    function small_at(uint16[] calldata a, uint256 i) external pure returns (uint16) { return a[i]; }
    function text_at(string[] calldata a, uint256 i) external pure returns (string calldata) { return a[i]; }
    function table_at(uint256[][] calldata a, uint256 i, uint256 j) external pure returns (uint256) { return a[i][j]; }
    function grid_at(uint128[2][3] calldata a, uint256 i, uint256 j) external pure returns (uint128) { return a[i][j]; }
    function point_y(Point[] calldata a, uint256 i) external pure returns (int64) { return a[i].y; }
    function mark_at(Named[] calldata a, uint256 i, uint256 j) external pure returns (uint16) { return a[i].marks[j]; }
    function byte_at(bytes calldata a, uint256 i) external pure returns (bytes1) { return a[i]; }
    function lengths(bytes calldata a, uint256[] calldata b, string[] calldata c) external pure returns (uint256, uint256, uint256) {
        return (a.length, b.length, c.length);
    }
    function slice(bytes calldata a, uint256 from, uint256 to) external pure returns (bytes calldata) { return a[from:to]; }
    function first_word(bytes calldata a) external pure returns (bytes32) { return bytes32(a); }
    function first_tag(bytes calldata a) external pure returns (bytes4) { return bytes4(a); }

    function change_number(uint256[] calldata a, uint256 i, uint256 v) external pure returns (uint256[] memory) {
        uint256[] memory m = a;
        m[i] = v;
        return m;
    }
    function change_small(uint16[] calldata a, uint256 i, uint16 v) external pure returns (uint16[] memory) {
        uint16[] memory m = a;
        m[i] += v;
        return m;
    }
    function change_byte(bytes calldata a, uint256 i, bytes1 v) external pure returns (bytes memory) {
        bytes memory m = a;
        m[i] = v;
        return m;
    }
    function change_table(uint256[][] calldata a, uint256 i, uint256 j, uint256 v) external pure returns (uint256[][] memory) {
        uint256[][] memory m = a;
        m[i][j] = v;
        return m;
    }
    function change_points(Point[] calldata a, uint256 i, int64 y) external pure returns (Point[] memory) {
        Point[] memory m = a;
        m[i].y = y;
        return m;
    }
    /// What memory can hold, or what nothing can.
    function affordable(uint256 n) internal pure returns (uint256) { return n > type(uint64).max ? n : n % 500; }
    function fresh_numbers(uint256 n, uint256 i, uint256 v) external pure returns (uint256[] memory) { n = affordable(n);
        uint256[] memory m = new uint256[](n);
        m[i] = v;
        return m;
    }
    function fresh_points(uint256 n) external pure returns (Point[] memory) { n = affordable(n); return new Point[](n); }
    function fresh_texts(uint256 n) external pure returns (string[] memory) { n = affordable(n); return new string[](n); }
    function fresh_bytes(uint256 n) external pure returns (bytes memory) { n = affordable(n); return new bytes(n); }
    function memory_byte(uint256 n, uint256 i) external pure returns (bytes1) { n = affordable(n); bytes memory m = new bytes(n); return m[i]; }
    function list_of(uint256 a, uint256 b, uint256 c) external pure returns (uint256[] memory) {
        uint256[] memory m = new uint256[](3);
        m[0] = a; m[1] = b; m[2] = c;
        return m;
    }

    function encode_words(uint8 a, address b, bytes3 c) external pure returns (bytes memory) { return abi.encode(a, b, c); }
    function encode_mixed(bytes calldata a, uint256 b, string[] calldata c) external pure returns (bytes memory) { return abi.encode(a, b, c); }
    function encode_named(Named calldata a) external pure returns (bytes memory) { return abi.encode(a); }
    function packed_words(uint8 a, address b, bytes3 c, int16 d, bool e) external pure returns (bytes memory) { return abi.encodePacked(a, b, c, d, e); }
    function packed_mixed(bytes calldata a, uint16 b, string calldata c) external pure returns (bytes memory) { return abi.encodePacked(a, b, c); }
    function packed_array(uint16[] calldata a) external pure returns (bytes memory) { return abi.encodePacked(a); }
    function joined(bytes calldata a, bytes calldata b) external pure returns (bytes memory) { return bytes.concat(a, b, a); }
    function hash_bytes(bytes calldata a) external pure returns (bytes32) { return keccak256(a); }
    function hash_words(uint256 a, uint256 b) external pure returns (bytes32) { return keccak256(abi.encode(a, b)); }
    function hash_packed(address a, uint64 b) external pure returns (bytes32) { return keccak256(abi.encodePacked(a, b)); }
    function hash_text() external pure returns (bytes32) { return keccak256("a text"); }
    function same_bytes(bytes calldata a, bytes calldata b) external pure returns (bool) { return keccak256(a) == keccak256(b); }

    function decode_words(bytes calldata data) external pure returns (uint8, address, bytes3, bool) { return abi.decode(data, (uint8, address, bytes3, bool)); }
    function decode_mixed(bytes calldata data) external pure returns (bytes memory, uint256, uint16[] memory) {
        bytes memory copy = data;
        return abi.decode(copy, (bytes, uint256, uint16[]));
    }
    function decode_texts(bytes calldata data) external pure returns (string[] memory) {
        bytes memory copy = data;
        return abi.decode(copy, (string[]));
    }
    function decode_named(bytes calldata data) external pure returns (bytes4, string memory, uint16[] memory, Point memory) {
        bytes memory copy = data;
        return abi.decode(copy, (bytes4, string, uint16[], Point));
    }

    function constant_text() external pure returns (string memory) { return "a constant text"; }
    function long_text() external pure returns (string memory) { return "a constant text that does not fit into one word of memory, at all"; }
    function data_text() external pure returns (string memory) { return "a constant text of more than two words of memory, which lies behind the code as data"; }
    function choose_text(bool first) external pure returns (string memory) { return first ? "first" : "another one"; }
    function call_data() external pure returns (bytes memory) { return msg.data; }
    function signature() external pure returns (bytes4) { return msg.sig; }
}
