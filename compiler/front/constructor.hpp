// The init code: the constructor with its arguments, then the runtime code with its immutables.
#pragma once

#include "compiler/front/unit.hpp"

namespace mozi::front {

/// Builds the init object's entry function.
void lower_constructor(Unit& unit);

}  // namespace mozi::front
