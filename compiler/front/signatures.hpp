// Selectors and topics: the hashes of signatures.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "compiler/front/types.hpp"

namespace mozi::front {

/// "transfer(address,uint256)"
std::string signature_text(std::string_view name, std::span<const ast::Parameter> parameters);
/// The first four bytes of its hash, as a number.
uint32_t selector_of(std::string_view name, std::span<const ast::Parameter> parameters);
/// The whole hash.
Word topic_of(std::string_view name, std::span<const ast::Parameter> parameters);

std::vector<TypeRef> types_of(std::span<const ast::Parameter> parameters);

}  // namespace mozi::front
