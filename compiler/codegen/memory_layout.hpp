// Places memory objects: static memory, spilled values, immutables of the init code.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// Gives every memory object of `unit` its address, and returns the first address behind all of
/// them. Objects that may hold something at the same time do not overlap, along calls either, as
/// functions do not recurse.
uint64_t lay_out_memory(Unit& unit, const std::vector<StackFunction>& functions);

}  // namespace mozi::codegen
