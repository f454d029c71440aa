// SPDX-License-Identifier: Apache-2.0
// The programs that bench_programs runs, each one contract with one method run(uint256).
pragma solidity ^0.8.20;

contract Sha1 {
    function run(uint256 blocks) external pure returns (uint256 digest) {
        unchecked {
            uint256 h = 0x6745230100EFCDAB890098BADCFE001032547600C3D2E1F0;
            uint32[80] memory w;
            for (uint256 n = 0; n < blocks; n++) {
                for (uint256 i = 0; i < 16; i++) w[i] = uint32(n * 16 + i * 0x01234567);
                for (uint256 i = 16; i < 80; i++) {
                    uint32 x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
                    w[i] = (x << 1) | (x >> 31);
                }
                uint32 a = uint32(h >> 160); uint32 b = uint32(h >> 120); uint32 c = uint32(h >> 80);
                uint32 d = uint32(h >> 40); uint32 e = uint32(h);
                for (uint256 i = 0; i < 80; i++) {
                    uint32 f; uint32 k;
                    if (i < 20) { f = (b & c) | (~b & d); k = 0x5A827999; }
                    else if (i < 40) { f = b ^ c ^ d; k = 0x6ED9EBA1; }
                    else if (i < 60) { f = (b & c) | (b & d) | (c & d); k = 0x8F1BBCDC; }
                    else { f = b ^ c ^ d; k = 0xCA62C1D6; }
                    uint32 t = ((a << 5) | (a >> 27)) + f + e + k + w[i];
                    e = d; d = c; c = (b << 30) | (b >> 2); b = a; a = t;
                }
                h = (uint256(a) << 160) ^ (uint256(b) << 120) ^ (uint256(c) << 80) ^ (uint256(d) << 40) ^ e ^ h;
            }
            digest = h;
        }
    }
}

contract Curve {
    uint256 constant p = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47;
    function run(uint256 scalar) external pure returns (uint256) {
        (uint256 x, uint256 y, uint256 z) = (0, 1, 0);
        (uint256 bx, uint256 by) = (1, 2);
        unchecked {
            for (uint256 i = 255; ; i--) {
                (x, y, z) = double(x, y, z);
                if ((scalar >> i) & 1 != 0) (x, y, z) = add(x, y, z, bx, by);
                if (i == 0) break;
            }
        }
        return x ^ y ^ z;
    }
    function double(uint256 x, uint256 y, uint256 z) internal pure returns (uint256, uint256, uint256) {
        unchecked {
            uint256 a = mulmod(x, x, p); uint256 b = mulmod(y, y, p); uint256 c = mulmod(b, b, p);
            uint256 d = mulmod(4, mulmod(x, b, p), p);
            uint256 e = mulmod(3, a, p);
            uint256 x3 = addmod(mulmod(e, e, p), p - addmod(d, d, p), p);
            uint256 y3 = addmod(mulmod(e, addmod(d, p - x3, p), p), p - mulmod(8, c, p), p);
            return (x3, y3, mulmod(addmod(y, y, p), z, p));
        }
    }
    function add(uint256 x, uint256 y, uint256 z, uint256 bx, uint256 by) internal pure returns (uint256, uint256, uint256) {
        unchecked {
            if (z == 0) return (bx, by, 1);
            uint256 zz = mulmod(z, z, p);
            uint256 h = addmod(mulmod(bx, zz, p), p - x, p);
            uint256 r = addmod(mulmod(by, mulmod(zz, z, p), p), p - y, p);
            uint256 hh = mulmod(h, h, p); uint256 hhh = mulmod(hh, h, p); uint256 v = mulmod(x, hh, p);
            uint256 x3 = addmod(addmod(mulmod(r, r, p), p - hhh, p), p - addmod(v, v, p), p);
            return (x3, addmod(mulmod(r, addmod(v, p - x3, p), p), p - mulmod(y, hhh, p), p), mulmod(z, h, p));
        }
    }
}

contract March {
    struct Sphere { int256 x; int256 y; int256 z; int256 r; }
    Sphere[] spheres;
    int256 constant one = 1e6;
    function sqrt(int256 a) internal pure returns (int256 z) {
        int256 x = (a + 1) / 2; z = a;
        while (x < z) { z = x; x = (a / x + x) / 2; }
    }
    function run(uint256 rays) external returns (uint256 lit) {
        if (spheres.length == 0) {
            for (int256 i = 0; i < 4; i++) spheres.push(Sphere((i - 2) * one, i * one / 2, (5 + i) * one, one));
        }
        for (uint256 n = 0; n < rays; n++) {
            int256 dx = int256(n % 16) * one / 16 - one / 2; int256 dy = int256(n / 16) * one / 16 - one / 2; int256 dz = one;
            int256 len = sqrt(dx * dx + dy * dy + dz * dz);
            dx = dx * one / len; dy = dy * one / len; dz = dz * one / len;
            int256 t = 0;
            for (uint256 step = 0; step < 8; step++) {
                int256 best = 100 * one;
                for (uint256 s = 0; s < spheres.length; s++) {
                    Sphere storage o = spheres[s];
                    int256 px = t * dx / one - o.x; int256 py = t * dy / one - o.y; int256 pz = t * dz / one - o.z;
                    int256 d = sqrt(px * px + py * py + pz * pz) - o.r;
                    if (d < best) best = d;
                }
                t += best;
                if (best < one / 100) { lit++; break; }
            }
        }
    }
}
