// From planned blocks to SSA form.
#pragma once

#include "vm/jit/discover.hpp"

namespace mozi::jit {

/// The region of `plan` in SSA form; its exits to other regions are indexes into the same list of
/// plans.
[[nodiscard]] Region build(const isa::Code& code, const isa::Rules& rules, const RegionPlan& plan);

}  // namespace mozi::jit
