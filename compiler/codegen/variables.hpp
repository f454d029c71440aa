// Follows the stack through a block's code, to tell where the author's variables are.
#pragma once

#include <map>

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/shuffle.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// The stack of one block, as far as it is known: from the words that the block begins with.
class StackTrack {
 public:
  /// All must outlive the track.
  StackTrack(Unit& unit, const StackFunction& f, const StackBlock& block,
             const std::vector<Move>& moves, Stack entry);

  /// The state before move `index`'s code, in Unit::states.
  uint32_t state(size_t index);
  /// Follows one instruction of a step's code.
  void follow(const AsmItem& item);
  /// Follows a move that only moves values, or what a step leaves behind.
  void follow(const Move& move);

 private:
  /// From the first to the last move that fetches a value that is never kept.
  struct Use {
    size_t first = 0;
    size_t last = 0;
  };
  void find_uses();
  void add_recipe(std::vector<VariablePlace>& places, ValueId v) const;

  Unit& unit_;
  const StackFunction& f_;
  const StackBlock& block_;
  const std::vector<Move>& moves_;
  Stack stack_;
  Stack before_step_;
  std::map<ValueId, Use> uses_;
};

}  // namespace mozi::codegen
