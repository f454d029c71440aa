// Masks over values whose possible bits are known: what they take away may be nothing, or be taken
// away below.
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"
#include "compiler/opt/knowledge.hpp"

namespace mozi::opt {

class Masks {
 public:
  /// `f` and `known` must outlive this; `uses` counts the uses of each value.
  Masks(ir::Function& f, Knowledge& known, std::vector<uint32_t> uses)
      : f_(f), known_(known), uses_(std::move(uses)) {}

  /// A value equal to instruction `id`, an and_ with a constant, that costs less; nothing if there
  /// is none. Makes instructions in front of `at` of `insts`.
  ///   and_(or_(and_(x, 0xff00), y), 0xf0ff) with y below 0x100  ->  or_(and_(x, 0xf000), y)
  ir::ValueId without_mask(ir::InstId id, std::vector<ir::InstId>& insts, size_t& at);

 private:
  /// What keeping the bits of a mask in a value costs, in instructions more than there were;
  /// without end if it cannot be done below the value.
  [[nodiscard]] int cost(ir::ValueId v, const Word& mask);
  ir::ValueId build(ir::ValueId v, const Word& mask);
  [[nodiscard]] bool used_once(ir::ValueId v) const { return v < uses_.size() && uses_[v] == 1; }

  ir::Function& f_;
  Knowledge& known_;
  std::vector<uint32_t> uses_;
  std::vector<ir::InstId>* insts_ = nullptr;
  size_t* at_ = nullptr;
  ir::LocationId location_ = ir::nothing;
};

}  // namespace mozi::opt
