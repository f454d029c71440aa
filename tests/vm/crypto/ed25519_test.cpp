// Ed25519 against RFC 8032 and OpenSSL, and the encodings that only lax verifiers accept.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/ed25519.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <memory>
#include <random>

#include "tests/support/hex.hpp"

using namespace mozi;
using boost::multiprecision::cpp_int;
using test::from_hex;

namespace {

const cpp_int order = (cpp_int{1} << 252) + cpp_int{"27742317777372353535851937790883648493"};

bool verifies(BytesView key, BytesView signature, BytesView message) {
  return crypto::ed25519_verify(key.first<32>(), signature.first<64>(), message);
}

cpp_int from_little_endian(BytesView bytes) {
  cpp_int out;
  for (size_t i = bytes.size(); i-- > 0;) out = out << 8 | bytes[i];
  return out;
}
Bytes to_little_endian(cpp_int value) {
  Bytes out(32);
  for (uint8_t& b : out) {
    b = static_cast<uint8_t>(value & 0xff);
    value >>= 8;
  }
  return out;
}
Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& p : parts) out.insert(out.end(), p.begin(), p.end());
  return out;
}
Bytes sha512(const Bytes& data) {
  Bytes out(64);
  SHA512(data.data(), data.size(), out.data());
  return out;
}

/// A key pair of OpenSSL.
struct Key {
  using Handle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  Bytes seed;
  Handle handle;
  Bytes public_key;

  explicit Key(Bytes seed_bytes)
      : seed{std::move(seed_bytes)},
        handle{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), 32),
               EVP_PKEY_free},
        public_key(32) {
    size_t size = 32;
    EVP_PKEY_get_raw_public_key(handle.get(), public_key.data(), &size);
  }
  [[nodiscard]] Bytes sign(const Bytes& message) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free};
    Bytes out(64);
    size_t size = 64;
    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, handle.get());
    EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size());
    return out;
  }
  /// The number that the public key is the multiple of the base point by.
  [[nodiscard]] cpp_int secret() const {
    Bytes h = sha512(seed);
    h.resize(32);
    h[0] &= 248;
    h[31] = static_cast<uint8_t>((h[31] & 127) | 64);
    return from_little_endian(h);
  }
};

bool openssl_verifies(const Bytes& key, const Bytes& signature, const Bytes& message) {
  const Key::Handle handle{
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()),
      EVP_PKEY_free};
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free};
  EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get());
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

/// The eight points of small order, in their proper encodings.
std::vector<Bytes> small_order_points() {
  const std::string zeros(62, '0');
  const std::string y8 = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03";
  const std::string minus_y8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc";
  std::vector<Bytes> out;
  for (const std::string& text :
       {"01" + zeros, "ec" + std::string(60, 'f') + "7f", "00" + zeros,
        "00" + std::string(60, '0') + "80", y8 + "7a", y8 + "fa", minus_y8 + "05", minus_y8 + "85"})
    out.push_back(from_hex(text));
  return out;
}

/// A point of the curve -x^2 + y^2 = 1 + d x^2 y^2, in the open.
struct Affine {
  cpp_int x;
  cpp_int y;
};
const cpp_int prime = (cpp_int{1} << 255) - 19;

cpp_int power(const cpp_int& base, const cpp_int& exponent) {
  return powm(base, exponent, prime);
}
cpp_int inverse(const cpp_int& a) {
  return power(a, prime - 2);
}
cpp_int curve_d() {
  return (prime - 121665) * inverse(121666) % prime;
}

Affine operator+(const Affine& a, const Affine& b) {
  const cpp_int cross = curve_d() * a.x % prime * b.x % prime * a.y % prime * b.y % prime;
  const cpp_int x = (a.x * b.y + a.y * b.x) % prime * inverse((1 + cross) % prime) % prime;
  const cpp_int y = (a.y * b.y + a.x * b.x) % prime * inverse((1 + prime - cross) % prime) % prime;
  return {x, y};
}
Bytes encoded(const Affine& point) {
  return to_little_endian(point.y + (cpp_int{point.x % 2} << 255));
}
/// Section 5.1.3 of RFC 8032, for an encoding that is good.
Affine decoded(const Bytes& bytes) {
  const cpp_int whole = from_little_endian(bytes);
  const cpp_int y = whole % (cpp_int{1} << 255);
  const cpp_int square =
      (y * y + prime - 1) % prime * inverse((curve_d() * y % prime * y + 1) % prime) % prime;
  cpp_int x = power(square, (prime + 3) / 8);
  if (x * x % prime != square) x = x * power(2, (prime - 1) / 4) % prime;
  if (x % 2 != whole >> 255 && x != 0) x = prime - x;
  return {x, y};
}

}  // namespace

TEST_CASE("the signatures of RFC 8032 verify") {
  struct Case {
    const char* key;
    const char* message;
    const char* signature;
  };
  const Case cases[] = {{"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb882159"
                         "0a33bacc61e39701cf9b4"
                         "6bd25bf5f0595bbe24655141438e7a100b"},
                        {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43"
                         "e15996e458f3613d0f11d"
                         "8c387b2eaeb4302aeeb00d291612bb0c00"},
                        {"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538"
                         "d16f290ae67f760984dc6"
                         "594a7c15e9716ed28dc027beceea1ec40a"},
                        {"ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a2"
                         "74fc1a836ba3c23a3feeb"
                         "bd454d4423643ce80e2a9ac94fa54ca49f",
                         "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9a"
                         "c90b3ecfdfbc7c66431e0"
                         "303dca179c138ac17ad9bef1177331a704"}};
  for (const Case& c : cases) {
    const Bytes key = from_hex(c.key);
    const Bytes message = from_hex(c.message);
    CHECK(verifies(key, from_hex(c.signature), message));
    Bytes other = message;
    other.push_back(0);
    CHECK_FALSE(verifies(key, from_hex(c.signature), other));
  }
}

TEST_CASE("verification agrees with OpenSSL on signatures and on altered ones") {
  std::mt19937 random(25519);
  const auto bytes = [&](size_t size) {
    Bytes out(size);
    for (auto& b : out) b = static_cast<uint8_t>(random());
    return out;
  };
  for (int i = 0; i < 60; ++i) {
    const Key key{bytes(32)};
    const Bytes message = bytes(random() % 300);
    const Bytes signature = key.sign(message);
    CHECK(verifies(key.public_key, signature, message));
    Bytes altered = signature;
    altered[random() % 64] ^= static_cast<uint8_t>(1u << random() % 8);
    CHECK(verifies(key.public_key, altered, message) ==
          openssl_verifies(key.public_key, altered, message));
    Bytes other_key = key.public_key;
    other_key[random() % 32] ^= static_cast<uint8_t>(1u << random() % 8);
    CHECK(verifies(other_key, signature, message) ==
          openssl_verifies(other_key, signature, message));
  }
}

TEST_CASE("a scalar from the order on is refused") {
  const Key key{Bytes(32, 7)};
  const Bytes message = test::bytes_of("malleable");
  Bytes signature = key.sign(message);
  const cpp_int s = from_little_endian(BytesView{signature}.subspan(32));
  for (int times = 1; ((s + times * order) >> 256) == 0; ++times) {
    const Bytes larger = to_little_endian(s + times * order);
    std::copy(larger.begin(), larger.end(), signature.begin() + 32);
    CHECK_FALSE(verifies(key.public_key, signature, message));
  }
}

TEST_CASE("a key of small order is refused though its equation holds") {
  const Bytes message = test::bytes_of("anything");
  // With the key at infinity and s = 0, the nonce point at infinity fits every message.
  const Bytes infinity = small_order_points()[0];
  const Bytes signature = joined({infinity, Bytes(32)});
  CHECK(openssl_verifies(infinity, signature, message));
  CHECK_FALSE(verifies(infinity, signature, message));
  for (const Bytes& key : small_order_points()) {
    // For one message in eight the challenge is a multiple of the key's order, and OpenSSL accepts.
    Bytes counted(1);
    while (counted[0] < 255 && !openssl_verifies(key, signature, counted)) ++counted[0];
    CHECK(openssl_verifies(key, signature, counted));
    CHECK_FALSE(verifies(key, signature, counted));
  }
}

TEST_CASE("a nonce point of small order is refused though its equation holds") {
  const Key key{Bytes(32, 9)};
  const Bytes infinity = small_order_points()[0];
  const Bytes message = test::bytes_of("zero nonce");
  const cpp_int k = from_little_endian(sha512(joined({infinity, key.public_key, message})));
  const Bytes signature = joined({infinity, to_little_endian(k * key.secret() % order)});
  CHECK(openssl_verifies(key.public_key, signature, message));
  CHECK_FALSE(verifies(key.public_key, signature, message));
}

TEST_CASE("a key of mixed order is good just for the challenges that its small part drops out of") {
  const Key key{Bytes(32, 13)};
  const Affine torsion = decoded(small_order_points()[4]);  // of order eight
  const Bytes mixed = encoded(decoded(key.public_key) + torsion);
  size_t good = 0;
  for (unsigned i = 0; i < 64; ++i) {
    const Bytes message(1, static_cast<uint8_t>(i));
    // Signed by hand, since the challenge depends on the key that the verifier sees.
    const Bytes nonce_seed(32, static_cast<uint8_t>(i + 100));
    const Key nonce{nonce_seed};
    const cpp_int k = from_little_endian(sha512(joined({nonce.public_key, mixed, message})));
    const cpp_int s = (nonce.secret() + k * key.secret()) % order;
    const Bytes signature = joined({nonce.public_key, to_little_endian(s)});
    CHECK(verifies(mixed, signature, message) == openssl_verifies(mixed, signature, message));
    CHECK(verifies(mixed, signature, message) == (k % order % 8 == 0));
    good += verifies(mixed, signature, message) ? 1 : 0;
  }
  CHECK(good > 0);
}

TEST_CASE("a nonce point of mixed order is refused, as the equation without cofactor says") {
  const Key key{Bytes(32, 17)};
  const Key nonce{Bytes(32, 19)};
  const Bytes message = test::bytes_of("cofactor");
  for (const Bytes& small : small_order_points()) {
    const Bytes point = encoded(decoded(nonce.public_key) + decoded(small));
    const cpp_int k = from_little_endian(sha512(joined({point, key.public_key, message})));
    const cpp_int s = (nonce.secret() + k * key.secret()) % order;
    const Bytes signature = joined({point, to_little_endian(s)});
    // Eight times the equation holds for all of them.
    CHECK(verifies(key.public_key, signature, message) == (point == nonce.public_key));
    CHECK(openssl_verifies(key.public_key, signature, message) == (point == nonce.public_key));
  }
}

TEST_CASE("points beyond the prime and minus zero are refused") {
  const Key key{Bytes(32, 11)};
  const Bytes message = test::bytes_of("canonical");
  const Bytes signature = key.sign(message);
  for (int y = 0; y < 19; ++y)
    for (const cpp_int& sign : {cpp_int{0}, cpp_int{1} << 255}) {
      const Bytes point = to_little_endian(prime + y + sign);
      CHECK_FALSE(verifies(point, signature, message));
      CHECK_FALSE(verifies(key.public_key, joined({point, to_little_endian(1)}), message));
    }
  CHECK_FALSE(verifies(to_little_endian(1 + (cpp_int{1} << 255)), signature, message));
}

TEST_CASE("a byte string that encodes no point is no key") {
  const Bytes message;
  // y = 2 has no x.
  CHECK_FALSE(verifies(to_little_endian(2), Bytes(64), message));
  CHECK_FALSE(verifies(Bytes(32, 0xff), Bytes(64, 0xff), message));
}
