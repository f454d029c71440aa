// Finds the cheapest DUPs, SWAPs, POPs and PUSHes between two stacks.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>
#include <span>
#include <vector>

#include "compiler/codegen/mir.hpp"

namespace mozi::codegen {

/// The values on the stack, deepest first.
using Stack = boost::container::small_vector<ValueId, 24>;

/// One instruction that only moves values, or a step.
struct Move {
  enum class Kind : uint8_t { dup, swap, pop, push, run };
  Kind kind = Kind::pop;
  uint8_t depth = 0;     // of DUPn and SWAPn
  bool swapped = false;  // run: with the step's swapped_code
  uint32_t id = 0;       // push: the cheap value; run: the step
};

/// DUP and SWAP reach this deep.
inline constexpr size_t reach = 16;

inline constexpr unsigned no_limit = ~0u;

/// A way from one stack to another.
struct Plan {
  std::vector<Move> moves;
  Stack stack;
  unsigned gas = 0;
  bool swapped = false;  // the two topmost operands came out exchanged
};

/// Which values are still needed after some item of a block.
struct Alive {
  const std::vector<uint32_t>* last_use = nullptr;  // by value: the last item that uses it
  uint32_t now = 0;
  ValueId except = ir::nothing;  // the step leaves this one on the stack itself
  bool operator()(ValueId v) const {
    return last_use != nullptr && (*last_use)[v] > now && v != except;
  }
};

class Shuffler {
 public:
  /// `f` must outlive the shuffler.
  explicit Shuffler(const StackFunction& f) : f_(f) {}

  /// Puts `top` (deepest first) on top, keeping a copy elsewhere of each value that `alive` holds.
  /// With `swappable`, the two topmost may come out exchanged. Nothing if a value is out of reach.
  [[nodiscard]] std::optional<Plan> bring(const Stack& from, std::span<const ValueId> top,
                                          bool swappable, const Alive& alive) const;
  /// The same with at most two moves.
  [[nodiscard]] std::optional<Plan> bring_nearby(const Stack& from, std::span<const ValueId> top,
                                                 bool swappable, const Alive& alive) const;
  /// Makes the stack exactly `target`.
  [[nodiscard]] std::optional<Plan> arrange(const Stack& from,
                                            std::span<const ValueId> target) const;
  /// Leaves exactly `values`, in whatever order is cheapest.
  [[nodiscard]] std::optional<Plan> collect(const Stack& from,
                                            std::span<const ValueId> values) const;

  [[nodiscard]] unsigned gas_of(const Move& move) const;
  /// What a move does to a stack; not for run.
  static void apply(const Move& move, Stack& stack);

 private:
  const StackFunction& f_;
};

}  // namespace mozi::codegen
