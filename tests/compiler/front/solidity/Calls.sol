// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// What Calls calls; the same bytecode serves both sides.
contract Callee {
    struct Point { uint256 x; int64 y; bool z; }
    error Failed(uint256 code, string why);
    uint256 public value;
    function set(uint256 v) external payable returns (uint256) { value = v + msg.value; return value; }
    function quiet(uint256 v) external payable { value = v; }
    function twice(uint256 v) external pure returns (uint256) { return v * 2; }
    function point(uint256 x) external pure returns (Point memory) { return Point(x, int64(int256(x % 1000)), x % 2 == 0); }
    function two(uint256 x) external pure returns (uint256, bytes32) { return (x, bytes32(~x)); }
    function echo(bytes calldata a) external pure returns (bytes memory) { return a; }
    function numbers(uint256 n) external pure returns (uint256[] memory) { n %= 300; uint256[] memory m = new uint256[](n); for (uint256 i = 0; i < n; ++i) m[i] = i * i; return m; }
    function texts(string[] calldata a, uint16 b) external pure returns (string[] memory, uint16) { return (a, b); }
    function fail(uint256 code, string calldata why) external pure returns (uint256) { revert Failed(code, why); }
    function panic(uint256 x) external pure returns (uint256) { return 1 / x; }
    function flag(uint256 x) external pure returns (uint256) { return x; }
    function tag(uint256 x) external pure returns (uint256) { return x; }
    function raw(bytes calldata a) external pure { bytes memory m = a; assembly { return(add(m, 32), mload(m)) } }
    receive() external payable { if (msg.value == 13) revert Failed(13, "unlucky"); }
}

interface ICallee {
    struct Point { uint256 x; int64 y; bool z; }
    function set(uint256 v) external payable returns (uint256);
    function quiet(uint256 v) external payable;
    function twice(uint256 v) external pure returns (uint256);
    function point(uint256 x) external pure returns (Point memory);
    function two(uint256 x) external pure returns (uint256, bytes32);
    function echo(bytes calldata a) external pure returns (bytes memory);
    function numbers(uint256 n) external pure returns (uint256[] memory);
    function texts(string[] calldata a, uint16 b) external pure returns (string[] memory, uint16);
    function fail(uint256 code, string calldata why) external pure returns (uint256);
    function panic(uint256 x) external pure returns (uint256);
    function flag(uint256 x) external pure returns (bool);
    function tag(uint256 x) external pure returns (bytes4);
}
interface IRaw {
    function raw(bytes calldata a) external pure returns (bytes memory);
}
interface IRawWords {
    function raw(bytes calldata a) external pure returns (uint8, address);
}
interface IRawTexts {
    function raw(bytes calldata a) external pure returns (string[] memory, uint256[] memory);
}

/// Calls of other contracts. The twin is ../twins/calls.hpp.
contract Calls {
    uint256 public last;
    ICallee public callee;
    function use(ICallee c) external { callee = c; }
    function set(uint256 v) external { last = callee.set(v); }
    function pay(uint256 v) external payable { last = callee.set{value: msg.value}(v); }
    function limited(uint256 v, uint256 g) external { last = callee.set{gas: g}(v); }
    function quiet(uint256 v) external { callee.quiet(v); }
    function quiet_at(ICallee c, uint256 v) external { c.quiet(v); }
    function twice_at(ICallee c, uint256 v) external view returns (uint256) { return c.twice(v); }
    function point(uint256 x) external view returns (ICallee.Point memory) { return callee.point(x); }
    function two(uint256 x) external view returns (uint256, bytes32) { return callee.two(x); }
    function echo(bytes calldata a) external view returns (bytes memory) { return callee.echo(a); }
    function numbers(uint256 n) external view returns (uint256[] memory) { return callee.numbers(n); }
    function texts(string[] calldata a, uint16 b) external view returns (string[] memory, uint16) { return callee.texts(a, b); }
    function fail(uint256 code, string calldata why) external view returns (uint256) { return callee.fail(code, why); }
    function flag(uint256 x) external view returns (bool) { return callee.flag(x); }
    function tag(uint256 x) external view returns (bytes4) { return callee.tag(x); }
    function raw_bytes(bytes calldata a) external view returns (bytes memory) { return IRaw(address(callee)).raw(a); }
    function raw_words(bytes calldata a) external view returns (uint8, address) { return IRawWords(address(callee)).raw(a); }
    function raw_texts(bytes calldata a) external view returns (string[] memory, uint256[] memory) { return IRawTexts(address(callee)).raw(a); }
    function try_set(uint256 v, uint256 w) external payable returns (uint256, bytes memory) {
        try callee.set{value: w}(v) returns (uint256 got) { last = got; return (got, ""); } catch (bytes memory why) { return (9, why); }
    }
    function try_fail(uint256 code, string calldata why) external view returns (uint256, bytes memory) {
        try callee.fail(code, why) returns (uint256 got) { return (got, ""); } catch (bytes memory reason) { return (1, reason); }
    }
    function try_quiet(ICallee c, uint256 v) external returns (uint256) {
        uint256 r = 5;
        try c.quiet(v) { r = 1; } catch { r = 2; }
        return r;
    }
    function try_panic(uint256 x) external view returns (bytes memory) {
        bytes memory seen = "none";
        try callee.panic(x) returns (uint256) {} catch (bytes memory why) { seen = why; }
        return seen;
    }
    function low(address to, bytes calldata data) external payable returns (bool, bytes memory) { return to.call{value: msg.value}(data); }
    function low_static(address to, bytes calldata data) external view returns (bool, bytes memory) { return to.staticcall(data); }
    function low_delegate(address to, bytes calldata data) external returns (bool, bytes memory) { return to.delegatecall(data); }
    function low_encoded(uint256 v) external returns (bool) { (bool ok,) = address(callee).call(abi.encodeCall(ICallee.quiet, (v))); return ok; }
    function send(address to, uint256 v) external payable returns (bool) { (bool ok,) = to.call{value: v}(""); return ok; }
    function signer(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address) { return ecrecover(h, v, r, s); }
    function code_size(address a) external view returns (uint256) { return a.code.length; }
    function balance_of(address a) external view returns (uint256, uint256) { return (a.balance, address(this).balance); }
    receive() external payable { last = msg.value; }
    fallback() external payable { last = msg.data.length; }
}
