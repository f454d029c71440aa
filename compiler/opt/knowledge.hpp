// What is known about values at one place of a function: ranges, orders, bits that can be set.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "compiler/ir/ir.hpp"
#include "compiler/opt/bounds.hpp"
#include "compiler/opt/ranges.hpp"

namespace mozi::opt {

/// Grows along a path down the dominator tree; leaving a scope forgets what was learnt in it.
class Knowledge {
 public:
  explicit Knowledge(const ir::Function& f) : f_(f), bounds_(f) {}

  [[nodiscard]] Range range(ir::ValueId v);
  /// True if a <= b, or a < b if `strict`, is known.
  [[nodiscard]] bool ordered(ir::ValueId a, ir::ValueId b, bool strict, int depth = 0) const;
  /// The range of what `inst` computes, from what is known of its operands.
  [[nodiscard]] Range range_of(const ir::Inst& inst);
  /// The bits that can be set in `v`.
  [[nodiscard]] Word bits(ir::ValueId v) { return bits(v, 0); }

  void narrow(ir::ValueId v, const Range& to);
  /// What an operation says about its result and its operands.
  void learn_result(const ir::Inst& inst);
  /// `v` is not zero from here on.
  void learn_true(ir::ValueId v);
  /// `v` is zero from here on.
  void learn_zero(ir::ValueId v);

  [[nodiscard]] size_t mark() const { return undo_.size(); }
  void forget_to(size_t mark);

 private:
  struct Order {
    ir::ValueId low;
    ir::ValueId high;
    bool strict;
    auto operator<=>(const Order&) const = default;
  };
  struct Undo {
    ir::ValueId value;  // nothing: an order
    std::optional<Range> before;
    Order fact;
  };

  [[nodiscard]] Range operand(const ir::Inst& inst, size_t i) { return range(inst.operands[i]); }
  /// Of a < b.
  [[nodiscard]] Range less(ir::ValueId a, ir::ValueId b);
  [[nodiscard]] Range equal(ir::ValueId a, ir::ValueId b);
  [[nodiscard]] Word bits(ir::ValueId v, int depth);
  [[nodiscard]] Word bits_of(const ir::Inst& inst, int depth);
  void order(ir::ValueId a, ir::ValueId b, bool strict);
  /// `v`, and what it is or_'d of, is at most this.
  void limit(ir::ValueId v, const Word& most);
  void learn_less(ir::ValueId a, ir::ValueId b);
  void learn_at_most(ir::ValueId a, ir::ValueId b);
  void learn_equal(ir::ValueId a, ir::ValueId b);

  const ir::Function& f_;
  Bounds bounds_;
  std::map<ir::ValueId, Range> ranges_;
  std::set<Order> orders_;
  std::vector<Undo> undo_;
};

}  // namespace mozi::opt
