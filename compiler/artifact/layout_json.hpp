// Storage layouts as JSON, in solc's format.
#pragma once

#include "compiler/artifact/abi_json.hpp"

namespace mozi::artifact {

enum class Region : uint8_t { persistent, transient };

/// "storage" with label, slot, offset and type of each variable, and the tree of "types".
/// `source` stands for the file in "contract".
Json storage_layout(const dsl::ast::Contract& contract, Region region, const std::string& source);

}  // namespace mozi::artifact
