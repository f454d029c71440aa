// SPDX-License-Identifier: Apache-2.0
// The programs that bench_programs runs, each one contract with one method run(uint256).
pragma solidity ^0.8.20;

contract Sha1Asm {
    function run(uint256 blocks) external pure returns (uint256 digest) {
        assembly {
            let h := 0x6745230100EFCDAB890098BADCFE001032547600C3D2E1F0
            for { let n := 0 } lt(n, blocks) { n := add(n, 1) } {
                let w := 0x80
                for { let i := 0 } lt(i, 16) { i := add(i, 1) } {
                    mstore(add(w, mul(i, 4)), shl(224, add(mul(n, 16), mul(i, 0x01234567))))
                }
                for { let j := 64 } lt(j, 320) { j := add(j, 12) } {
                    let t := xor(xor(mload(add(w, sub(j, 12))), mload(add(w, sub(j, 32)))), xor(mload(add(w, sub(j, 56))), mload(add(w, sub(j, 64)))))
                    t := or(and(mul(t, 2), 0xFFFFFFFEFFFFFFFEFFFFFFFEFFFFFFFEFFFFFFFEFFFFFFFEFFFFFFFEFFFFFFFE), and(div(t, 0x80000000), 0x0000000100000001000000010000000100000001000000010000000100000001))
                    mstore(add(w, j), t)
                }
                let x := h
                let k := 0
                let f := 0
                for { let j := 0 } lt(j, 80) { j := add(j, 1) } {
                    switch div(j, 20)
                    case 0 { f := xor(div(x, 0x100000000000000000000), div(x, 0x10000000000)) f := and(div(x, 0x1000000000000000000000000000000), f) f := xor(div(x, 0x10000000000), f) k := 0x5A827999 }
                    case 1 { f := xor(div(x, 0x1000000000000000000000000000000), div(x, 0x100000000000000000000)) f := xor(div(x, 0x10000000000), f) k := 0x6ED9EBA1 }
                    case 2 { f := or(div(x, 0x1000000000000000000000000000000), div(x, 0x100000000000000000000)) f := and(div(x, 0x10000000000), f) f := or(and(div(x, 0x1000000000000000000000000000000), div(x, 0x100000000000000000000)), f) k := 0x8F1BBCDC }
                    case 3 { f := xor(div(x, 0x1000000000000000000000000000000), div(x, 0x100000000000000000000)) f := xor(div(x, 0x10000000000), f) k := 0xCA62C1D6 }
                    let t := and(div(x, 0x80000000000000000000000000000000000000000000000), 0x1F)
                    t := or(and(div(x, 0x800000000000000000000000000000000000000), 0xFFFFFFE0), t)
                    t := add(f, t)
                    t := add(and(x, 0xFFFFFFFF), t)
                    t := add(k, t)
                    t := add(div(mload(add(w, mul(j, 4))), 0x100000000000000000000000000000000000000000000000000000000), t)
                    x := or(div(x, 0x10000000000), mul(t, 0x10000000000000000000000000000000000000000))
                    x := or(and(x, 0xFFFFFFFF00FFFFFFFF000000000000FFFFFFFF00FFFFFFFF), mul(or(and(div(x, 0x4000000000000), 0xC0000000), and(div(x, 0x400000000000000000000), 0x3FFFFFFF)), 0x100000000000000000000))
                }
                h := and(add(h, x), 0xFFFFFFFF00FFFFFFFF00FFFFFFFF00FFFFFFFF00FFFFFFFF)
            }
            digest := h
        }
    }
}

contract Blake {
    function run(uint256 rounds) external pure returns (uint256 digest) {
        unchecked {
            uint64[16] memory v;
            uint64[16] memory m;
            for (uint256 i = 0; i < 16; i++) { v[i] = uint64(0x6a09e667f3bcc908 * (i + 1)); m[i] = uint64(i * 0x9e3779b97f4a7c15); }
            for (uint256 r = 0; r < rounds; r++) {
                g(v, 0, 4, 8, 12, m[r & 15], m[(r + 1) & 15]);
                g(v, 1, 5, 9, 13, m[(r + 2) & 15], m[(r + 3) & 15]);
                g(v, 2, 6, 10, 14, m[(r + 4) & 15], m[(r + 5) & 15]);
                g(v, 3, 7, 11, 15, m[(r + 6) & 15], m[(r + 7) & 15]);
                g(v, 0, 5, 10, 15, m[(r + 8) & 15], m[(r + 9) & 15]);
                g(v, 1, 6, 11, 12, m[(r + 10) & 15], m[(r + 11) & 15]);
                g(v, 2, 7, 8, 13, m[(r + 12) & 15], m[(r + 13) & 15]);
                g(v, 3, 4, 9, 14, m[(r + 14) & 15], m[(r + 15) & 15]);
            }
            for (uint256 i = 0; i < 16; i++) digest ^= uint256(v[i]) << (16 * i);
        }
    }
    function g(uint64[16] memory v, uint256 a, uint256 b, uint256 c, uint256 d, uint64 x, uint64 y) internal pure {
        unchecked {
            v[a] = v[a] + v[b] + x; v[d] = ror(v[d] ^ v[a], 32);
            v[c] = v[c] + v[d]; v[b] = ror(v[b] ^ v[c], 24);
            v[a] = v[a] + v[b] + y; v[d] = ror(v[d] ^ v[a], 16);
            v[c] = v[c] + v[d]; v[b] = ror(v[b] ^ v[c], 63);
        }
    }
    function ror(uint64 x, uint64 n) internal pure returns (uint64) { unchecked { return (x >> n) | (x << (64 - n)); } }
}

contract Structs {
    struct Item { uint256 a; uint128 b; address c; }
    function run(uint256 n) external pure returns (uint256 total) {
        Item[] memory items = new Item[](n);
        for (uint256 i = 0; i < n; i++) items[i] = Item(i, uint128(i * 2), address(uint160(i * 3)));
        for (uint256 i = 0; i < n; i++) total += items[i].a + items[i].b + uint160(items[i].c);
    }
}

contract Sort {
    function run(uint256 n) external pure returns (uint256) {
        uint256[] memory a = new uint256[](n);
        uint256 seed = 42;
        for (uint256 i = 0; i < n; i++) { seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64; a[i] = seed; }
        quick(a, 0, int256(n) - 1);
        return a[n / 2];
    }
    function quick(uint256[] memory a, int256 left, int256 right) internal pure {
        int256 i = left; int256 j = right;
        if (i >= j) return;
        uint256 pivot = a[uint256(left + (right - left) / 2)];
        while (i <= j) {
            while (a[uint256(i)] < pivot) i++;
            while (pivot < a[uint256(j)]) j--;
            if (i <= j) { (a[uint256(i)], a[uint256(j)]) = (a[uint256(j)], a[uint256(i)]); i++; j--; }
        }
        quick(a, left, j);
        quick(a, i, right);
    }
}

contract Swap {
    function mulDiv(uint256 a, uint256 b, uint256 d) internal pure returns (uint256 r) {
        unchecked {
            uint256 lo; uint256 hi;
            assembly { let mm := mulmod(a, b, not(0)) lo := mul(a, b) hi := sub(sub(mm, lo), lt(mm, lo)) }
            require(d > hi);
            if (hi == 0) return lo / d;
            uint256 rem;
            assembly { rem := mulmod(a, b, d) hi := sub(hi, gt(rem, lo)) lo := sub(lo, rem) }
            uint256 twos = (0 - d) & d;
            assembly { d := div(d, twos) lo := div(lo, twos) twos := add(div(sub(0, twos), twos), 1) }
            lo |= hi * twos;
            uint256 inv = (3 * d) ^ 2;
            inv *= 2 - d * inv; inv *= 2 - d * inv; inv *= 2 - d * inv; inv *= 2 - d * inv; inv *= 2 - d * inv; inv *= 2 - d * inv;
            r = lo * inv;
        }
    }
    function run(uint256 n) external pure returns (uint256 price) {
        price = 2**96;
        uint256 liquidity = 10**20;
        for (uint256 i = 0; i < n; i++) {
            uint256 amount = (i + 1) * 10**15;
            uint256 product = mulDiv(liquidity << 96, price, (liquidity << 96) + amount * (price >> 32));
            price = product + mulDiv(amount, 2**96, liquidity) / 2;
        }
    }
}

contract Token {
    mapping(address => uint256) balances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    function move(address from, address to, uint256 value) internal {
        require(balances[from] >= value, "balance");
        balances[from] -= value;
        balances[to] += value;
        emit Transfer(from, to, value);
    }
    function run(uint256 n) external returns (uint256) {
        balances[msg.sender] = 10**24;
        for (uint256 i = 0; i < n; i++) move(msg.sender, address(uint160(0x1000 + i % 8)), 1000);
        return balances[msg.sender];
    }
}
