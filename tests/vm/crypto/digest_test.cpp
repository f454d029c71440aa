// SHA-256, RIPEMD-160 and BLAKE2's F against published vectors; F also as part of a whole BLAKE2b.
#include <openssl/evp.h>

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"
#include "vm/crypto/blake2f.hpp"
#include "vm/crypto/ripemd160.hpp"
#include "vm/crypto/sha256.hpp"

using namespace mozi;
using test::bytes_of;
using test::hex;

namespace {

std::string sha256_hex(std::string_view text) {
  return hex(crypto::sha256(bytes_of(text)).bytes);
}
std::string ripemd160_hex(std::string_view text) {
  return hex(crypto::ripemd160(bytes_of(text)));
}

// BLAKE2b-512 without a key, as RFC 7693 builds it around F.
Bytes blake2b(BytesView data) {
  std::array<uint64_t, 8> h = {0x6a09e667f3bcc908 ^ 0x01010040,
                               0xbb67ae8584caa73b,
                               0x3c6ef372fe94f82b,
                               0xa54ff53a5f1d36f1,
                               0x510e527fade682d1,
                               0x9b05688c2b3e6c1f,
                               0x1f83d9abfb41bd6b,
                               0x5be0cd19137e2179};
  size_t done = 0;
  bool last = false;
  while (!last) {
    const size_t size = std::min<size_t>(128, data.size() - done);
    last = done + size == data.size();
    std::array<uint8_t, 128> m{};
    if (size != 0) std::memcpy(m.data(), data.data() + done, size);
    done += size;
    crypto::blake2f(12, h, m, {done, 0}, last);
  }
  Bytes out(64);
  std::memcpy(out.data(), h.data(), 64);
  return out;
}

// The state of example 5 of EIP-152 after `rounds` rounds of "abc".
std::string blake2f_abc(uint32_t rounds, bool last) {
  std::array<uint64_t, 8> h = {0x6a09e667f2bdc948, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                               0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                               0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
  constexpr std::array<uint8_t, 128> message = {'a', 'b', 'c'};
  crypto::blake2f(rounds, h, message, {3, 0}, last);
  Bytes out(64);
  std::memcpy(out.data(), h.data(), 64);
  return hex(out);
}

}  // namespace

TEST_CASE("sha256 gives the published hashes") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("ripemd160 gives the published hashes") {
  CHECK(ripemd160_hex("") == "9c1185a5c5e9fc54612808977ee8f548b2258d31");
  CHECK(ripemd160_hex("abc") == "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
  CHECK(ripemd160_hex("abcdefghijklmnopqrstuvwxyz") == "f71c27109c692c1b56bbdceb5b9d2865b3708dbc");
  CHECK(ripemd160_hex(std::string(1'000'000, 'a')) == "52783243c1697bdbe16d37f97f68f08325dc1528");
}

TEST_CASE("blake2f gives the results of EIP-152") {
  CHECK(blake2f_abc(0, true) ==
        "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
        "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b");
  CHECK(blake2f_abc(12, true) ==
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
  CHECK(blake2f_abc(12, false) ==
        "75ab69d3190a562c51aef8d88f1c2775876944407270c42c9844252c26d28752"
        "98743e7f6d5ea2f2d3e8d226039cd31b4e426ac4f2d3d666a610c2116fde4735");
  CHECK(blake2f_abc(1, true) ==
        "b63a380cb2897d521994a85234ee2c181b5f844d2c624c002677e9703449d2fb"
        "a551b3a8333bcdf5f2f7e08993d53923de3d64fcc68c034e717b9293fed7a421");
}

TEST_CASE("blake2b built from blake2f agrees with OpenSSL") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (size_t size = 0; size < 400; size += 1 + random() % 9) {
    Bytes message(size);
    for (auto& b : message) b = static_cast<uint8_t>(random());
    Bytes expected(64);
    REQUIRE(EVP_Digest(message.data(), size, expected.data(), nullptr, EVP_blake2b512(), nullptr));
    CHECK(hex(blake2b(message)) == hex(expected));
  }
}
