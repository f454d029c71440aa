// drop_unused
// Changes: empties functions that nothing calls, and makes blocks of theirs go.
// Keeps:   function numbers.
// Needs:   nothing.
//   fn @1 that only inlined calls named  ->  fn @1 { invalid }
#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"

namespace mozi::opt {

using namespace ir;

bool drop_unused(Object& object) {
  std::vector<uint8_t> used(object.functions.size());
  std::vector<FunctionId> work{object.entry};
  used[object.entry] = 1;
  while (!work.empty()) {
    const Function& f = object.functions[work.back()];
    work.pop_back();
    for (const BlockId b : analyse_cfg(f).order) {
      for (const InstId i : f.blocks[b].insts) {
        const auto callee = static_cast<FunctionId>(f.insts[i].imm.low());
        if (f.insts[i].op != Op::call || used[callee] != 0) continue;
        used[callee] = 1;
        work.push_back(callee);
      }
    }
  }
  bool changed = false;
  for (FunctionId id = 0; id < used.size(); ++id) {
    Function& f = object.functions[id];
    if (used[id] != 0 || (f.blocks.size() == 1 && f.blocks[0].insts.empty())) continue;
    f.blocks.resize(1);
    f.blocks[0].insts.clear();
    f.blocks[0].terminator = {};
    f.blocks[0].terminator.kind = Terminator::Kind::invalid;
    changed = true;
  }
  return changed;
}

}  // namespace mozi::opt
