// Functions, events and errors of a contract: signatures, selectors, calls and results.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"
#include "tools/abi/type.hpp"
#include "tools/abi/value.hpp"

namespace mozi::abi {

/// The first four bytes of a call or of error data.
using Selector = std::array<uint8_t, 4>;

/// A name with parameters: a function, an error or a constructor. Inputs and outputs are tuples.
struct Function {
  std::string name;
  Type inputs{Kind::tuple, 0, {}, {}};
  Type outputs{Kind::tuple, 0, {}, {}};
  std::string mutability;  // of the ABI JSON; empty if unknown

  bool operator==(const Function&) const = default;
  /// "transfer(address,uint256)".
  [[nodiscard]] std::string signature() const;
  [[nodiscard]] Selector selector() const;
  /// Selector and encoded arguments.
  [[nodiscard]] Expected<Bytes> encode_call(std::span<const Value> arguments) const;
  /// Reads each argument from text, then encodes; errors name the argument.
  [[nodiscard]] Expected<Bytes> encode_call(std::span<const std::string> arguments) const;
  /// The arguments without a selector, as a constructor takes them.
  [[nodiscard]] Expected<Bytes> encode_arguments(std::span<const std::string> arguments) const;
};

/// An event; `indexed[i]` tells whether parameter i is a topic.
struct Event {
  std::string name;
  Type inputs{Kind::tuple, 0, {}, {}};
  std::vector<bool> indexed;
  bool anonymous = false;

  [[nodiscard]] std::string signature() const;
  [[nodiscard]] Hash topic() const;
};

/// Reads "name(types)" or, with results, "name(types)(types)".
[[nodiscard]] Expected<Function> parse_function(std::string_view text);

/// The selector of a canonical signature.
Selector selector(std::string_view signature);

/// Calldata of one call, for code that knows its callee: encode_call("f(uint256)", {5}).
/// A wrong signature or wrong values are an error.
[[nodiscard]] Expected<Bytes> encode_call(std::string_view signature,
                                          std::initializer_list<Value> arguments);

}  // namespace mozi::abi
