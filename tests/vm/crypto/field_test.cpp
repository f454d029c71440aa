// Prime field arithmetic and inversion against Boost.Multiprecision.
#include "vm/crypto/field.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "vm/crypto/bn254_tower.hpp"

using namespace mozi;
using boost::multiprecision::cpp_int;
using crypto::bn254::Fp;
using crypto::bn254::Fr;

namespace {

cpp_int to_int(const Word& w) {
  cpp_int out;
  for (size_t i = 4; i-- > 0;) out = out << 64 | w.limb[i];
  return out;
}

/// Numbers below the modulus where carries are likely to go wrong, and random ones.
template <class F>
std::vector<Word> samples() {
  const Word m = F::modulus;
  std::vector<Word> out = {0, 1, 2, 3, m - Word{1}, m - Word{2}, m >> 1, (m >> 1) + Word{1}};
  for (unsigned bit = 31; bit < 254; bit += 31) {
    out.push_back((Word{1} << bit) - Word{1});
    out.push_back(m - (Word{1} << (bit - 1)));
  }
  std::mt19937_64 random(254);
  for (int i = 0; i < 30; ++i) {
    Word w{random(), random(), random(), random()};
    while (w >= m) w = w >> 1;
    out.push_back(w);
  }
  return out;
}

template <class F>
void check_arithmetic() {
  const cpp_int m = to_int(F::modulus);
  for (const Word& a : samples<F>()) {
    const F x = F::from(a);
    CHECK(x.value() == a);
    CHECK(to_int((-x).value()) == (m - to_int(a)) % m);
    CHECK(to_int(x.square().value()) == to_int(a) * to_int(a) % m);
    CHECK(to_int(x.doubled().value()) == 2 * to_int(a) % m);
    CHECK(x.halved().doubled() == x);
    for (const Word& b : samples<F>()) {
      const F y = F::from(b);
      CHECK(to_int((x + y).value()) == (to_int(a) + to_int(b)) % m);
      CHECK(to_int((x - y).value()) == (m + to_int(a) - to_int(b)) % m);
      CHECK(to_int((x * y).value()) == to_int(a) * to_int(b) % m);
      CHECK(F::reduce(x.product(y)) == x * y);
      CHECK(F::reduce(F::wide_difference(x.product(x), x.product(y))) == x * (x - y));
      CHECK(F::times_loose(x.loose_sum(y), x.loose_difference(y)) == (x + y) * (x - y));
    }
  }
}

template <class F>
void check_inverses() {
  CHECK(F::zero().inverse().is_zero());
  for (const Word& a : samples<F>()) {
    if (a.is_zero()) continue;
    CHECK(F::from(a).inverse() * F::from(a) == F::one());
    CHECK(F::from(a).inverse() == F::from(a).pow(F::modulus - Word{2}));
  }
  F x{7};
  for (int i = 0; i < 20000; ++i) {
    const F inverse = x.inverse();
    if (x * inverse != F::one()) FAIL_CHECK("wrong inverse in step " << i);
    x = inverse + F{static_cast<uint64_t>(i)};
  }
}

}  // namespace

TEST_CASE("the BN254 base field computes like big integers") {
  check_arithmetic<Fp>();
}

TEST_CASE("the BN254 scalar field computes like big integers") {
  check_arithmetic<Fr>();
}

TEST_CASE("an element times its inverse is one") {
  check_inverses<Fp>();
  check_inverses<Fr>();
}

TEST_CASE("a sum of four products reduces like one") {
  const Fp largest = -Fp::one();
  crypto::Wide sum = largest.product(largest);
  for (int i = 0; i < 3; ++i) sum += largest.product(largest);
  CHECK(Fp::reduce(sum) == Fp{4});
}

TEST_CASE("numbers from the modulus on are no elements") {
  CHECK(Fp::checked(Fp::modulus - Word{1}));
  CHECK_FALSE(Fp::checked(Fp::modulus));
  CHECK_FALSE(Fp::checked(~Word{}));
  CHECK(Fp::reduced(Fp::modulus + Word{5}) == Fp{5});
  CHECK(to_int(Fp::reduced(~Word{}).value()) == to_int(~Word{}) % to_int(Fp::modulus));
}

TEST_CASE("inversion works modulo primes of every size") {
  const Word primes[] = {(Word{1} << 255) - Word{19}, 3, 5, 65537, (Word{1} << 127) - Word{1}};
  for (const Word& p : primes) {
    const cpp_int m = to_int(p);
    for (uint64_t i = 1; i < 200; ++i) {
      cpp_int value = (cpp_int{i} * 0x9e3779b97f4a7c15u << (i % 190)) % m;
      if (value == 0) value = 1;
      Word x;
      for (unsigned k = 0; k < 4; ++k)
        x.limb[k] = static_cast<uint64_t>(value >> (64 * k) & ~uint64_t{0});
      CHECK(to_int(crypto::mod_inverse(x, p)) * value % m == 1);
    }
  }
}
