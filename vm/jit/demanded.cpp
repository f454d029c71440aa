// Which low bits of each word anybody looks at: arithmetic that is masked afterwards can be done in
// narrower words.
#include <algorithm>

#include "vm/jit/passes.hpp"

namespace mozi::jit {
namespace {

using isa::Op;

class Demand {
 public:
  explicit Demand(Region& region) : region_(region), bits_(region.values.size(), 0) {}

  void run() {
    for (Block& block : region_.blocks) {
      for (const ValueId id : block.code) spread(id);
      if (block.condition != no_value) whole(block.condition);
      for (const Exit* exit : {&block.taken, &block.exit}) {
        if (exit->value != no_value) whole(exit->value);
        for (const Spill& spill : exit->spills) whole(spill.value);
      }
    }
    while (!work_.empty()) {
      const ValueId id = work_.back();
      work_.pop_back();
      spread(id);
    }
    for (size_t id = 0; id < bits_.size(); ++id)
      region_.values[id].demanded = std::max<uint16_t>(bits_[id], 1);
  }

 private:
  void want(ValueId id, unsigned bits) {
    if (bits_[id] >= bits) return;
    bits_[id] = static_cast<uint16_t>(bits);
    work_.push_back(id);
  }
  void whole(ValueId id) { want(id, 256); }

  /// Passes on what is wanted of a value to its operands.
  void spread(ValueId id) {
    const Inst& inst = region_.values[id];
    const unsigned bits = bits_[id];
    switch (inst.kind) {
      case Kind::phi:
        for (const ValueId input : inst.inputs) want(input, bits);
        return;
      case Kind::at_most:
        want(inst.args[0], bits);
        return;
      case Kind::pure:
        pure(inst, bits);
        return;
      case Kind::effect:
        if (inst.op == Op::MSTORE8) {
          whole(inst.args[0]);
          want(inst.args[1], 8);
          return;
        }
        break;
      case Kind::constant:
      case Kind::incoming:
      case Kind::env:
      case Kind::gas:
      case Kind::charge:
      case Kind::exp_charge:
        break;
    }
    for (uint8_t i = 0; i < inst.arg_count; ++i) whole(inst.args[i]);
  }

  void pure(const Inst& inst, unsigned bits) {
    using enum isa::Op;
    const auto is_one_of = [&](auto... ops) { return ((inst.op == ops) || ...); };
    if (is_one_of(AND)) {
      // A mask hides the bits above it.
      want(inst.args[0], std::min(bits, region_.values[inst.args[1]].word.bit_width()));
      want(inst.args[1], std::min(bits, region_.values[inst.args[0]].word.bit_width()));
      return;
    }
    if (is_one_of(ADD, SUB, MUL, OR, XOR, NOT)) {
      for (uint8_t i = 0; i < inst.arg_count; ++i) want(inst.args[i], bits);
      return;
    }
    const Inst& first = region_.values[inst.args[0]];
    const bool small = first.kind == Kind::constant && first.word < Word{256};
    const auto n = static_cast<unsigned>(first.word.low());
    if (is_one_of(SHL) && small) {
      want(inst.args[1], bits > n ? bits - n : 0);
      return;
    }
    if (is_one_of(SHR) && small) {
      want(inst.args[1], std::min(256u, bits + n));
      return;
    }
    if (is_one_of(SIGNEXTEND) && small && n < 31) {
      want(inst.args[1], std::min(256u, 8 * n + 8));
      return;
    }
    for (uint8_t i = 0; i < inst.arg_count; ++i) whole(inst.args[i]);
  }

  Region& region_;
  std::vector<uint16_t> bits_;
  std::vector<ValueId> work_;
};

}  // namespace

void find_demanded_bits(Region& region) {
  Demand(region).run();
}

}  // namespace mozi::jit
