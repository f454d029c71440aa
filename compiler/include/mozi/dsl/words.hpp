// The other types of one word: addresses, byte strings of fixed length, enumerations.
#pragma once

#include <algorithm>

#include "mozi/dsl/constant.hpp"
#include "mozi/dsl/keccak.hpp"

namespace mozi::dsl {

/// The opcode's value for an operand: balance, code size and the like.
template <class T, class Self>
Expression<T> opcode_of(uint8_t opcode, const Self& self, Location at) {
  auto node = make_node(ast::Op::opcode, type_of<T>(), {self.node_at(at)}, at, at);
  node->number = Word{opcode};
  return Expression<T>(std::move(node));
}

/// What can be asked of an address.
template <class Self>
struct AddressMethods {
  /// Its balance in wei.
  Expression<U256> balance(Location at = std::source_location::current()) const {
    return opcode_of<U256>(0x31, self(), at);
  }
  /// The size of its code; 0 for accounts without code.
  Expression<U256> code_size(Location at = std::source_location::current()) const {
    return opcode_of<U256>(0x3b, self(), at);
  }
  /// The hash of its code; zero if there is no such account.
  Expression<Bytes32> code_hash(Location at = std::source_location::current()) const {
    return opcode_of<Bytes32>(0x3f, self(), at);
  }

 private:
  const Self& self() const { return static_cast<const Self&>(*this); }
};

/// The zero address.
inline constexpr auto zero_address = Constant<Address>::of_word(Word{});
/// The hash of a text: keccak256("ADMIN").
template <size_t n>
consteval Constant<Bytes32> keccak256(const char (&text)[n]) {
  return Constant<Bytes32>::of_word(keccak256_word({text, n - 1}));
}
/// The first four bytes of a signature's hash: selector("transfer(address,uint256)").
template <size_t n>
consteval Constant<Bytes4> selector(const char (&signature)[n]) {
  const Word hash = keccak256_word({signature, n - 1});
  return Constant<Bytes4>::of_word((hash >> 224) << 224);
}

namespace literals {

// Neither is constexpr: calling one in a constant expression is the compile error it names.
void an_address_has_40_hex_digits_after_0x();
void the_address_has_a_wrong_checksum();
void hex_digits_come_in_pairs();

constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
  return -1;
}

/// An address: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_address. Mixed case must match EIP-55.
consteval Constant<Address> operator""_address(const char* text, size_t length) {
  if (length != 42 || text[0] != '0' || text[1] != 'x') an_address_has_40_hex_digits_after_0x();
  char lower[40] = {};
  Word value;
  bool has_upper = false;
  bool has_lower = false;
  for (size_t i = 0; i < 40; ++i) {
    const char c = text[i + 2];
    if (hex_digit(c) < 0) an_address_has_40_hex_digits_after_0x();
    value = (value << 4) | Word{static_cast<uint64_t>(hex_digit(c))};
    lower[i] = c >= 'A' && c <= 'F' ? static_cast<char>(c | 32) : c;
    has_upper = has_upper || (c >= 'A' && c <= 'F');
    has_lower = has_lower || (c >= 'a' && c <= 'f');
  }
  if (has_upper && has_lower) {
    const auto hash = keccak256_word({lower, 40}).to_bytes();
    for (size_t i = 0; i < 40; ++i) {
      const unsigned nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15u;
      const bool is_letter = lower[i] >= 'a';
      if (is_letter && (nibble >= 8) != (text[i + 2] != lower[i]))
        the_address_has_a_wrong_checksum();
    }
  }
  return Constant<Address>::of_word(value);
}

/// A text of a literal operator template.
template <size_t n>
struct LiteralText {
  char text[n]{};
  consteval LiteralText(const char (&from)[n]) { std::copy_n(from, n, text); }  // NOLINT
};

/// A byte string of as many bytes as it has pairs of digits: "80ac58cd"_hex is a Bytes4.
template <LiteralText digits>
consteval auto operator""_hex() {
  constexpr size_t length = sizeof(digits.text) - 1;
  static_assert(length % 2 == 0 && length > 0 && length <= 64,
                "a hex literal has 1 to 32 pairs of digits, and no 0x");
  Word value;
  for (size_t i = 0; i < length; ++i) {
    if (hex_digit(digits.text[i]) < 0) hex_digits_come_in_pairs();
    value = (value << 4) | Word{static_cast<uint64_t>(hex_digit(digits.text[i]))};
  }
  return Constant<FixedBytes<length / 2>>::of_word(value << (256 - 4 * length));
}

}  // namespace literals

}  // namespace mozi::dsl
