// The contract ABI as JSON, entry by entry as solc writes it.
#pragma once

#include <nlohmann/json.hpp>

#include "mozi/dsl/ast.hpp"

namespace mozi::artifact {

using Json = nlohmann::ordered_json;

/// The "abi" array: constructor, errors, events, functions with getters, receive and fallback.
Json abi_json(const dsl::ast::Contract& contract);
/// "name(types)" of every function that answers a selector, with the selector as eight hex digits.
Json method_identifiers(const dsl::ast::Contract& contract);

}  // namespace mozi::artifact
