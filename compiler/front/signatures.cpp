// Selectors and topics: the hashes of signatures.
#include "compiler/front/signatures.hpp"

#include "vm/crypto/keccak.hpp"

namespace mozi::front {

std::string signature_text(std::string_view name, std::span<const ast::Parameter> parameters) {
  std::string text{name};
  text += "(";
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (i != 0) text += ",";
    text += abi_name(*parameters[i].type);
  }
  return text + ")";
}

Word topic_of(std::string_view name, std::span<const ast::Parameter> parameters) {
  const auto text = signature_text(name, parameters);
  const BytesView bytes{reinterpret_cast<const uint8_t*>(text.data()), text.size()};
  return crypto::keccak256(bytes).to_word();
}

uint32_t selector_of(std::string_view name, std::span<const ast::Parameter> parameters) {
  return static_cast<uint32_t>((topic_of(name, parameters) >> 224).low());
}

std::vector<TypeRef> types_of(std::span<const ast::Parameter> parameters) {
  std::vector<TypeRef> types;
  for (const auto& parameter : parameters) types.push_back(parameter.type);
  return types;
}

}  // namespace mozi::front
