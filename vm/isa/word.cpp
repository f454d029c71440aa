// Text of words: hex and decimal, both ways.
#include "mozi/word.hpp"

#include <algorithm>

#include "vm/isa/text.hpp"

namespace mozi {
namespace {

/// Appends one digit to `w`; false if the result needs more than 256 bits.
bool push_digit(Word& w, unsigned radix, unsigned digit) {
  const auto [high, low] = umul_wide(w, Word{radix});
  const Word sum = low + Word{digit};
  if (!high.is_zero() || sum < low) return false;
  w = sum;
  return true;
}

}  // namespace

std::string to_hex(const Word& w) {
  std::string text = "0x";
  const unsigned digits = std::max(1u, (w.bit_width() + 3) / 4);
  for (unsigned i = digits; i-- > 0;)
    text += isa::hex_digits[(w.limb[i / 16] >> (4 * (i % 16))) & 15];
  return text;
}

std::string to_decimal(const Word& w) {
  if (w.is_zero()) return "0";
  constexpr uint64_t chunk = 10'000'000'000'000'000'000u;  // 10^19, the most that fits a limb
  std::string reversed;
  for (Word rest = w; !rest.is_zero();) {
    const auto [quot, rem] = udivrem(rest, Word{chunk});
    uint64_t digits = rem.low();
    for (int i = 0; i < 19 && (digits != 0 || !quot.is_zero()); ++i, digits /= 10)
      reversed += static_cast<char>('0' + digits % 10);
    rest = quot;
  }
  std::ranges::reverse(reversed);
  return reversed;
}

bool parse_word(std::string_view text, Word& out) {
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  if (hex) text.remove_prefix(2);
  if (text.empty()) return false;
  const unsigned radix = hex ? 16 : 10;
  Word w;
  for (const char c : text) {
    const int digit = isa::hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return false;
    if (!push_digit(w, radix, static_cast<unsigned>(digit))) return false;
  }
  out = w;
  return true;
}

}  // namespace mozi
