// Intervals of words: what arithmetic does to them.
#pragma once

#include "mozi/word.hpp"

namespace mozi::opt {

/// The words from `least` to `most`.
struct Range {
  Word least;
  Word most = ~Word{};

  [[nodiscard]] bool single() const { return least == most; }
  [[nodiscard]] bool below(const Range& other) const { return most < other.least; }
  bool operator==(const Range&) const = default;
};

inline bool sum_fits(const Word& a, const Word& b) {
  return a + b >= a;
}
inline bool product_fits(const Word& a, const Word& b) {
  return umul_wide(a, b).first.is_zero();
}

Range add(const Range& a, const Range& b);
/// `no_borrow`: a is known not to be below b.
Range sub(const Range& a, const Range& b, bool no_borrow);
Range mul(const Range& a, const Range& b);
Range div(const Range& a, const Range& b);
Range mod(const Range& a, const Range& b);
Range bit_and(const Range& a, const Range& b);
Range bit_or(const Range& a, const Range& b);
Range shift_right(const Range& amount, const Range& value);
Range shift_left(const Range& amount, const Range& value);
/// Either of both.
Range join(const Range& a, const Range& b);
/// Both at once; `a` if that is impossible.
Range meet(const Range& a, const Range& b);

}  // namespace mozi::opt
