// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// State variables of every type: layout, getters, reads, writes, delete and copies. The twin is ../twins/store.hpp.
contract Store {
    struct Packed { uint64 a; uint64 b; uint128 c; bool d; address e; }
    struct Mixed { uint8 tag; string name; uint32[] list; Packed packed; mapping(uint256 => uint256) map; }
    enum Color { Red, Green, Blue }

    uint8 public a8;
    int16 public b16;
    bool public flag;
    address public owner;
    Color public color;
    bytes4 public tag;
    uint256 public whole;
    int256 public negative;
    uint96 public part96;
    bytes20 public part20;
    Packed public packed;
    Mixed public mixed;
    string public text;
    bytes public data;
    uint256[] public numbers;
    uint16[] public smalls;
    bool[] public flags;
    string[] public texts;
    Packed[] public packeds;
    uint24[7] public fixed24;
    uint256[3] public fixed256;
    uint64[][] public table;
    uint128[3][] public rows;
    mapping(address => uint256) public balances;
    mapping(bytes32 => mapping(uint8 => bool)) public nested;
    mapping(string => uint256) public by_name;
    mapping(uint256 => Packed) public packed_of;
    mapping(uint256 => uint32[]) public list_of;
    mapping(int8 => bytes4) public by_signed;

    function set_small(uint8 a, int16 b, bool c, address d, Color e, bytes4 f) external { a8 = a; b16 = b; flag = c; owner = d; color = e; tag = f; }
    function set_whole(uint256 a, int256 b, uint96 c, bytes20 d) external { whole = a; negative = b; part96 = c; part20 = d; }
    function add_small(uint8 a, int16 b) external { a8 += a; b16 -= b; }
    function clear_small() external { delete a8; delete owner; delete color; delete tag; }
    function set_packed(Packed calldata p) external { packed = p; }
    function set_packed_parts(uint64 a, uint128 c, address e) external { packed.a = a; packed.c = c; packed.e = e; }
    function copy_packed() external { packed_of[7] = packed; packeds.push(packed); }
    function clear_packed() external { delete packed; }
    function get_packed() external view returns (Packed memory) { return packed; }
    function read_packed() external view returns (uint64, uint128, bool) { Packed memory p = packed; return (p.a, p.c, p.d); }
    function set_mixed(uint8 a, string calldata b, uint32[] calldata c, Packed calldata d, uint256 key, uint256 v) external {
        mixed.tag = a; mixed.name = b; mixed.list = c; mixed.packed = d; mixed.map[key] = v;
    }
    function clear_mixed() external { delete mixed; }
    function mixed_map(uint256 key) external view returns (uint256) { return mixed.map[key]; }
    function mixed_list() external view returns (uint32[] memory) { return mixed.list; }

    function set_text(string calldata a) external { text = a; }
    function set_data(bytes calldata a) external { data = a; }
    function set_constant(bool is_long) external { if (is_long) text = "a constant text that does not fit into one word of storage"; else text = "short"; }
    function clear_text() external { delete text; delete data; }
    function data_to_text() external { text = string(data); }
    function set_byte(uint256 i, bytes1 v) external { data[i] = v; }
    function byte_at(uint256 i) external view returns (bytes1) { return data[i]; }
    function data_length() external view returns (uint256) { return data.length; }
    function text_hash() external view returns (bytes32) { return keccak256(bytes(text)); }
    function text_is_short() external view returns (bool) { return keccak256(bytes(text)) == keccak256("short"); }
    function text_is(string calldata a) external view returns (bool) { return keccak256(bytes(text)) == keccak256(bytes(a)); }

    function push_number(uint256 a) external { numbers.push(a); }
    function push_empty() external { numbers.push(); smalls.push(); }
    function pop_number() external { numbers.pop(); }
    function set_number(uint256 i, uint256 v) external { numbers[i] = v; }
    function add_number(uint256 i, uint256 v) external { numbers[i] += v; }
    function set_numbers(uint256[] calldata a) external { numbers = a; }
    function numbers_of() external view returns (uint256[] memory) { return numbers; }
    function push_small(uint16 a) external { smalls.push(a); }
    function pop_small() external { smalls.pop(); }
    function set_small_at(uint256 i, uint16 v) external { smalls[i] = v; }
    function set_smalls(uint16[] calldata a) external { smalls = a; }
    function smalls_of() external view returns (uint16[] memory) { return smalls; }
    function clear_smalls() external { delete smalls; }
    function set_flags(bool[] calldata a) external { flags = a; }
    function flags_of() external view returns (bool[] memory) { return flags; }
    function set_texts(string[] calldata a) external { texts = a; }
    function push_text(string calldata a) external { texts.push(a); }
    function pop_text() external { texts.pop(); }
    function texts_of() external view returns (string[] memory) { return texts; }
    function clear_texts() external { delete texts; }
    function push_packed(Packed calldata a) external { packeds.push(a); }
    function pop_packed() external { packeds.pop(); }
    function packeds_of() external view returns (Packed[] memory) { return packeds; }
    function clear_packeds() external { delete packeds; }
    function set_fixed24(uint256 i, uint24 v) external { fixed24[i] = v; }
    function set_all_fixed24(uint24[7] calldata a) external { fixed24 = a; }
    function set_fixed256(uint256[3] calldata a) external { fixed256 = a; }
    function fixed24_of() external view returns (uint24[7] memory) { return fixed24; }
    function clear_fixed() external { delete fixed24; delete fixed256; }
    function set_table(uint64[][] calldata a) external { table = a; }
    function set_table_at(uint256 i, uint256 j, uint64 v) external { table[i][j] = v; }
    function push_table(uint256 i, uint64 v) external { table[i].push(v); }
    function table_of() external view returns (uint64[][] memory) { return table; }
    function set_rows(uint128[3][] calldata a) external { rows = a; }
    function rows_of() external view returns (uint128[3][] memory) { return rows; }
    function copy_numbers_back() external { uint256[] memory m = numbers; for (uint256 i = 0; i < m.length; ++i) { unchecked { m[i] *= 3; } } numbers = m; }

    function set_balance(address a, uint256 v) external { balances[a] = v; }
    function move_balance(address a, address b, uint256 v) external { balances[a] -= v; balances[b] += v; }
    function set_nested(bytes32 a, uint8 b, bool v) external { nested[a][b] = v; }
    function set_by_name(string calldata a, uint256 v) external { by_name[a] = v; }
    function set_by_text(uint256 v) external { by_name[text] = v; }
    function set_packed_of(uint256 k, Packed calldata v) external { packed_of[k] = v; }
    function clear_packed_of(uint256 k) external { delete packed_of[k]; }
    function push_list(uint256 k, uint32 v) external { list_of[k].push(v); }
    function set_list(uint256 k, uint32[] calldata v) external { list_of[k] = v; }
    function copy_list(uint256 from, uint256 to) external { list_of[to] = list_of[from]; }
    function set_by_signed(int8 k, bytes4 v) external { by_signed[k] = v; }
}
