// What passes share: looking at values, replacing them, making instructions.
#include "compiler/opt/values.hpp"

#include "compiler/ir/builder.hpp"
#include "compiler/ir/cfg.hpp"

namespace mozi::opt {

using namespace ir;

const Inst* definition(const Function& f, ValueId v) {
  const Value& value = f.values[v];
  return value.kind == Value::Kind::result ? &f.insts[value.owner] : nullptr;
}

const Word* constant(const Function& f, ValueId v) {
  const Inst* inst = definition(f, v);
  return inst != nullptr && inst->op == Op::constant ? &inst->imm : nullptr;
}

void Replacements::replace(ValueId v, ValueId by) {
  if (by_.size() < f_.values.size()) by_.resize(f_.values.size(), nothing);
  by = resolve(by);
  if (by == v) return;
  by_[v] = by;
  any_ = true;
  // The author's name for a value outlives it.
  if (!f_.values[by].name.empty()) return;
  f_.values[by].name = f_.values[v].name;
  f_.values[by].variable = f_.values[v].variable;
}

ValueId Replacements::resolve(ValueId v) const {
  while (v < by_.size() && by_[v] != nothing) v = by_[v];
  return v;
}

bool Replacements::apply() {
  if (!any_) return false;
  for (Block& block : f_.blocks) each_use(f_, block, [&](ValueId& v) { v = resolve(v); });
  return true;
}

ValueId insert_before(Function& f, std::vector<InstId>& insts, size_t& at, Op op,
                      std::span<const ValueId> operands, const Word& imm, LocationId location) {
  const InstId id = add_inst(f, op, operands, 1, imm, location);
  insts.insert(insts.begin() + static_cast<ptrdiff_t>(at), id);
  ++at;
  return f.insts[id].results[0];
}

bool empty_unreachable_blocks(Function& f, const Cfg& cfg) {
  bool changed = false;
  for (BlockId b = 0; b < f.blocks.size(); ++b) {
    if (cfg.reachable(b)) continue;
    Block& block = f.blocks[b];
    const bool empty = block.insts.empty() && block.parameters.empty() &&
                       block.terminator.kind == Terminator::Kind::invalid;
    if (empty) continue;
    block = Block{};
    block.terminator.kind = Terminator::Kind::invalid;
    changed = true;
  }
  return changed;
}

bool is_removable(const Inst& inst) {
  return only_reads(info(inst.op).effects);
}

}  // namespace mozi::opt
