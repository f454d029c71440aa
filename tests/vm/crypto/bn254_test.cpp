// BN254: group laws, bilinearity and membership, and the constants from their definitions.
#include "vm/crypto/bn254.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"
#include "vm/crypto/bn254_pairing.hpp"

using namespace mozi;
using namespace mozi::crypto::bn254;
using crypto::JacobianPoint;
using test::from_hex;
using test::hex;

namespace {

const G1 generator{Fp{1}, Fp{2}};

/// The generator of G2 as EIP-197 gives it.
const std::string g2_hex =
    "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
    "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
    "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
    "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

Fp fp(std::string_view text) {
  return *Fp::checked(Word::from_bytes(from_hex(text)));
}
G2 g2_generator() {
  const std::string_view g{g2_hex};
  return {{fp(g.substr(64, 64)), fp(g.substr(0, 64))},
          {fp(g.substr(192, 64)), fp(g.substr(128, 64))}};
}

std::string word_hex(const Word& w) {
  return hex(w.to_bytes());
}
std::string point_hex(const G1& p) {
  return word_hex(p.x.value()) + word_hex(p.y.value());
}
std::string point_hex(const G2& q) {
  return word_hex(q.x.b.value()) + word_hex(q.x.a.value()) + word_hex(q.y.b.value()) +
         word_hex(q.y.a.value());
}
std::string times_hex(const G1& p, const Word& k) {
  const Bytes in = from_hex(point_hex(p));
  const auto out = mul(std::span{in}.first<64>(), k);
  return out ? hex(*out) : "none";
}
std::string sum_hex(const G1& p, const G1& q) {
  const Bytes a = from_hex(point_hex(p));
  const Bytes b = from_hex(point_hex(q));
  const auto out = add(std::span{a}.first<64>(), std::span{b}.first<64>());
  return out ? hex(*out) : "none";
}
std::optional<bool> check_pairs(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return pairing_is_one(from_hex(text));
}

/// The multiple by double and add over all bits, the plain way.
template <class F>
JacobianPoint<F> plain_times(const JacobianPoint<F>& p, const Word& k) {
  JacobianPoint<F> out;
  for (unsigned i = k.bit_width(); i-- > 0;) {
    out = out.doubled();
    if ((k.limb[i / 64] >> (i % 64) & 1) != 0) out = out + p;
  }
  return out;
}

/// A square root, if there is one. The prime is 3 modulo 4.
std::optional<Fp> root(const Fp& x) {
  const Fp r = x.pow((Fp::modulus + Word{1}) >> 2);
  if (r.square() != x) return {};
  return r;
}
std::optional<Fp2> root(const Fp2& x) {
  const auto norm = root(x.a.square() + x.b.square());
  if (!norm) return {};
  for (const Fp& n : {*norm, -*norm}) {
    const auto a = root((x.a + n).halved());
    if (!a || a->is_zero()) continue;
    const Fp2 r{*a, x.b * a->doubled().inverse()};
    if (r.square() == x) return r;
  }
  return {};
}

/// Points of the twist; nearly none of them is in the group.
std::vector<G2> twist_points(int count) {
  std::vector<G2> out;
  for (uint64_t i = 1; static_cast<int>(out.size()) < count; ++i) {
    const Fp2 x{Fp{i}, Fp{i * i + 3}};
    if (const auto y = root(x.square() * x + twist_b)) out.push_back({x, *y});
  }
  return out;
}

}  // namespace

TEST_CASE("the constants of BN254 follow from their definitions") {
  const Fp2 xi{Fp{9}, Fp{1}};
  Fp2 power = Fp2::one();  // xi^((p - 1) / 6)
  const Word sixth{0x0810b7bdd032f006, 0xf40d60f3c0403964, 0xee9591c2e6bda1c2, 0x34b017592414d4e1};
  REQUIRE(sixth * Word{6} + Word{1} == Fp::modulus);
  for (unsigned i = 256; i-- > 0;) {
    power = power.square();
    if ((sixth.limb[i / 64] >> (i % 64) & 1) != 0) power *= xi;
  }
  CHECK(power == frobenius_w);
  CHECK(twist_b * xi == Fp2{Fp{3}, {}});
}

TEST_CASE("multiplication agrees with plain double and add") {
  std::mt19937_64 random(1);
  std::vector<Word> scalars = {0, 1, 2, 15, 16, 17, 31, 32, 33, GroupOrder::value, ~Word{}};
  scalars.push_back(GroupOrder::value - Word{1});
  scalars.push_back(GroupOrder::value + Word{1});
  for (int i = 0; i < 50; ++i) scalars.push_back({random(), random(), random(), random()});
  const G1 p = plain_times(JacobianPoint{generator}, 1234567).to_affine();
  for (const Word& k : scalars)
    CHECK(times_hex(p, k) == point_hex(plain_times(JacobianPoint{p}, k).to_affine()));
}

TEST_CASE("addition covers doubling, opposite points and infinity") {
  const G1 infinity;
  CHECK(sum_hex(generator, infinity) == point_hex(generator));
  CHECK(sum_hex(infinity, generator) == point_hex(generator));
  CHECK(sum_hex(infinity, infinity) == point_hex(infinity));
  CHECK(sum_hex(generator, -generator) == point_hex(infinity));
  CHECK(sum_hex(generator, generator) == times_hex(generator, 2));
  CHECK(sum_hex(generator, generator) ==
        "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
        "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4");
}

TEST_CASE("coordinates from the prime on and points off the curve are refused") {
  const std::string p = word_hex(Fp::modulus);
  const std::string zero(64, '0');
  for (const std::string& bad : {p + zero, zero + p, zero + word_hex(1), word_hex(1) + word_hex(3),
                                 word_hex(Fp::modulus + Word{1}) + word_hex(2)}) {
    const Bytes in = from_hex(bad);
    const Bytes good = from_hex(point_hex(generator));
    CHECK_FALSE(mul(std::span{in}.first<64>(), 1));
    CHECK_FALSE(add(std::span{in}.first<64>(), std::span{good}.first<64>()));
    CHECK_FALSE(add(std::span{good}.first<64>(), std::span{in}.first<64>()));
    CHECK_FALSE(check_pairs({bad, g2_hex}));
  }
}

TEST_CASE("the pairing is bilinear") {
  std::mt19937_64 random(2);
  const G2 q = g2_generator();
  for (int i = 0; i < 5; ++i) {
    const uint64_t a = random();
    const uint64_t b = random();
    const auto bq = JacobianPoint{q}.times(b).to_affine();
    const auto ap = JacobianPoint{generator}.times(a).to_affine();
    const auto abp = JacobianPoint{ap}.times(b).to_affine();
    const std::string left = point_hex(ap) + point_hex(bq);
    CHECK(check_pairs({left, point_hex(-abp), g2_hex}) == true);
    CHECK(check_pairs({left, point_hex(abp), g2_hex}) == false);
    CHECK(check_pairs({left}) == false);
  }
}

TEST_CASE("a pairing product holds across the batches it is computed in") {
  // The sum of 1, 2, ..., n and its opposite, for n around the batch size of 16.
  for (const uint64_t n : {14u, 15u, 16u, 17u, 33u}) {
    std::string pairs;
    for (uint64_t i = 1; i <= n; ++i)
      pairs += point_hex(JacobianPoint{generator}.times(i).to_affine()) + g2_hex;
    const auto total = JacobianPoint{generator}.times(n * (n + 1) / 2).to_affine();
    CHECK(check_pairs({pairs, point_hex(-total), g2_hex}) == true);
    CHECK(check_pairs({pairs, point_hex(total), g2_hex}) == false);
  }
}

TEST_CASE("no pairs and pairs with infinity multiply to one") {
  const std::string g1_infinity(128, '0');
  const std::string g2_infinity(256, '0');
  CHECK(check_pairs({""}) == true);
  CHECK(check_pairs({g1_infinity, g2_hex}) == true);
  CHECK(check_pairs({point_hex(generator), g2_infinity}) == true);
  CHECK(check_pairs({g1_infinity, g2_infinity}) == true);
  CHECK_FALSE(check_pairs({point_hex(generator), g2_hex.substr(2)}));
}

TEST_CASE("the subgroup check agrees with multiplication by the order") {
  const G2 q = g2_generator();
  CHECK(is_in_subgroup(q));
  CHECK(is_in_subgroup(G2{}));
  // The cofactor of the twist, 2 p - r: its multiples are in the group.
  const Word cofactor = Fp::modulus + Fp::modulus - GroupOrder::value;
  for (const G2& point : twist_points(20)) {
    REQUIRE(point.is_on_curve(twist_b));
    const bool in_group = plain_times(JacobianPoint{point}, GroupOrder::value).is_infinity();
    CHECK_FALSE(in_group);
    CHECK(is_in_subgroup(point) == in_group);
    CHECK_FALSE(check_pairs({point_hex(generator), point_hex(point)}));
    // Infinity on the other side does not excuse a bad point.
    CHECK_FALSE(check_pairs({std::string(128, '0'), point_hex(point)}));
    const auto inside = plain_times(JacobianPoint{point}, cofactor).to_affine();
    CHECK(is_in_subgroup(inside));
    const auto outside = plain_times(JacobianPoint{point}, GroupOrder::value).to_affine();
    CHECK_FALSE(is_in_subgroup(outside));
    CHECK_FALSE(is_in_subgroup((JacobianPoint{outside} + q).to_affine()));
  }
}
