// Keys, signatures and recovery against published vectors and OpenSSL.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/secp256k1.hpp"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/fixtures.hpp"
#include "tests/support/hex.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using crypto::Signature;
using test::from_hex;
using test::hex;

namespace {

Hash hash_of(std::string_view text) {
  return Hash::from_word(Word::from_bytes(from_hex(text)));
}

std::string address_hex(const std::optional<Address>& a) {
  return a ? hex(a->bytes) : "none";
}

// The address of a key by OpenSSL's arithmetic.
std::string openssl_address(const Hash& key) {
  const std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)> group{
      EC_GROUP_new_by_curve_name(NID_secp256k1), EC_GROUP_free};
  const std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)> point{EC_POINT_new(group.get()),
                                                                  EC_POINT_free};
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> scalar{BN_bin2bn(key.bytes.data(), 32, nullptr),
                                                           BN_free};
  EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr);
  Bytes out(65);
  EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, out.data(),
                     out.size(), nullptr);
  return hex(crypto::keccak256(BytesView{out}.subspan(1)).bytes).substr(24);
}

}  // namespace

TEST_CASE("a secret key has the address that OpenSSL computes") {
  CHECK(address_hex(crypto::address_of_key(
            hash_of("45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"))) ==
        "a94f5374fce5edbc8e2a8697c15331677e6ebf0b");
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    Hash key;
    for (auto& b : key.bytes) b = static_cast<uint8_t>(random());
    CHECK(address_hex(crypto::address_of_key(key)) == openssl_address(key));
  }
}

TEST_CASE("keys out of range have no address and sign nothing") {
  for (const Word& key : {Word{}, crypto::secp256k1_order, ~Word{}}) {
    CHECK_FALSE(crypto::address_of_key(Hash::from_word(key)));
    CHECK_FALSE(crypto::sign(Hash{}, Hash::from_word(key)));
  }
  CHECK(crypto::address_of_key(Hash::from_word(crypto::secp256k1_order - 1)));
}

TEST_CASE("a signature gives away its signer, whichever s it carries") {
  std::mt19937 random(8);
  for (int i = 0; i < 50; ++i) {
    Hash key;
    Hash message;
    for (auto& b : key.bytes) b = static_cast<uint8_t>(random());
    for (auto& b : message.bytes) b = static_cast<uint8_t>(random());
    const auto signature = crypto::sign(message, key);
    REQUIRE(signature);
    CHECK(signature->s <= crypto::secp256k1_max_low_s);
    const auto address = address_hex(crypto::address_of_key(key));
    CHECK(address_hex(crypto::recover_address(message, *signature)) == address);
    const Signature high{signature->r, crypto::secp256k1_order - signature->s,
                         static_cast<uint8_t>(signature->y_parity ^ 1)};
    CHECK(address_hex(crypto::recover_address(message, high)) == address);
    const Signature other{signature->r, signature->s,
                          static_cast<uint8_t>(signature->y_parity ^ 1)};
    CHECK(address_hex(crypto::recover_address(message, other)) != address);
  }
}

TEST_CASE("signatures use the nonce of RFC 6979") {
  // The example of EIP-155.
  const auto key = hash_of("4646464646464646464646464646464646464646464646464646464646464646");
  const auto message = hash_of("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
  const auto signature = crypto::sign(message, key);
  REQUIRE(signature);
  CHECK(
      signature->r.to_bytes() ==
      Word::from_bytes(from_hex("28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"))
          .to_bytes());
  CHECK(
      signature->s.to_bytes() ==
      Word::from_bytes(from_hex("67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"))
          .to_bytes());
  CHECK(signature->y_parity == 0);
}

TEST_CASE("numbers out of range recover nothing") {
  const auto key = Hash::from_word(Word{7});
  const auto good = *crypto::sign(Hash{}, key);
  const auto recovers = [](const Signature& s) {
    return crypto::recover_address(Hash{}, s).has_value();
  };
  CHECK(recovers(good));
  CHECK_FALSE(recovers({Word{}, good.s, good.y_parity}));
  CHECK_FALSE(recovers({good.r, Word{}, good.y_parity}));
  CHECK_FALSE(recovers({crypto::secp256k1_order, good.s, good.y_parity}));
  CHECK_FALSE(recovers({good.r, crypto::secp256k1_order, good.y_parity}));
  CHECK_FALSE(recovers({~Word{}, ~Word{}, good.y_parity}));
  for (const uint8_t parity : {2, 3, 27, 28, 255}) CHECK_FALSE(recovers({good.r, good.s, parity}));
}

TEST_CASE("recovery agrees with geth's ecrecover vectors") {
  const auto file = test::fixtures("precompiles/ecRecover.json");
  if (!file) return;
  for (const auto& vector : test::read_json(*file)) {
    CAPTURE(vector["Name"]);
    Bytes input = from_hex(vector["Input"].get<std::string>());
    input.resize(128);
    const auto word = [&](size_t i) { return Word::load(input.data() + 32 * i); };
    std::optional<Address> got;
    if (word(1) == Word{27} || word(1) == Word{28})
      got = crypto::recover_address(Hash::from_word(word(0)),
                                    {word(2), word(3), static_cast<uint8_t>(word(1).low() - 27)});
    const auto expected = vector["Expected"].get<std::string>();
    CHECK(address_hex(got) == (expected.empty() ? "none" : expected.substr(24)));
  }
}
