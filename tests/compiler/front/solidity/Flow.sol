// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Control flow, internal functions, order of evaluation. The twin is ../twins/flow.hpp.
contract Flow {
    struct Pair { uint256 a; uint256 b; }
    error Empty();
    error TooSmall(uint256 have, uint256 want);
    error Texts(string a, bytes b, uint256[] c);
    uint256 public counter;
    uint256[] public trail;
    uint8 public small;

    function sum_to(uint256 n) external pure returns (uint256 r) { n %= 1000; for (uint256 i = 0; i < n; ++i) r += i; return r; }
    function collatz(uint256 n) external pure returns (uint256) {
        uint256 steps = 0;
        while (n > 1 && steps < 500) {
            if (n % 2 == 0) n = n / 2; else n = 3 * n + 1;
            steps += 1;
        }
        return steps;
    }
    function jumps(uint256[] calldata a, uint256 stop) external pure returns (uint256, uint256) {
        uint256 odd = 0;
        uint256 seen = 0;
        for (uint256 i = 0; i < a.length; i += 1) {
            if (a[i] == stop) break;
            seen += 1;
            if (a[i] % 2 == 0) continue;
            odd += a[i] % 1000;
        }
        return (odd, seen);
    }
    function nested_loops(uint256 n, uint256 m) external pure returns (uint256) {
        uint256 r = 0;
        for (uint256 i = 0; i < n; i += 1) {
            for (uint256 j = 0; j < m; j += 1) {
                if (j > i) break;
                if ((i + j) % 3 == 0) continue;
                r += i * j + 1;
            }
            if (r > 10000) return r;
        }
        return r;
    }
    function early(uint256 x) external pure returns (uint256) {
        if (x == 0) return 7;
        if (x < 10) { if (x == 5) return 55; x += 1; } else if (x < 20) x += 2; else return 99;
        return x * 2;
    }
    function locals_merge(bool p, bool q, uint256 x) external pure returns (uint256, uint256, uint256) {
        uint256 a = x;
        uint256 b = 1;
        uint256 c = 2;
        if (p) { a = 10; if (q) b = 20; else c = 30; } else { uint256 t = a; a = b; b = t; }
        return (a, b, c);
    }
    function short_and(uint256 x, uint256 y) external pure returns (bool) { return x != 0 && y / x > 2; }
    function short_or(uint256 x, uint256 y) external pure returns (bool) { return x == 0 || y / x > 2; }
    function mixed_logic(bool a, bool b, uint256 x) external pure returns (uint256) {
        if ((a && !b) || (x != 0 && 100 / x > 3)) return 1;
        if (!(a || b)) return 2;
        return 3;
    }
    function pick(bool a, uint256 x, uint256 y) external pure returns (uint256) { return a ? x / y : y - x; }

    function checked_all(uint256 x, uint256 y) external pure {
        require(x != 0, Empty());
        require(x >= y, TooSmall(x, y));
        if (y == 3) revert();
        if (y > 100) revert TooSmall(y, 100);
        assert(x != 77);
    }
    function lazy_error(uint256 x) external { uint256 n = bump(); require(x > n, TooSmall(counter, x)); }
    function texts_error(string calldata a, bytes calldata b, uint256[] calldata c) external pure { revert Texts(a, b, c); }
    function raw_error(bytes calldata a) external pure { bytes memory m = a; assembly { revert(add(m, 32), mload(m)) } }

    function bump() internal returns (uint256) { counter += 1; return counter; }
    function note(uint256 x) internal returns (uint256) { trail.push(x); return x; }
    function order_binary() external returns (uint256) { return note(1) * 100 + note(2) * 10 + note(3); }
    function order_arguments() external returns (uint256) { return three(note(5), note(6), note(7)); }
    function three(uint256 a, uint256 b, uint256 c) internal pure returns (uint256) { return a * 10000 + b * 100 + c; }
    function order_assign(uint256 i) external { trail.push(0); trail.push(0); trail.push(0); trail.push(0); uint256 v = bump() + trail.length; trail[note(i) % 4] = v; }
    function order_compound() external { counter += twice_bump(); }
    function order_plain() external { counter = counter + twice_bump(); }
    function twice_bump() internal returns (uint256) { uint256 first = bump(); uint256 second = bump(); return second - first + 99; }

    function pair_of(uint256 x, uint256 y) internal pure returns (Pair memory) { return Pair(y, x); }
    function use_pair(uint256 x, uint256 y) external pure returns (uint256) { Pair memory p = pair_of(x, y); return p.a / 2 + p.b / 4; }
    function change_pair(uint256 x) external pure returns (uint256, uint256) { Pair memory p = Pair(1, 2); if (x > 5) p.a = x; p.b = p.a / 2; return (p.a, p.b); }
    function total(uint256[] memory a) internal pure returns (uint256 t) { for (uint256 i = 0; i < a.length; ++i) t += a[i]; }
    function use_total(uint256[] calldata a) external pure returns (uint256) { return total(a); }
    function greet(string memory a) internal pure returns (string memory) { return string.concat("hello ", a); }
    function use_greet(string calldata a) external pure returns (string memory) { return greet(greet(a)); }
    function unchecked_mix(uint8 a, uint8 b) external pure returns (uint8) { uint8 r; unchecked { r = a + b; r = r * 2; } return r; }
    function narrow_add(uint8 a) external { small += a; small *= 2; }
    function bits(uint256 x) external pure returns (uint256) { uint256 r = 0; while (x > 1) { x >>= 1; r += 1; if (r > 200) break; } return r; }
    function nothing() external pure {}
    function count() external payable returns (uint256) { counter += msg.value; return counter; }
}
