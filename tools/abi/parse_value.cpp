// Values from command-line text, in the manner of cast.
#include <array>

#include "tools/abi/value.hpp"
#include "tools/support/fail.hpp"

namespace mozi::abi {
namespace {

struct Unit {
  std::string_view name;
  unsigned decimals;
};
constexpr std::array units = {Unit{"ether", 18}, Unit{"eth", 18}, Unit{"gwei", 9}, Unit{"wei", 0}};

/// Multiplies by ten and adds; false when the result passes 2^256.
bool shift_in(Word& value, unsigned digit) {
  const auto [high, low] = umul_wide(value, Word{10});
  const Word sum = low + Word{digit};
  if (!high.is_zero() || sum < low) return false;
  value = sum;
  return true;
}

/// Reads digits with an optional fraction that `decimals` more digits make whole: "1.5", 18.
bool parse_decimal(std::string_view digits, unsigned decimals, Word& out) {
  out = {};
  bool fraction = false;
  bool any = false;
  for (const char c : digits) {
    if (c == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (c == '_') continue;
    if (c < '0' || c > '9') return false;
    if (fraction && decimals-- == 0) return false;
    if (!shift_in(out, static_cast<unsigned>(c - '0'))) return false;
    any = true;
  }
  for (; any && decimals > 0; --decimals)
    if (!shift_in(out, 0)) return false;
  return any;
}

/// A whole number of at most 77, the exponent of "1e18".
bool parse_exponent(std::string_view text, unsigned& out) {
  if (text.empty() || text.size() > 2) return false;
  out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    out = 10 * out + static_cast<unsigned>(c - '0');
  }
  return out <= 77;
}

bool parse_unsigned(std::string_view text, Word& out) {
  if (text.starts_with("0x") || text.starts_with("0X")) return parse_word(text, out);
  unsigned decimals = 0;
  for (const Unit& unit : units) {
    if (!text.ends_with(unit.name)) continue;
    return parse_decimal(trim(text.substr(0, text.size() - unit.name.size())), unit.decimals, out);
  }
  if (const size_t e = text.find_first_of("eE"); e != std::string_view::npos)
    return parse_exponent(text.substr(e + 1), decimals) &&
           parse_decimal(text.substr(0, e), decimals, out);
  return parse_decimal(text, 0, out);
}

std::string range_text(const Type& type) {
  const uint64_t bits = type.size;
  if (type.kind == Kind::sint) return fmt::format("-2^{0} to 2^{0}-1", bits - 1);
  return fmt::format("0 to 2^{}-1", bits);
}

Expected<Value> parse_integer(const Type& type, std::string_view text) {
  const bool negative = text.starts_with('-');
  Word word;
  if ((negative && type.kind == Kind::uint) || !parse_unsigned(text.substr(negative), word))
    return fail("expected {} ({}), got '{}'", type_name(type), range_text(type), text);
  const Word half = Word{1} << (type.size - 1);
  const bool fits = type.kind == Kind::sint ? (negative ? word <= half : word < half)
                                            : word.bit_width() <= type.size;
  if (!fits) return fail("expected {} ({}), got '{}'", type_name(type), range_text(type), text);
  return Value{negative ? -word : word};
}

Expected<Value> parse_scalar(const Type& type, std::string_view text) {
  switch (type.kind) {
    case Kind::uint:
    case Kind::sint:
      return parse_integer(type, text);
    case Kind::boolean:
      if (text == "true" || text == "1") return Value{true};
      if (text == "false" || text == "0") return Value{false};
      return fail("expected bool (true or false), got '{}'", text);
    case Kind::address: {
      auto address = parse_address(text);
      if (!address) return fail("expected address: {}", address.error().message);
      return Value{*address};
    }
    case Kind::fixed_bytes:
    case Kind::bytes:
      break;
    case Kind::string:
    case Kind::array:
    case Kind::fixed_array:
    case Kind::tuple:
      return Value{text};
  }
  auto bytes = parse_hex(text);
  if (!bytes) return fail("expected {}: {}", type_name(type), bytes.error().message);
  if (type.kind == Kind::fixed_bytes && bytes->size() != type.size)
    return fail("expected {} ({} hex digits), got {} digits", type_name(type), 2 * type.size,
                2 * bytes->size());
  return Value{std::move(*bytes)};
}

/// Reads nested lists; the text of a scalar ends at the next ',', ')' or ']'.
class ListParser {
 public:
  explicit ListParser(std::string_view text) : text_(text) {}

  Expected<Value> whole(const Type& type) {
    auto value = parse(type);
    skip_blanks();
    if (value && at_ != text_.size())
      return fail("expected the end after {}, got '{}' at character {}", type_name(type),
                  text_.substr(at_), at_);
    return value;
  }

 private:
  Expected<Value> parse(const Type& type) {
    skip_blanks();
    if (type.kind == Kind::tuple) return list(type, '(', ')', type.parts.size());
    if (type.kind == Kind::fixed_array) return list(type, '[', ']', type.size);
    if (type.kind == Kind::array) return list(type, '[', ']', {});
    if (type.kind == Kind::string && at_ < text_.size() && text_[at_] == '"') return quoted();
    const size_t end = std::min(text_.find_first_of(",)]", at_), text_.size());
    const std::string_view scalar = trim(text_.substr(at_, end - at_));
    at_ = end;
    return parse_scalar(type, scalar);
  }

  Expected<Value> list(const Type& type, char open, char close, std::optional<uint64_t> count) {
    if (!accept(open))
      return fail("expected '{}' to begin {} at character {}, got '{}'", open, type_name(type), at_,
                  text_.substr(at_, 12));
    Value value;
    while (!accept(close)) {
      if (!value.items.empty() && !accept(','))
        return fail("expected ',' or '{}' in {} at character {}, got '{}'", close, type_name(type),
                    at_, text_.substr(at_, 12));
      if (count && value.items.size() == *count) break;
      auto item = parse(type.kind == Kind::tuple ? type.parts[value.items.size()] : type.parts[0]);
      if (!item) return item;
      value.items.push_back(std::move(*item));
    }
    if (count && (value.items.size() != *count || text_[at_ - 1] != close))
      return fail("expected {} items for {}, got {}", *count, type_name(type),
                  value.items.size() == *count ? "more" : std::to_string(value.items.size()));
    return value;
  }

  Expected<Value> quoted() {
    Value value;
    for (++at_; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '"') {
        ++at_;
        return value;
      }
      if (c == '\\' && at_ + 1 < text_.size()) c = escaped(text_[++at_]);
      value.bytes.push_back(static_cast<uint8_t>(c));
    }
    return fail("expected a closing '\"' in '{}'", text_);
  }

  static char escaped(char c) {
    if (c == 'n') return '\n';
    if (c == 't') return '\t';
    if (c == 'r') return '\r';
    return c;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool accept(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Expected<Value> parse_value(const Type& type, std::string_view text) {
  if (type.kind == Kind::string) return Value{text};
  return ListParser(text).whole(type);
}

Expected<Word> parse_amount(std::string_view text) {
  Word word;
  if (!parse_unsigned(trim(text), word))
    return fail("expected an amount such as 5, 0x5, 1e18 or 1ether, got '{}'", text);
  return word;
}

}  // namespace mozi::abi
