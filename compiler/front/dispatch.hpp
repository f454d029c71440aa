// The way into the runtime code: selectors, receive and fallback, parameters in, results out.
#pragma once

#include "compiler/front/unit.hpp"

namespace mozi::front {

/// Builds the runtime object's entry function.
void lower_dispatch(Unit& unit);

/// Ends the call with values as return data.
void return_values(Code& code, std::span<const Val> values);

}  // namespace mozi::front
