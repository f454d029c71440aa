// Points of BN254 as bytes: addition, multiplication and the pairing check of EIP-196 and EIP-197.
#include "vm/crypto/bn254.hpp"

#include "vm/crypto/bn254_pairing.hpp"
#include "vm/crypto/signed_digits.hpp"

namespace mozi::crypto::bn254 {
namespace {

std::optional<Fp> read_fp(const uint8_t* in) {
  return Fp::checked(Word::load(in));
}

std::optional<G1> read_g1(const uint8_t* in) {
  const auto x = read_fp(in);
  const auto y = read_fp(in + 32);
  if (!x || !y) return {};
  const G1 p{*x, *y};
  if (!p.is_on_curve(Fp{3})) return {};
  return p;
}

// EIP-197: the imaginary part of each coordinate comes first.
std::optional<G2> read_g2(const uint8_t* in) {
  const auto x_b = read_fp(in);
  const auto x_a = read_fp(in + 32);
  const auto y_b = read_fp(in + 64);
  const auto y_a = read_fp(in + 96);
  if (!x_a || !x_b || !y_a || !y_b) return {};
  const G2 q{{*x_a, *x_b}, {*y_a, *y_b}};
  if (!q.is_on_curve(twist_b) || !is_in_subgroup(q)) return {};
  return q;
}

G1Bytes write_g1(const JacobianPoint<Fp>& p) {
  const G1 affine = p.to_affine();
  G1Bytes out;
  affine.x.value().store(out.data());
  affine.y.value().store(out.data() + 32);
  return out;
}

}  // namespace

std::optional<G1Bytes> add(std::span<const uint8_t, g1_size> p,
                           std::span<const uint8_t, g1_size> q) {
  const auto a = read_g1(p.data());
  const auto b = read_g1(q.data());
  if (!a || !b) return {};
  return write_g1(JacobianPoint{*a} + *b);
}

std::optional<G1Bytes> mul(std::span<const uint8_t, g1_size> p, const Word& scalar) {
  const auto point = read_g1(p.data());
  if (!point) return {};
  // The whole curve has prime order, so the scalar counts modulo the order.
  const SignedDigits<5> digits{Fr::reduced(scalar).value()};
  const auto table = odd_multiples(JacobianPoint{*point});
  JacobianPoint<Fp> result;
  for (size_t i = digits.size; i-- > 0;) {
    result = result.doubled();
    const int d = digits.digit[i];
    if (d > 0) result = result + table[static_cast<size_t>(d / 2)];
    if (d < 0) result = result + -table[static_cast<size_t>(-d / 2)];
  }
  return write_g1(result);
}

std::optional<bool> pairing_is_one(BytesView pairs) {
  if (pairs.size() % pair_size != 0) return {};
  PairingProduct product;
  for (; !pairs.empty(); pairs = pairs.subspan(pair_size)) {
    const auto p = read_g1(pairs.data());
    const auto q = read_g2(pairs.data() + g1_size);
    if (!p || !q) return {};
    product.multiply(*p, *q);
  }
  return product.is_one();
}

}  // namespace mozi::crypto::bn254
