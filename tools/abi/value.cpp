// Values as text and JSON.
#include "tools/abi/value.hpp"

#include <nlohmann/json.hpp>

#include "tools/support/fail.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::abi {
namespace {

bool is_string(const Type& type) {
  return type.kind == Kind::string;
}
bool is_list(const Type& type) {
  return type.kind == Kind::array || type.kind == Kind::fixed_array || type.kind == Kind::tuple;
}

const Type& item_type(const Type& type, size_t i) {
  return type.kind == Kind::tuple ? type.parts[i] : type.parts[0];
}

std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string scalar_text(const Type& type, const Value& value) {
  switch (type.kind) {
    case Kind::uint:
      return to_decimal(value.word);
    case Kind::sint:
      return to_signed_decimal(value.word);
    case Kind::boolean:
      return value.word.is_zero() ? "false" : "true";
    case Kind::address:
      return to_checksum(value.address());
    case Kind::fixed_bytes:
    case Kind::bytes:
      return to_hex(BytesView{value.bytes});
    case Kind::string:
    case Kind::array:
    case Kind::fixed_array:
    case Kind::tuple:
      break;
  }
  return std::string(value.text());
}

}  // namespace

std::string to_checksum(const Address& address) {
  std::string text = to_hex(address);
  const Hash hash =
      crypto::keccak256({reinterpret_cast<const uint8_t*>(text.data()) + 2, text.size() - 2});
  for (size_t i = 2; i < text.size(); ++i) {
    const size_t digit = i - 2;
    const unsigned nibble = (hash.bytes[digit / 2] >> (digit % 2 == 0 ? 4 : 0)) & 15;
    if (nibble >= 8 && text[i] >= 'a') text[i] = static_cast<char>(text[i] - 'a' + 'A');
  }
  return text;
}

std::string to_signed_decimal(const Word& word) {
  return word.is_negative() ? "-" + to_decimal(-word) : to_decimal(word);
}

std::string to_text(const Type& type, const Value& value) {
  if (!is_list(type)) return scalar_text(type, value);
  const bool tuple = type.kind == Kind::tuple;
  std::string text(1, tuple ? '(' : '[');
  for (size_t i = 0; i < value.items.size(); ++i) {
    const Type& part = item_type(type, i);
    if (i != 0) text += ", ";
    text += is_string(part) ? quoted(value.items[i].text()) : to_text(part, value.items[i]);
  }
  return text + (tuple ? ')' : ']');
}

nlohmann::json to_json(const Type& type, const Value& value) {
  if (type.kind == Kind::boolean) return !value.word.is_zero();
  if (!is_list(type)) return scalar_text(type, value);
  if (!type.names.empty()) {
    auto object = nlohmann::json::object();
    for (size_t i = 0; i < value.items.size(); ++i)
      object[type.names[i]] = to_json(type.parts[i], value.items[i]);
    return object;
  }
  auto list = nlohmann::json::array();
  for (size_t i = 0; i < value.items.size(); ++i)
    list.push_back(to_json(item_type(type, i), value.items[i]));
  return list;
}

}  // namespace mozi::abi
