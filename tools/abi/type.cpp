// Reading, naming and measuring ABI types.
#include "tools/abi/type.hpp"

#include <charconv>

#include "tools/support/fail.hpp"

namespace mozi::abi {
namespace {

bool parse_number(std::string_view digits, uint64_t& out) {
  if (digits.empty() || digits.front() == '0') return false;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return error == std::errc{} && end == digits.data() + digits.size();
}

/// How often one 32-byte word stands in the type's static encoding; saturates.
uint64_t static_words(const Type& type) {
  if (is_dynamic(type)) return 1;
  if (type.kind != Kind::fixed_array && type.kind != Kind::tuple) return 1;
  uint64_t words = 0;
  for (const Type& part : type.parts) words += static_words(part);
  if (type.kind != Kind::fixed_array) return words;
  const Uint128 all = Uint128{words} * type.size;
  return all > max_static_words ? max_static_words + 1 : static_cast<uint64_t>(all);
}

Expected<Type> parse(std::string_view text, size_t depth);

Expected<Type> parse_integer(std::string_view text, std::string_view bits, Kind kind) {
  uint64_t n = 256;
  if (!bits.empty() && (!parse_number(bits, n) || n > 256 || n % 8 != 0))
    return fail("expected a width of 8 to 256 bits in steps of 8, got '{}'", text);
  return Type{kind, n, {}, {}};
}

Expected<Type> parse_elementary(std::string_view text) {
  if (text == "bool") return Type{Kind::boolean, 8, {}, {}};
  if (text == "address") return Type{Kind::address, 160, {}, {}};
  if (text == "string") return Type{Kind::string, 0, {}, {}};
  if (text == "bytes") return Type{Kind::bytes, 0, {}, {}};
  if (text == "function") return Type{Kind::fixed_bytes, 24, {}, {}};
  if (text.starts_with("uint")) return parse_integer(text, text.substr(4), Kind::uint);
  if (text.starts_with("int")) return parse_integer(text, text.substr(3), Kind::sint);
  if (text.starts_with("bytes")) {
    uint64_t n = 0;
    if (!parse_number(text.substr(5), n) || n > 32)
      return fail("expected bytes1 to bytes32, got '{}'", text);
    return Type{Kind::fixed_bytes, n, {}, {}};
  }
  return fail("expected an ABI type, got '{}'", text);
}

Expected<Type> parse_array(std::string_view text, size_t depth) {
  const size_t open = text.rfind('[');
  if (open == std::string_view::npos || open == 0)
    return fail("expected an element type before '[...]', got '{}'", text);
  const std::string_view length = text.substr(open + 1, text.size() - open - 2);
  auto element = parse(text.substr(0, open), depth + 1);
  if (!element) return element;
  Type type{Kind::array, 0, {}, {}};
  if (!length.empty()) {
    type.kind = Kind::fixed_array;
    if (!parse_number(length, type.size))
      return fail("expected an array length above 0, got '{}'", text.substr(open));
  }
  type.parts.push_back(std::move(*element));
  return type;
}

/// A member of a tuple may carry a name: "uint256 amount", "address indexed from".
Expected<Type> parse_member(std::string_view text, size_t depth, std::string& name) {
  const size_t close = text.rfind(')');
  const size_t blank = text.find(' ', close == std::string_view::npos ? 0 : close);
  if (blank == std::string_view::npos) return parse(text, depth);
  name = trim(text.substr(text.rfind(' ') + 1));
  return parse(trim(text.substr(0, blank)), depth);
}

Expected<Type> parse_tuple(std::string_view text, size_t depth) {
  auto parts = split_list(text);
  if (!parts) return std::unexpected(parts.error());
  Type type{Kind::tuple, 0, {}, {}};
  bool named = !parts->empty();
  for (const std::string_view part : *parts) {
    std::string name;
    auto member = parse_member(part, depth + 1, name);
    if (!member) return member;
    type.parts.push_back(std::move(*member));
    named = named && !name.empty();
    type.names.push_back(std::move(name));
  }
  if (!named) type.names.clear();
  return type;
}

Expected<Type> parse(std::string_view text, size_t depth) {
  text = trim(text);
  if (depth > max_type_depth) return fail("expected at most {} levels of types", max_type_depth);
  if (text.empty()) return fail("expected an ABI type, got nothing");
  auto type = text.back() == ']'           ? parse_array(text, depth)
              : text.starts_with("tuple(") ? parse_tuple(text.substr(5), depth)
              : text.front() == '('        ? parse_tuple(text, depth)
                                           : parse_elementary(text);
  if (type && static_words(*type) > max_static_words)
    return fail("expected a type of at most {} words, got '{}'", max_static_words, text);
  return type;
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

Expected<std::vector<std::string_view>> split_list(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '(' || text.back() != ')')
    return fail("expected a list in parentheses, got '{}'", text);
  std::vector<std::string_view> parts;
  const std::string_view inner = text.substr(1, text.size() - 2);
  if (trim(inner).empty()) return parts;
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '(') ++depth;
    if (inner[i] == ')' && --depth < 0) return fail("expected balanced parentheses in '{}'", text);
    if (inner[i] != ',' || depth != 0) continue;
    parts.push_back(trim(inner.substr(begin, i - begin)));
    begin = i + 1;
  }
  if (depth != 0) return fail("expected balanced parentheses in '{}'", text);
  parts.push_back(trim(inner.substr(begin)));
  return parts;
}

Expected<Type> parse_type(std::string_view text) {
  return parse(text, 0);
}

std::string type_name(const Type& type) {
  switch (type.kind) {
    case Kind::uint:
      return fmt::format("uint{}", type.size);
    case Kind::sint:
      return fmt::format("int{}", type.size);
    case Kind::boolean:
      return "bool";
    case Kind::address:
      return "address";
    case Kind::fixed_bytes:
      return fmt::format("bytes{}", type.size);
    case Kind::bytes:
      return "bytes";
    case Kind::string:
      return "string";
    case Kind::array:
      return type_name(type.parts[0]) + "[]";
    case Kind::fixed_array:
      return fmt::format("{}[{}]", type_name(type.parts[0]), type.size);
    case Kind::tuple:
      break;
  }
  std::string name = "(";
  for (const Type& part : type.parts) {
    if (name.size() > 1) name += ',';
    name += type_name(part);
  }
  return name + ")";
}

bool is_dynamic(const Type& type) {
  if (type.kind == Kind::bytes || type.kind == Kind::string || type.kind == Kind::array)
    return true;
  for (const Type& part : type.parts)
    if (is_dynamic(part)) return true;
  return false;
}

uint64_t head_size(const Type& type) {
  return 32 * static_words(type);
}

}  // namespace mozi::abi
