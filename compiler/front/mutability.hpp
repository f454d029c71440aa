// What functions read and write: the mutability that the ABI states, inferred and checked.
#pragma once

#include <string>
#include <vector>

#include "compiler/front/types.hpp"

namespace mozi::front {

/// The strongest thing a function does, and where it first does it.
struct Effects {
  ast::Mutability level = ast::Mutability::pure;
  ast::Location location;
  std::string reason;       // "writes storage"
  bool uses_value = false;  // reads msg.value itself
  ast::Location value_location;
};

/// One for each function of the contract, calls of internal functions followed. The reentrancy lock
/// does not count: functions that only read merely test it.
std::vector<Effects> infer_effects(const ast::Contract& contract);

/// What the ABI says of a function: as declared, else as inferred.
ast::Mutability mutability_of(const ast::Function& function, const Effects& effects);

}  // namespace mozi::front
