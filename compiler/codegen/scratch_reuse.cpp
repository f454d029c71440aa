// Keeps the words that hashes of mapping slots are made from in scratch memory.
#include "compiler/codegen/scratch_reuse.hpp"

#include <algorithm>

#include "compiler/codegen/patterns.hpp"

namespace mozi::codegen {
namespace {

using enum isa::Op;

/// What words 0x00 and 0x20 hold; nothing if that is not known.
struct Scratch {
  ValueId first = ir::nothing;
  ValueId second = ir::nothing;
};

class ScratchReuse {
 public:
  explicit ScratchReuse(StackFunction& f) : f_(f), at_end_(f.blocks.size()) {}

  void run() {
    const Flow flow = analyse_flow(f_);
    for (const BlockId b : flow.order) {
      const auto& from = flow.predecessors[b];
      const bool follows = from.size() == 1 && flow.position[from[0]] < flow.position[b];
      known_ = follows ? at_end_[from[0]] : Scratch{};
      visit(f_.blocks[b]);
      at_end_[b] = known_;
    }
  }

 private:
  void visit(StackBlock& block) {
    std::vector<size_t> open;  // the fetches that wait for their step
    std::vector<uint8_t> dropped(block.items.size());
    for (size_t i = 0; i < block.items.size(); ++i) {
      open.push_back(i);
      if (block.items[i].kind == Item::Kind::fetch) continue;
      open.pop_back();
      Step& step = block.steps[block.items[i].id];
      const size_t n = step.operands.size();
      // The deepest operand was fetched first.
      const std::vector<size_t> fetches(open.end() - static_cast<ptrdiff_t>(n), open.end());
      open.resize(open.size() - n);
      if (hashes_pair(step))
        shorten(step, [&](size_t operand) { dropped[fetches[n - 1 - operand]] = 1; });
      else
        disturb(step);
    }
    std::vector<Item> kept;
    for (size_t i = 0; i < dropped.size(); ++i)
      if (dropped[i] == 0) kept.push_back(block.items[i]);
    block.items = std::move(kept);
  }

  [[nodiscard]] bool same(ValueId a, ValueId b) const {
    if (a == ir::nothing || b == ir::nothing) return false;
    if (a == b) return true;
    const StackValue& left = f_.values[a];
    const StackValue& right = f_.values[b];
    return left.cheap && right.cheap && left.recipe == right.recipe;
  }

  void shorten(Step& step, auto drop_fetch) {
    const ValueId second = step.operands[0];
    const ValueId first = step.operands[1];
    const bool has_second = same(known_.second, second);
    const bool has_first = same(known_.first, first);
    known_ = {first, second};
    step.defines_scratch = !has_first && !has_second;
    if (step.defines_scratch) return;
    step.reuses_scratch = true;
    step.code = hash_code(has_first, has_second);
    step.swapped_code.clear();
    step.operands.clear();
    if (has_second)
      drop_fetch(0);
    else
      step.operands.push_back(second);
    if (has_first)
      drop_fetch(1);
    else
      step.operands.push_back(first);
  }

  void disturb(const Step& step) {
    if (step.callee != ir::nothing || writes_fixed_address(step)) known_ = {};
    if (step.uses_scratch) known_.first = ir::nothing;  // a hash of one word
  }

  /// True if the step may write memory at an address that is a plain number. Addresses of objects
  /// and of free memory are never in scratch memory while it is wanted.
  [[nodiscard]] bool writes_fixed_address(const Step& step) const {
    if ((step.effects & ir::W_MEMORY) == 0) return false;
    for (const size_t operand : written_addresses(step.code[0]))
      if (operand < step.operands.size() && is_number(step.operands[operand])) return true;
    return false;
  }

  /// Which operands of an opcode say where it writes memory.
  static Few<size_t> written_addresses(const AsmItem& item) {
    if (item.is(CALL) || item.is(CALLCODE)) return {5};
    if (item.is(DELEGATECALL) || item.is(STATICCALL)) return {4};
    if (item.is(EXTCODECOPY)) return {1};
    if (item.is(CREATE) || item.is(CREATE2)) return {};
    return {0};
  }

  [[nodiscard]] bool is_number(ValueId v) const {
    const StackValue& value = f_.values[v];
    return value.cheap && value.recipe.size() == 1 && value.recipe[0].kind == AsmItem::Kind::push;
  }

  StackFunction& f_;
  std::vector<Scratch> at_end_;
  Scratch known_;
};

}  // namespace

void reuse_scratch(StackFunction& f) {
  ScratchReuse(f).run();
}

}  // namespace mozi::codegen
