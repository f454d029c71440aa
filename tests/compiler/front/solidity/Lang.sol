// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// What Lang calls: it fails in every way, the malformed ones included.
contract Thrower {
    error TooSmall(uint256 have, string why);
    error Bare();
    function raise(uint256 how, bytes calldata data) external payable returns (uint256) {
        how %= 10;
        if (how == 0) revert(string(data));
        if (how == 1) return 1 / (data.length / 1000);
        if (how == 2) revert TooSmall(data.length, string(data));
        if (how == 3) revert Bare();
        bytes memory m = data;
        if (how == 4) m = abi.encodePacked(bytes4(0x08c379a0), data);
        if (how == 5) m = abi.encodePacked(bytes4(0x4e487b71), data);
        if (how == 6) m = abi.encodePacked(bytes4(0x08c379a0), uint256(32), uint256(data.length + 7), data);
        if (how == 7) m = abi.encodePacked(bytes4(0x08c379a0), uint256(data.length), uint256(data.length), data, data, data);
        if (how == 8) return data.length;
        assembly { revert(add(m, 32), mload(m)) }
    }
}
interface IThrower {
    function raise(uint256 how, bytes calldata data) external payable returns (uint256);
}
interface IBoth {
    function raise(uint256 how, bytes calldata data) external payable returns (uint256);
    function grade(uint256 a, uint8[2] calldata b) external view returns (uint8);
}

/// A deployed library; it sees Lang's storage.
library Lib {
    error Odd(uint256 x);
    struct Pair { uint256 low; string text; }
    function half(uint256 x) external pure returns (uint256) { if (x % 2 != 0) revert Odd(x); return x / 2; }
    function describe(uint256 low, string calldata text, uint256[] calldata n) external view returns (Pair memory, uint256, address) { return (Pair(low + n.length, text), n.length, msg.sender); }
    function poke(uint256 slot, uint256 word) external { assembly { sstore(slot, word) } }
}

abstract contract Base {
    string public trail;
    constructor() { trail = string.concat(trail, "base "); }
}
abstract contract Named is Base {
    string public name;
    constructor(string memory n) { name = n; trail = string.concat(trail, "named "); }
}
abstract contract Numbered is Base {
    uint256 public immutable number;
    constructor(uint256 n) payable { number = n + 1; trail = string.concat(trail, "numbered "); }
}
contract Child {
    uint256 public a;
    bytes public b;
    constructor(uint256 a_, bytes memory b_) payable { require(a_ != 3); a = a_; b = b_; }
}

/// What the language has besides plain calls and storage. The twin is ../twins/lang.hpp.
contract Lang is Named, Numbered {
    IThrower constant thrower = IThrower(address(0xca11ee));
    error TooSmall(uint256 have, string why);
    error Bare();
    event Words(bytes32 indexed a, uint256 b);
    struct Point { uint256 x; uint64 y; bytes8 tag; mapping(uint256 => uint256) seen; }
    Point[] internal points;
    uint256[][] internal rows;
    uint256 public free_word;

    constructor(string memory n, uint256 x) payable Named(n) Numbered(x) { trail = string.concat(trail, "lang"); }

    function catch_all(uint256 how, bytes calldata data) external returns (uint256, bytes memory) {
        try thrower.raise(how, data) returns (uint256 v) { return (v, ""); }
        catch Error(string memory why) { return (1, bytes(why)); }
        catch Panic(uint256 code) { return (code, "panic"); }
        catch (bytes memory raw) { return (3, raw); }
    }
    function catch_error(uint256 how, bytes calldata data) external returns (string memory) {
        string memory out = "none";
        try thrower.raise(how, data) { out = "fine"; } catch Error(string memory why) { out = why; }
        return out;
    }
    function catch_panic(uint256 how, bytes calldata data) external returns (uint256) {
        uint256 out = 7;
        try thrower.raise(how, data) returns (uint256 v) { out = v; } catch Panic(uint256 code) { out = code; }
        return out;
    }
    function catch_rest(uint256 how, bytes calldata data) external returns (uint256) {
        uint256 out = 7;
        try thrower.raise(how, data) returns (uint256 v) { out = v; } catch Panic(uint256 code) { out = code; } catch { out = 99; }
        return out;
    }
    function catch_custom(uint256 how, bytes calldata data) external returns (uint256, string memory) {
        try thrower.raise(how, data) returns (uint256 v) { return (v, "value"); }
        catch (bytes memory raw) {
            if (raw.length >= 4 && bytes4(raw) == TooSmall.selector) {
                bytes memory rest = new bytes(raw.length - 4);
                for (uint256 i = 0; i < rest.length; ++i) rest[i] = raw[i + 4];
                (uint256 have, string memory why) = abi.decode(rest, (uint256, string));
                return (have, why);
            }
            if (raw.length >= 4 && bytes4(raw) == Bare.selector) return (11, "bare");
            assembly { revert(add(raw, 32), mload(raw)) }
        }
    }

    function half(uint256 x) external pure returns (uint256) { return Lib.half(x); }
    function describe(uint256 low, string calldata words, uint256[] calldata n) external view returns (Lib.Pair memory, uint256, address) { return Lib.describe(low, words, n); }
    function poke(uint8 slot, uint256 word) external { Lib.poke(uint256(slot) + 1000, word); }

    function add_point(uint256 x, uint64 y) external returns (uint256) { Point storage p = points.push(); p.x = x; p.y = y; p.seen[x] += y; return points.length; }
    function point(uint256 i, uint256 k) external view returns (uint256, uint64, uint256) { Point storage p = points[i]; return (p.x, p.y, p.seen[k]); }
    function add_row(uint256 a, uint256 b) external { uint256[] storage row = rows.push(); row.push(a); row.push(b); rows.push().push(a); }
    function row(uint256 i) external view returns (uint256[] memory) { return rows[i]; }

    function ids() external pure returns (bytes4, bytes4, bytes4, bytes4, bytes32) {
        return (type(IBoth).interfaceId, IBoth.grade.selector, TooSmall.selector, Bare.selector, Words.selector);
    }
    function text(string calldata a, string calldata b) external pure returns (string memory, uint256, bool, bytes memory) {
        return (string.concat(a, "-", b), bytes(a).length, keccak256(bytes(a)) == keccak256(bytes(b)), bytes(a)[0:bytes(a).length / 2]);
    }
    function sliced(uint32[] calldata a, uint256 from, uint256 to) external pure returns (uint32[] memory, uint256) { return (a[from:to], count(a[from:])); }
    function count(uint32[] calldata a) internal pure returns (uint256) { return a.length; }
    function word_of(bytes calldata a, uint256 i) external pure returns (bytes32 w, bytes32 v) {
        if (i > a.length || a.length - i < 32) { uint256[] memory none; none[i]; }
        w = bytes32(a[i:i + 32]);
        bytes memory m = a;
        assembly { v := mload(add(add(m, 32), i)) }
    }

    function bits(uint256 a, uint256 b) external pure returns (uint256, int256, uint256, uint256, int256, int256) {
        uint256 c; int256 d; uint256 e; uint256 f; int256 g; int256 h;
        assembly { c := byte(mod(a, 40), b) d := signextend(mod(a, 33), b) e := clz(shr(mod(a, 257), b)) f := exp(a, mod(b, 19)) g := sar(mod(a, 300), b) h := sdiv(a, b) }
        return (c, d, e, f, g, h);
    }
    function moduli(uint256 a, uint256 b, uint256 n) external pure returns (uint256, uint256, int256) {
        uint256 c; uint256 d; int256 e;
        assembly { c := addmod(a, b, n) d := mulmod(a, b, n) e := smod(a, b) }
        return (c, d, e);
    }
    function compared(uint256 a, uint256 b) external pure returns (bool, bool, bool, bool, bool) {
        bool c; bool d; bool e; bool f; bool g;
        assembly { c := lt(a, b) d := gt(a, b) e := slt(a, b) f := sgt(a, b) g := iszero(and(not(a), xor(a, b))) }
        return (c, d, e, f, g);
    }
    function slots(uint8 k, uint256 v) external returns (uint256, uint256) {
        uint256 a; uint256 b; uint256 slot = 5000 + uint256(k);
        assembly { sstore(slot, add(sload(slot), v)) tstore(slot, v) a := sload(slot) b := tload(slot) }
        return (a, b);
    }
    function memory_words(bytes calldata data, uint256 x) external pure returns (bytes memory, bytes32) {
        bytes memory m = new bytes(96); bytes32 h;
        assembly {
            let p := add(m, 32)
            mstore(p, x) mstore8(add(p, 32), x) calldatacopy(add(p, 33), 4, 31) mcopy(add(p, 64), p, 32) h := keccak256(p, 64)
        }
        data;
        return (m, h);
    }
    function logs(bytes calldata data, bytes32 a, bytes32 b) external {
        bytes memory m = data;
        assembly { let p := add(m, 32) let n := mload(m) log0(p, n) log1(p, n, a) log2(p, n, a, b) log3(p, n, a, b, a) log4(p, n, b, a, b, a) }
    }
    function called(uint256 how, bytes calldata data) external returns (bool, bytes memory, uint256) {
        bytes memory m = abi.encodeCall(IThrower.raise, (how, data));
        bool ok; uint256 size; bytes memory r;
        address to = address(thrower);
        assembly { ok := call(gas(), to, 0, add(m, 32), mload(m), 0, 0) size := returndatasize() }
        assembly { r := mload(0x40) mstore(r, size) returndatacopy(add(r, 32), 0, size) mstore(0x40, add(r, and(add(size, 63), not(31)))) }
        return (ok, r, size);
    }
    function code_at(uint8 which) external view returns (bytes memory, uint256) { address a = which % 2 == 0 ? address(thrower) : address(0x1234); return (a.code, a.code.length); }
    function raw_out(bytes calldata data) external pure { bytes memory m = data; assembly { return(add(m, 32), mload(m)) } }
    function stops(uint256 x) external { free_word = x; assembly { stop() } }
    function fails(uint256 x) external pure returns (uint256) { if (x % 2 == 0) assembly { invalid() } return x; }

    function hashes(bytes calldata a) external pure returns (bytes32, bytes20) { return (sha256(a), ripemd160(a)); }
    function power(bytes calldata b, bytes calldata e, bytes calldata m) external view returns (bytes memory) {
        (bool ok, bytes memory r) = address(5).staticcall(abi.encodePacked(b.length, e.length, m.length, b, e, m));
        require(ok);
        return r;
    }
    function curve(uint256 x, uint256 y, uint256 k) external view returns (uint256, uint256, uint256, uint256) {
        (bool ok, bytes memory r) = address(7).staticcall(abi.encode(x, y, k));
        require(ok);
        (uint256 a, uint256 b) = abi.decode(r, (uint256, uint256));
        (ok, r) = address(6).staticcall(abi.encode(a, b, uint256(1), uint256(2)));
        require(ok);
        (uint256 c, uint256 d) = abi.decode(r, (uint256, uint256));
        return (a, b, c, d);
    }
    function generator(uint256 k) external view returns (uint256, uint256, bool) {
        (bool ok, bytes memory r) = address(7).staticcall(abi.encode(uint256(1), uint256(2), k));
        require(ok);
        (uint256 a, uint256 b) = abi.decode(r, (uint256, uint256));
        (ok, r) = address(8).staticcall("");
        require(ok);
        return (a, b, abi.decode(r, (bool)));
    }
    function blake(uint16 rounds, bytes32[2] calldata h, bytes32[4] calldata m, bytes8 t0, bytes8 t1, bool last) external view returns (bytes32, bytes32) {
        (bool ok, bytes memory r) = address(9).staticcall(abi.encodePacked(uint32(rounds), h[0], h[1], m[0], m[1], m[2], m[3], t0, t1, last));
        require(ok);
        return abi.decode(r, (bytes32, bytes32));
    }
    function p256(bytes32 h, bytes32 r, bytes32 s, bytes32 x, bytes32 y) external view returns (bool) {
        (bool ok, bytes memory out) = address(0x100).staticcall(abi.encodePacked(h, r, s, x, y));
        return ok && out.length == 32;
    }

    function make(uint256 a, bytes calldata b, bytes32 salt) external returns (bool, uint256, bytes memory) {
        bytes memory code = abi.encodePacked(type(Child).creationCode, abi.encode(a, b));
        address expected = address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, keccak256(code))))));
        Child c = new Child{salt: salt}(a, b);
        return (address(c) == expected, c.a(), c.b());
    }
    function make_raw(uint256 a, bytes calldata b) external returns (bool, uint256, uint256) {
        bytes memory code = abi.encodePacked(type(Child).creationCode, abi.encode(a, b));
        address first; address second;
        assembly { first := create(0, add(code, 32), mload(code)) second := create2(0, add(code, 32), mload(code), a) }
        return (first != address(0), first == address(0) ? 0 : Child(first).a(), second == address(0) ? 0 : Child(second).b().length);
    }
    fallback() external payable {
        (bool ok, bytes memory r) = address(thrower).call{value: msg.value}(msg.data);
        if (!ok) assembly { revert(add(r, 32), mload(r)) }
        assembly { return(add(r, 32), mload(r)) }
    }
    receive() external payable { free_word += msg.value; }
}
