// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// What meets between the other twins: copies between places, values through internal functions, algorithms in memory. The twin is ../twins/more.hpp.
contract More {
    struct Inner { uint32 a; bytes8 b; }
    struct Item { uint8 kind; Inner inner; string name; uint64[] marks; }
    enum Level { Low, Mid, High }
    event Snapshot(Item item, uint64[] indexed marks, string[] names);
    error Rejected(Item item, uint256[] numbers);

    Item public item;
    Item[] public items;
    Item[2] public pair;
    uint256[] public numbers;
    uint256[] public others;
    uint64[][] public table;
    uint64[][] public table2;
    string[] public names;
    string[] public names2;
    Inner[] public inners;
    mapping(Level => uint256) public by_level;
    mapping(address => Item) public item_of;
    mapping(bool => mapping(bytes4 => Level)) public levels;
    mapping(bytes => uint16) public by_bytes;
    uint8[5][3] public grid;

    function set_item(Item calldata a) external { item = a; }
    function push_item(Item calldata a) external { items.push(a); }
    function push_stored() external { items.push(item); }
    function pop_item() external { items.pop(); }
    function set_pair(uint256 i, Item calldata a) external { pair[i] = a; }
    function copy_pair() external { pair[1] = pair[0]; }
    function item_to(address a) external { item_of[a] = item; }
    function item_from(address a) external { item = item_of[a]; }
    function clear_item_of(address a) external { delete item_of[a]; }
    function item_at(uint256 i) external view returns (Item memory) { return items[i]; }
    function mark_at(uint256 i, uint256 j) external view returns (uint64) { return items[i].marks[j]; }
    function set_mark(uint256 i, uint256 j, uint64 v) external { items[i].marks[j] = v; }
    function add_mark(uint256 i, uint64 v) external { items[i].marks.push(v); }
    function rename_inner(uint256 i, bytes8 b) external { items[i].inner.b = b; items[i].inner.a += 1; }
    function set_grid(uint256 i, uint256 j, uint8 v) external { grid[i][j] = v; }
    function set_whole_grid(uint8[5][3] calldata a) external { grid = a; }
    function grid_row(uint256 i) external view returns (uint8[5] memory) { return grid[i]; }
    function copy_row(uint256 i, uint256 j) external { grid[i] = grid[j]; }

    function set_numbers(uint256[] calldata a) external { numbers = a; }
    function copy_numbers() external { others = numbers; }
    function choose_numbers(bool first) external view returns (uint256[] memory) { return first ? numbers : others; }
    function set_table(uint64[][] calldata a) external { table = a; }
    function copy_table() external { table2 = table; }
    function copy_table_row(uint256 i, uint256 j) external { table[i] = table[j]; }
    function table2_of() external view returns (uint64[][] memory) { return table2; }
    function set_names(string[] calldata a) external { names = a; }
    function copy_names() external { names2 = names; }
    function names2_of() external view returns (string[] memory) { return names2; }
    function set_inners(Inner[] calldata a) external { delete inners; for (uint256 i = 0; i < a.length; ++i) inners.push(a[i]); }
    function set_level(Level k, uint256 v) external { by_level[k] = v; }
    function set_level_at(bool a, bytes4 b, Level v) external { levels[a][b] = v; }
    function set_by_bytes(bytes calldata k, uint16 v) external { by_bytes[k] += v; }

    function sorted(uint256[] calldata a) external pure returns (uint256[] memory) {
        uint256[] memory m = a;
        for (uint256 i = 1; i < m.length; ++i) {
            uint256 x = m[i];
            uint256 j = i;
            while (j > 0 && m[j - 1] > x) { m[j] = m[j - 1]; j -= 1; }
            m[j] = x;
        }
        return m;
    }
    function reversed(bytes calldata a) external pure returns (bytes memory) {
        bytes memory m = new bytes(a.length);
        for (uint256 i = 0; i < a.length; ++i) m[a.length - 1 - i] = a[i];
        return m;
    }
    function repeat(string calldata a, uint256 n) external pure returns (string[] memory) {
        n %= 5;
        string[] memory m = new string[](n);
        for (uint256 i = 0; i < n; ++i) m[i] = a;
        return m;
    }
    function two_by_two(uint256 a, uint256 b) external pure returns (uint256[][] memory) {
        uint256[][] memory m = new uint256[][](2);
        m[0] = new uint256[](2);
        m[1] = new uint256[](1);
        m[0][1] = a;
        m[1][0] = b;
        return m;
    }
    function fill_points(uint256 n, uint32 a) external pure returns (Inner[] memory) {
        n %= 6;
        Inner[] memory m = new Inner[](n);
        for (uint256 i = 0; i < n; ++i) m[i] = Inner(a, bytes8(uint64(i)));
        return m;
    }
    function clear_element(uint256[] calldata a, uint256 i) external pure returns (uint256[] memory) { uint256[] memory m = a; delete m[i]; return m; }
    function digits(uint256 x) external pure returns (string memory) {
        if (x == 0) return "0";
        uint256 n = 0;
        for (uint256 y = x; y != 0; y /= 10) n += 1;
        bytes memory m = new bytes(n);
        while (x != 0) { n -= 1; m[n] = bytes1(uint8(48 + x % 10)); x /= 10; }
        return string(m);
    }
    function bump(Inner memory p, uint32 by) internal pure returns (Inner memory) { return Inner(p.a + by, p.b); }
    function bumped(Inner calldata p, uint32 by) external pure returns (Inner memory, Inner memory) { Inner memory q = bump(p, by); Inner memory r = bump(q, by); return (q, r); }
    function make_item(uint8 k, string memory n) internal pure returns (Item memory) { uint64[] memory m = new uint64[](k % 4); for (uint256 i = 0; i < m.length; ++i) m[i] = uint64(i + 1); return Item(k, Inner(k, bytes8("12345678")), n, m); }
    function made_item(uint8 k, string calldata n) external pure returns (Item memory) { return make_item(k, n); }
    function store_made(uint8 k, string calldata n) external { item = make_item(k, n); }
    function grade(uint256 x) internal pure returns (Level) { if (x < 10) return Level.Low; if (x < 100) return Level.Mid; return Level.High; }
    function graded(uint256 x) external pure returns (Level, bool) { return (grade(x), grade(x) == Level.Mid); }
    function emit_item() external { emit Snapshot(item, item.marks, names); }
    function reject_item() external view { revert Rejected(item, numbers); }
    function encode_stored() external view returns (bytes memory) { return abi.encode(item, numbers, names, grid); }
    function hash_stored() external view returns (bytes32) { return keccak256(abi.encodePacked(item.name, numbers, uint16(7))); }
    function gcd(int64 a, int64 b) external pure returns (int64) { while (b != 0) { int64 t = a % b; a = b; b = t; } return a < 0 ? -a : a; }
    function forever(uint256 x) external pure returns (uint256) { uint256 n = 0; while (true) { if (x == 0) break; x >>= 3; n += 1; } return n; }
}
