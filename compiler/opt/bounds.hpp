// How large a value can be, from how it is made.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::opt {

/// Upper bounds of values, as far as their definitions show them. Valid while definitions stay.
class Bounds {
 public:
  explicit Bounds(const ir::Function& f) : f_(f) {}
  /// No run of the program gives `v` a larger word.
  Word most(ir::ValueId v);

 private:
  Word compute(ir::ValueId v, unsigned depth);
  Word most(ir::ValueId v, unsigned depth);
  Word of_inst(const ir::Inst& inst, unsigned depth);

  const ir::Function& f_;
  std::vector<std::optional<Word>> known_;
};

/// The smallest 2^n - 1 that is not below `w`.
constexpr Word fill_below(const Word& w) {
  const unsigned bits = w.bit_width();
  return bits == 256 ? ~Word{} : (Word{1} << bits) - Word{1};
}

}  // namespace mozi::opt
