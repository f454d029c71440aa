// P-256 signatures: RFC 6979's, and everything about them that must not verify.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/p256.hpp"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <catch2/catch.hpp>
#include <memory>

#include "tests/support/hex.hpp"

using namespace mozi;
using test::from_hex;

namespace {

Word word(std::string_view text) {
  return Word::from_bytes(from_hex(text));
}

constexpr Word order{0xffffffff00000000, 0xffffffffffffffff, 0xbce6faada7179e84,
                     0xf3b9cac2fc632551};
constexpr Word prime{0xffffffff00000001, 0x0000000000000000, 0x00000000ffffffff,
                     0xffffffffffffffff};

struct Case {
  Hash digest;
  Word r, s, x, y;
  [[nodiscard]] bool verifies() const { return crypto::p256_verify(digest, r, s, x, y); }
};

// RFC 6979, A.2.5: SHA-256 of "sample".
const Case sample{
    Hash::from_word(word("af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf")),
    word("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"),
    word("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
    word("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"),
    word("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")};

}  // namespace

TEST_CASE("the P-256 signature of RFC 6979 verifies, with either s") {
  CHECK(sample.verifies());
  Case other = sample;
  other.s = order - sample.s;
  CHECK(other.verifies());
}

TEST_CASE("a P-256 signature of something else does not verify") {
  Case c = sample;
  c.digest.bytes[31] ^= 1;
  CHECK_FALSE(c.verifies());
  c = sample;
  c.r = c.r + Word{1};
  CHECK_FALSE(c.verifies());
  c = sample;
  c.y = prime - c.y;
  CHECK_FALSE(c.verifies());
}

TEST_CASE("P-256 numbers out of range do not verify") {
  for (const Word& bad : {Word{}, order, order + Word{1}, ~Word{}}) {
    Case c = sample;
    c.r = bad;
    CHECK_FALSE(c.verifies());
    c = sample;
    c.s = bad;
    CHECK_FALSE(c.verifies());
  }
}

TEST_CASE("a P-256 coordinate from the prime on does not stand for its remainder") {
  // For the key Q = (5, y) and r the x of G + Q, (r, r) is a signature of the digest r.
  const std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)> group{
      EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), EC_GROUP_free};
  const std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)> q{EC_POINT_new(group.get()),
                                                              EC_POINT_free};
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> x{BN_new(), BN_free};
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> y{BN_new(), BN_free};
  BN_set_word(x.get(), 5);
  REQUIRE(EC_POINT_set_compressed_coordinates(group.get(), q.get(), x.get(), 0, nullptr) == 1);
  EC_POINT_get_affine_coordinates(group.get(), q.get(), nullptr, y.get(), nullptr);
  EC_POINT_add(group.get(), q.get(), q.get(), EC_GROUP_get0_generator(group.get()), nullptr);
  EC_POINT_get_affine_coordinates(group.get(), q.get(), x.get(), nullptr, nullptr);
  Hash r_bytes;
  Hash y_bytes;
  BN_bn2binpad(x.get(), r_bytes.bytes.data(), 32);
  BN_bn2binpad(y.get(), y_bytes.bytes.data(), 32);
  const Word r = r_bytes.to_word();
  REQUIRE(r < order);
  CHECK(crypto::p256_verify(r_bytes, r, r, 5, y_bytes.to_word()));
  CHECK_FALSE(crypto::p256_verify(r_bytes, r, r, prime + Word{5}, y_bytes.to_word()));
}

TEST_CASE("a P-256 key off the curve or at infinity does not verify") {
  Case c = sample;
  c.y = c.y + Word{1};
  CHECK_FALSE(c.verifies());
  c = sample;
  c.x = c.y = Word{};
  CHECK_FALSE(c.verifies());
}
