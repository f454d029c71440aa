// The types of the contract ABI: "uint256", "bytes", "(address,uint96)[2][]".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::abi {

/// The families of ABI types.
enum class Kind : uint8_t {
  uint,
  sint,  // intN
  boolean,
  address,
  fixed_bytes,  // bytesN; also function (bytes24)
  bytes,
  string,
  array,        // T[]
  fixed_array,  // T[n]
  tuple,
};

/// A type as a tree. Made by parse_type, which bounds its depth and its size.
struct Type {
  Kind kind = Kind::uint;
  uint64_t size = 256;             // bits of an integer, bytes of bytesN, length of a fixed array
  std::vector<Type> parts;         // the element type, or the members of a tuple
  std::vector<std::string> names;  // of a tuple's members; empty or as long as parts

  bool operator==(const Type&) const = default;
};

/// Reads a type as Solidity writes it. "uint" and "int" mean 256 bits; "tuple(...)" equals "(...)".
[[nodiscard]] Expected<Type> parse_type(std::string_view text);
/// The canonical name, as selectors hash it; names of tuple members are left out.
std::string type_name(const Type& type);

/// True if the encoding's length depends on the value.
bool is_dynamic(const Type& type);
/// The bytes that a value takes in the head of its tuple: 32 for a dynamic type.
uint64_t head_size(const Type& type);

/// The deepest nesting and the most static words that a type may have.
inline constexpr size_t max_type_depth = 32;
inline constexpr uint64_t max_static_words = uint64_t{1} << 22;

/// A comma-separated list in parentheses, cut at the top level: "(a,(b,c))" -> "a", "(b,c)".
[[nodiscard]] Expected<std::vector<std::string_view>> split_list(std::string_view text);
/// The text without blanks at both ends.
std::string_view trim(std::string_view text);

}  // namespace mozi::abi
