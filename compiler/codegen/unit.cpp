// What the functions of one object share while their code is generated.
#include "compiler/codegen/unit.hpp"

#include "compiler/ir/cfg.hpp"

namespace mozi::codegen {
namespace {

bool ever_returns(const ir::Function& f) {
  const ir::Cfg cfg = ir::analyse_cfg(f);
  for (const ir::BlockId b : cfg.order)
    if (f.blocks[b].terminator.kind == ir::Terminator::Kind::ret) return true;
  return false;
}

}  // namespace

Unit::Unit(const ir::Program& p, const ir::Object& o, const Code* runtime_code,
           unsigned expected_runs)
    : program(p),
      object(o),
      runtime(runtime_code),
      runs(expected_runs),
      trap_labels(o.traps.size(), ir::nothing) {
  for (const ir::Function& f : o.functions) {
    function_labels.push_back(fresh_label());
    returns.push_back(ever_returns(f) ? 1 : 0);
  }
  if (runtime == nullptr) return;
  for (size_t i = 0; i < p.immutables.size(); ++i) {
    immutable_slots.push_back(static_cast<MemoryId>(memory.size()));
    memory.push_back({.whole_run = true});
  }
}

Label Unit::trap_label(ir::TrapId trap) {
  if (trap_labels[trap] == ir::nothing) trap_labels[trap] = fresh_label();
  return trap_labels[trap];
}

}  // namespace mozi::codegen
