// Intervals of words: what arithmetic does to them.
#include "compiler/opt/ranges.hpp"

#include <algorithm>

#include "compiler/opt/bounds.hpp"

namespace mozi::opt {

Range add(const Range& a, const Range& b) {
  if (!sum_fits(a.most, b.most)) return {};
  return {a.least + b.least, a.most + b.most};
}

Range sub(const Range& a, const Range& b, bool no_borrow) {
  if (a.least >= b.most) return {a.least - b.most, a.most - b.least};
  if (!no_borrow) return {};
  return {Word{}, a.most >= b.least ? a.most - b.least : Word{}};
}

Range mul(const Range& a, const Range& b) {
  if (!product_fits(a.most, b.most)) return {};
  return {a.least * b.least, a.most * b.most};
}

Range div(const Range& a, const Range& b) {
  if (b.least.is_zero()) return {Word{}, a.most};
  return {a.least / b.most, a.most / b.least};
}

Range mod(const Range& a, const Range& b) {
  if (a.below(b)) return a;
  const Word limit = b.most.is_zero() ? Word{} : b.most - Word{1};
  return {Word{}, std::min(a.most, limit)};
}

Range bit_and(const Range& a, const Range& b) {
  return {Word{}, std::min(a.most, b.most)};
}

Range bit_or(const Range& a, const Range& b) {
  return {std::max(a.least, b.least), fill_below(a.most | b.most)};
}

Range shift_right(const Range& amount, const Range& value) {
  if (!amount.single() || !amount.most.fits64()) return {Word{}, value.most};
  return {value.least >> amount.most.low(), value.most >> amount.most.low()};
}

Range shift_left(const Range& amount, const Range& value) {
  const bool fits = amount.single() && amount.most < Word{256} &&
                    value.most.bit_width() + amount.most.low() <= 256;
  if (!fits) return {};
  return {value.least << amount.most.low(), value.most << amount.most.low()};
}

Range join(const Range& a, const Range& b) {
  return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

Range meet(const Range& a, const Range& b) {
  const Range both{std::max(a.least, b.least), std::min(a.most, b.most)};
  return both.least <= both.most ? both : a;
}

}  // namespace mozi::opt
