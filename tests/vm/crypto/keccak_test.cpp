// Keccak-256 against published vectors, another implementation and the definition.
#include "vm/crypto/keccak.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"

using namespace mozi;
using test::bytes_of;
using test::hex;

namespace {

std::string keccak_hex(BytesView data) {
  return hex(crypto::keccak256(data).bytes);
}

// Keccak-f[1600] as the specification writes it: rotations and constants are computed.
void naive_permute(uint64_t (&a)[5][5]) {
  unsigned lfsr = 1;
  for (int round = 0; round < 24; ++round) {
    uint64_t c[5];
    for (int x = 0; x < 5; ++x) c[x] = a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4];
    for (int x = 0; x < 5; ++x)
      for (int y = 0; y < 5; ++y) a[x][y] ^= c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
    uint64_t b[5][5];
    b[0][0] = a[0][0];
    for (int t = 0, x = 1, y = 0; t < 24; ++t) {
      const int to_y = (2 * x + 3 * y) % 5;
      b[y][to_y] = std::rotl(a[x][y], (t + 1) * (t + 2) / 2 % 64);
      x = y;
      y = to_y;
    }
    for (int x = 0; x < 5; ++x)
      for (int y = 0; y < 5; ++y) a[x][y] = b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]);
    for (int j = 0; j < 7; ++j) {
      if ((lfsr & 1) != 0) a[0][0] ^= uint64_t{1} << ((1 << j) - 1);
      lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
    }
  }
}

std::string naive_keccak_hex(Bytes data) {
  data.push_back(0x01);
  data.resize((data.size() + 135) / 136 * 136);
  data.back() |= 0x80;
  uint64_t a[5][5] = {};
  for (size_t block = 0; block < data.size(); block += 136) {
    for (size_t i = 0; i < 136; ++i)
      a[i / 8 % 5][i / 40] ^= uint64_t{data[block + i]} << (8 * (i % 8));
    naive_permute(a);
  }
  Bytes out;
  for (size_t i = 0; i < 32; ++i)
    out.push_back(static_cast<uint8_t>(a[i / 8 % 5][i / 40] >> (8 * (i % 8))));
  return hex(out);
}

}  // namespace

TEST_CASE("keccak256 gives the published hashes") {
  CHECK(keccak_hex({}) == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  CHECK(crypto::keccak256({}) == crypto::keccak256_empty);
  CHECK(keccak_hex(bytes_of("abc")) ==
        "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  CHECK(keccak_hex(bytes_of("The quick brown fox jumps over the lazy dog")) ==
        "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
  CHECK(keccak_hex(Bytes(1'000'000, 'a')) ==
        "fadae6b49f129bbb812be8407b7b2894f34aecf6dbd1f9b0f0c7e9853098fc96");
}

TEST_CASE("keccak256 agrees with another implementation on every length up to 600") {
  Bytes hashes;
  for (unsigned n = 0; n <= 600; ++n) {
    Bytes message(n);
    for (unsigned i = 0; i < n; ++i) message[i] = static_cast<uint8_t>(i * 7 + n);
    const Hash h = crypto::keccak256(message);
    hashes.insert(hashes.end(), h.bytes.begin(), h.bytes.end());
  }
  // Computed the same way with @noble/hashes 1.8.
  CHECK(keccak_hex(hashes) == "8aa8d0cc2b8e30992939c2d55dec61f750a885c044f2b2648578fbafd7c6e3c3");
}

TEST_CASE("keccak256 agrees with the definition on random messages") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 200; ++i) {
    Bytes message(random() % 500);
    for (auto& b : message) b = static_cast<uint8_t>(random());
    CHECK(keccak_hex(message) == naive_keccak_hex(message));
  }
}
