// What passes share: looking at values, replacing them, making instructions.
#pragma once

#include <span>
#include <vector>

#include "compiler/ir/cfg.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::opt {

/// The instruction that makes `v`; null for parameters.
const ir::Inst* definition(const ir::Function& f, ir::ValueId v);
/// The word of a constant; null for anything else.
const Word* constant(const ir::Function& f, ir::ValueId v);
inline bool is_constant(const ir::Function& f, ir::ValueId v, const Word& word) {
  const Word* w = constant(f, v);
  return w != nullptr && *w == word;
}

/// Values that stand for others from now on.
class Replacements {
 public:
  explicit Replacements(ir::Function& f) : f_(f) {}
  /// All uses of `v` become uses of `by`; a chain leads to its end.
  void replace(ir::ValueId v, ir::ValueId by);
  [[nodiscard]] ir::ValueId resolve(ir::ValueId v) const;
  /// Rewrites every use in the function; true if there was any replacement.
  bool apply();
  [[nodiscard]] bool empty() const { return !any_; }

 private:
  ir::Function& f_;
  std::vector<ir::ValueId> by_;  // nothing: itself; grown when needed
  bool any_ = false;
};

/// Makes an instruction with one result in front of `at` of `insts`, which then points behind it.
ir::ValueId insert_before(ir::Function& f, std::vector<ir::InstId>& insts, size_t& at, ir::Op op,
                          std::span<const ir::ValueId> operands, const Word& imm,
                          ir::LocationId location);

/// Leaves only `invalid` of blocks that nothing leads to, so that their edges do not count.
bool empty_unreachable_blocks(ir::Function& f, const ir::Cfg& cfg);

/// True if the instruction only computes or reads: dropped when unused.
bool is_removable(const ir::Inst& inst);

}  // namespace mozi::opt
