// What a contract offers to callers: its external functions and the getters of what is public.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/front/types.hpp"

namespace mozi::front {

/// One selector of a contract.
struct Entry {
  enum class Kind : uint8_t { function, field, immutable, constant };
  Kind kind = Kind::function;
  uint32_t index = 0;  // in the contract's list of that kind
  std::string name;
  uint32_t selector = 0;
  std::vector<ast::Parameter> inputs;
  std::vector<ast::Parameter> outputs;
  ast::Location location;
};

/// All entries, functions first, each kind in the order of the contract.
std::vector<Entry> entries_of(const ast::Contract& contract);

/// The members of a struct that its getter returns: no arrays and mappings.
std::vector<size_t> getter_members(const Type& structure);

}  // namespace mozi::front
