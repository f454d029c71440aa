// A value of an ABI type, and its forms as text and JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"
#include "tools/abi/type.hpp"

namespace mozi::abi {

/// A value as a tree; which member holds it follows from its type.
struct Value {
  Word word;                 // numbers (two's complement), booleans, addresses
  Bytes bytes;               // bytesN, bytes, string
  std::vector<Value> items;  // arrays and tuples

  Value() = default;
  Value(const Word& w) : word(w) {}  // NOLINT: values read like literals
  Value(uint64_t n) : word(n) {}     // NOLINT
  Value(int n) : word(n < 0 ? -Word(-static_cast<uint64_t>(n)) : Word(n)) {}  // NOLINT
  Value(bool b) : word(b ? 1 : 0) {}                                          // NOLINT
  Value(const Address& a) : word(a.to_word()) {}                              // NOLINT
  Value(const Hash& h) : bytes(h.bytes.begin(), h.bytes.end()) {}             // NOLINT
  Value(Bytes b) : bytes(std::move(b)) {}                                     // NOLINT
  Value(std::string_view s) : bytes(s.begin(), s.end()) {}                    // NOLINT
  Value(const char* s) : Value(std::string_view(s)) {}                        // NOLINT
  Value(const std::string& s) : Value(std::string_view(s)) {}                 // NOLINT
  Value(std::vector<Value> v) : items(std::move(v)) {}                        // NOLINT

  bool operator==(const Value&) const = default;

  /// The number as an address.
  [[nodiscard]] Address address() const { return Address::from_word(word); }
  /// The bytes as text.
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
};

/// Reads a command-line argument: numbers in decimal, hex, "1e18" or with a unit ("2 ether",
/// "5gwei"); arrays "[1,2]", tuples "(1,0xab)"; strings as they are, inside arrays and tuples
/// optionally in double quotes.
[[nodiscard]] Expected<Value> parse_value(const Type& type, std::string_view text);
/// Reads an unsigned amount as parse_value reads numbers.
[[nodiscard]] Expected<Word> parse_amount(std::string_view text);

/// The value as parse_value reads it; strings inside arrays and tuples in double quotes.
std::string to_text(const Type& type, const Value& value);
/// The value as JSON: numbers as decimal strings (they pass 2^53), bytes and addresses as hex,
/// tuples with names as objects.
nlohmann::json to_json(const Type& type, const Value& value);

/// An address in mixed case with its checksum (EIP-55).
std::string to_checksum(const Address& address);
/// The signed decimal form of a two's complement word.
std::string to_signed_decimal(const Word& word);

}  // namespace mozi::abi
