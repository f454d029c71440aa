// Functions, events and errors of a contract: signatures, selectors, calls and results.
#include "tools/abi/function.hpp"

#include <algorithm>

#include "tools/abi/codec.hpp"
#include "tools/support/fail.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::abi {
namespace {

Hash keccak_text(std::string_view text) {
  return crypto::keccak256({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

bool is_identifier(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || digit(c); });
}

/// The position after the parenthesis that closes the first one, or npos.
size_t end_of_list(std::string_view text) {
  int depth = 0;
  for (size_t i = text.find('('); i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

std::string argument_name(const Type& inputs, size_t i) {
  if (inputs.names.empty() || inputs.names[i].empty()) return std::to_string(i + 1);
  return fmt::format("{} '{}'", i + 1, inputs.names[i]);
}

Expected<std::vector<Value>> parse_arguments(const Function& function,
                                             std::span<const std::string> arguments) {
  const auto& types = function.inputs.parts;
  if (arguments.size() != types.size())
    return fail("{}: expected {} argument{}, got {}", function.signature(), types.size(),
                types.size() == 1 ? "" : "s", arguments.size());
  std::vector<Value> values;
  for (size_t i = 0; i < types.size(); ++i) {
    auto value = parse_value(types[i], arguments[i]);
    if (!value)
      return fail("{}: argument {}: {}", function.signature(), argument_name(function.inputs, i),
                  value.error().message);
    values.push_back(std::move(*value));
  }
  return values;
}

}  // namespace

Selector selector(std::string_view signature) {
  const Hash hash = keccak_text(signature);
  return {hash.bytes[0], hash.bytes[1], hash.bytes[2], hash.bytes[3]};
}

std::string Function::signature() const {
  return name + type_name(inputs);
}
Selector Function::selector() const {
  return abi::selector(signature());
}

Expected<Bytes> Function::encode_call(std::span<const Value> arguments) const {
  auto encoded = encode(inputs.parts, arguments);
  if (!encoded) return fail("{}: {}", signature(), encoded.error().message);
  const Selector first = selector();
  encoded->insert(encoded->begin(), first.begin(), first.end());
  return encoded;
}

Expected<Bytes> Function::encode_call(std::span<const std::string> arguments) const {
  auto values = parse_arguments(*this, arguments);
  if (!values) return std::unexpected(values.error());
  return encode_call(*values);
}

Expected<Bytes> Function::encode_arguments(std::span<const std::string> arguments) const {
  auto values = parse_arguments(*this, arguments);
  if (!values) return std::unexpected(values.error());
  return encode(inputs.parts, *values);
}

std::string Event::signature() const {
  return name + type_name(inputs);
}
Hash Event::topic() const {
  return keccak_text(signature());
}

Expected<Function> parse_function(std::string_view text) {
  text = trim(text);
  if (text.starts_with("function ")) text = trim(text.substr(9));
  const size_t open = text.find('(');
  const size_t close = end_of_list(text);
  Function function;
  function.name = trim(text.substr(0, open));
  if (close == std::string_view::npos || !is_identifier(function.name))
    return fail("expected a signature such as \"transfer(address,uint256)\", got '{}'", text);
  auto inputs = parse_type(text.substr(open, close - open));
  if (!inputs) return fail("signature '{}': {}", text, inputs.error().message);
  function.inputs = std::move(*inputs);
  std::string_view rest = trim(text.substr(close));
  if (rest.empty()) return function;
  // Solidity's spelling "f(uint256) external view returns (uint256)".
  if (const size_t returns = rest.find("returns"); returns != std::string_view::npos)
    rest = trim(rest.substr(returns + 7));
  auto outputs = parse_type(rest);
  if (!outputs || outputs->kind != Kind::tuple)
    return fail("signature '{}': expected result types in parentheses, got '{}'", text, rest);
  function.outputs = std::move(*outputs);
  return function;
}

Expected<Bytes> encode_call(std::string_view signature, std::initializer_list<Value> arguments) {
  auto function = parse_function(signature);
  if (!function) return std::unexpected(function.error());
  return function->encode_call(std::span<const Value>(arguments.begin(), arguments.size()));
}

}  // namespace mozi::abi
