// The order of a function's blocks in the code.
#pragma once

#include <vector>

#include "compiler/ir/cfg.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

/// How often each block runs, roughly; the entry is 1.
std::vector<double> estimate_weights(const ir::Function& f, const ir::Cfg& cfg);

/// The reachable blocks: hot paths fall through, loops test at their end, cold blocks come last.
std::vector<ir::BlockId> lay_out(const ir::Function& f, const ir::Cfg& cfg,
                                 const std::vector<double>& weights);

}  // namespace mozi::codegen
