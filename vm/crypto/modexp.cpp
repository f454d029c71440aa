// GMP's modular power behind one function.
#include "vm/crypto/modexp.hpp"

#include <gmp.h>

#include <algorithm>

namespace mozi::crypto {
namespace {

class Integer {
 public:
  Integer() { mpz_init(value_); }
  explicit Integer(BytesView big_endian) : Integer() {
    mpz_import(value_, big_endian.size(), 1, 1, 1, 0, big_endian.data());
  }
  ~Integer() { mpz_clear(value_); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;

  operator mpz_ptr() { return value_; }  // NOLINT: stands for the mpz_t in GMP's calls
  [[nodiscard]] bool is_zero() const { return mpz_sgn(value_) == 0; }
  [[nodiscard]] size_t byte_width() const {
    return is_zero() ? 0 : (mpz_sizeinbase(value_, 2) + 7) / 8;
  }

 private:
  mpz_t value_;
};

}  // namespace

void modexp(BytesView base, BytesView exponent, BytesView modulus, std::span<uint8_t> out) {
  std::ranges::fill(out, uint8_t{0});
  Integer m{modulus};
  if (m.is_zero()) return;
  Integer b{base};
  Integer e{exponent};
  Integer result;
  mpz_powm(result, b, e, m);
  const size_t size = result.byte_width();  // at most out.size(), as the result is below m
  if (size != 0) mpz_export(out.data() + out.size() - size, nullptr, 1, 1, 1, 0, result);
}

}  // namespace mozi::crypto
