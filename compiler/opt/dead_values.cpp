// dead_values
// Changes: drops instructions whose results nothing needs, unused block parameters, parameters that
// are the
//          same on every edge, and the content of unreachable blocks.
// Keeps:   effects; block numbers (unreachable blocks stay, empty).
// Needs:   nothing.
//   %2 = mul %0, %1 (no use)  ->
#include <algorithm>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class DeadValues {
 public:
  explicit DeadValues(Function& f) : f_(f), cfg_(analyse_cfg(f)) {}

  bool run() {
    bool changed = empty_unreachable_blocks(f_, cfg_);
    changed |= drop_constant_parameters();
    find_needed();
    for (const BlockId b : cfg_.order) {
      changed |= drop_insts(b);
      changed |= drop_parameters(b);
    }
    return changed;
  }

 private:
  /// A parameter that every edge gives the same value (or itself) is that value.
  bool drop_constant_parameters() {
    Replacements replacements(f_);
    for (const BlockId b : cfg_.order) {
      for (size_t i = f_.blocks[b].parameters.size(); b != 0 && i-- > 0;) {
        const ValueId parameter = f_.blocks[b].parameters[i];
        const ValueId only = only_argument(b, i, parameter, replacements);
        if (only == nothing) continue;
        replacements.replace(parameter, only);
        remove_parameter(b, i);
      }
    }
    return replacements.apply();
  }

  ValueId only_argument(BlockId b, size_t index, ValueId parameter,
                        const Replacements& replacements) const {
    ValueId only = nothing;
    for (const BlockId p : cfg_.predecessors[b]) {
      for (const Edge& e : f_.blocks[p].terminator.edges) {
        if (e.target != b) continue;
        const ValueId argument = replacements.resolve(e.arguments[index]);
        if (argument == parameter) continue;
        if (only != nothing && only != argument) return nothing;
        only = argument;
      }
    }
    return only;
  }

  void remove_parameter(BlockId b, size_t index) {
    std::vector<ValueId>& parameters = f_.blocks[b].parameters;
    parameters.erase(parameters.begin() + static_cast<ptrdiff_t>(index));
    for (size_t i = index; i < parameters.size(); ++i)
      f_.values[parameters[i]].index = static_cast<uint32_t>(i);
    for (Block& block : f_.blocks)
      for (Edge& e : block.terminator.edges)
        if (e.target == b) e.arguments.erase(e.arguments.begin() + static_cast<ptrdiff_t>(index));
  }

  void find_needed() {
    needed_.assign(f_.values.size(), 0);
    for (const BlockId b : cfg_.order) {
      for (const InstId i : f_.blocks[b].insts)
        if (!is_removable(f_.insts[i])) need_all(f_.insts[i].operands);
      need_all(f_.blocks[b].terminator.operands);
    }
    while (!work_.empty()) {
      const ValueId v = work_.back();
      work_.pop_back();
      const Value& value = f_.values[v];
      if (value.kind == Value::Kind::result)
        need_all(f_.insts[value.owner].operands);
      else
        need_arguments(value.owner, value.index);
    }
  }

  void need_all(const Few<ValueId>& list) {
    for (const ValueId v : list) need(v);
  }
  void need(ValueId v) {
    if (needed_[v] != 0) return;
    needed_[v] = 1;
    work_.push_back(v);
  }
  void need_arguments(BlockId b, size_t index) {
    if (b == 0) return;
    for (const BlockId p : cfg_.predecessors[b])
      for (const Edge& e : f_.blocks[p].terminator.edges)
        if (e.target == b) need(e.arguments[index]);
  }

  bool drop_insts(BlockId b) {
    return std::erase_if(f_.blocks[b].insts, [&](InstId i) {
             const Inst& inst = f_.insts[i];
             return is_removable(inst) &&
                    std::ranges::none_of(inst.results, [&](ValueId v) { return needed_[v] != 0; });
           }) != 0;
  }

  bool drop_parameters(BlockId b) {
    bool changed = false;
    for (size_t i = f_.blocks[b].parameters.size(); b != 0 && i-- > 0;) {
      if (needed_[f_.blocks[b].parameters[i]] != 0) continue;
      remove_parameter(b, i);
      changed = true;
    }
    return changed;
  }

  Function& f_;
  Cfg cfg_;
  std::vector<uint8_t> needed_;
  std::vector<ValueId> work_;
};

}  // namespace

bool dead_values(Function& f) {
  return DeadValues(f).run();
}

}  // namespace mozi::opt
