// Reading members of fixture JSON: lenient about how numbers are written, exact about everything
// else.
#include "tools/statetest/reader.hpp"

#include <fmt/format.h>

namespace mozi::statetest {
namespace {

std::string shown(const nlohmann::json& json) {
  std::string text = json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  if (text.size() > 80) text = text.substr(0, 77) + "...";
  return text;
}

}  // namespace

void Reader::require(bool condition, std::string_view expected) const {
  if (!condition)
    throw ReadError{fmt::format("{}: expected {}, got {}", path_, expected, shown(*json_))};
}

Reader Reader::operator[](const char* key) const {
  require(json_->is_object(), "an object");
  const auto it = json_->find(key);
  if (it == json_->end()) throw ReadError{fmt::format("{}: expected a member \"{}\"", path_, key)};
  return {*it, path_ + "." + key};
}

std::optional<Reader> Reader::find(const char* key) const {
  if (!has(key)) return {};
  return (*this)[key];
}

const std::string& Reader::text() const {
  require(json_->is_string(), "a string");
  return json_->get_ref<const std::string&>();
}

std::optional<Word> Reader::wide_number() const {
  std::string_view digits = text();
  if (digits.starts_with("0x:bigint")) return {};
  const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
  if (hex) digits.remove_prefix(2);
  while (digits.starts_with('0')) digits.remove_prefix(1);
  if (digits.empty()) return Word{};
  if (hex && digits.size() > 64) {
    require(digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos,
            "a number");
    return {};
  }
  Word word;
  require(parse_word(hex ? "0x" + std::string(digits) : std::string(digits), word), "a number");
  return word;
}

Word Reader::number() const {
  const auto word = wide_number();
  require(word.has_value(), "a number below 2^256");
  return *word;
}

uint64_t Reader::number64() const {
  const Word word = number();
  require(word.fits64(), "a number below 2^64");
  return word.low();
}

Bytes Reader::bytes() const {
  std::string_view digits = text();
  if (digits.starts_with("0x")) digits.remove_prefix(2);
  auto bytes = parse_hex(digits.size() % 2 == 0 ? std::string(digits) : "0" + std::string(digits));
  if (!bytes) throw ReadError{fmt::format("{}: {}", path_, bytes.error().message)};
  return std::move(*bytes);
}

Address Reader::address() const {
  const auto address = parse_address(text());
  if (!address) throw ReadError{fmt::format("{}: {}", path_, address.error().message)};
  return *address;
}

Hash Reader::hash() const {
  const auto hash = parse_hash(text());
  if (!hash) throw ReadError{fmt::format("{}: {}", path_, hash.error().message)};
  return *hash;
}

}  // namespace mozi::statetest
