// dead_stores
// Changes: drops stores to storage and transient storage that the same block overwrites before
// anything can
//          see them. A check between them does not matter: if it fails, the first store is undone,
//          too.
// Keeps:   stores before calls, loads that may alias, and the end of the block.
// Needs:   gvn, so that equal places are one value.
//   sstore %s, %v; sstore %s, %w  ->  sstore %s, %w
#include <set>

#include "compiler/opt/passes.hpp"
#include "compiler/opt/places.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

/// Walks a block backwards with the places that will be overwritten unseen.
class DeadStores {
 public:
  explicit DeadStores(Function& f) : f_(f) {}

  bool run(Block& block) {
    std::vector<uint8_t> dead(block.insts.size());
    bool any = false;
    for (size_t i = block.insts.size(); i-- > 0;) {
      dead[i] = is_dead(f_.insts[block.insts[i]]) ? 1 : 0;
      any |= dead[i] != 0;
    }
    if (!any) return false;
    std::vector<InstId> kept;
    for (size_t i = 0; i < dead.size(); ++i)
      if (dead[i] == 0) kept.push_back(block.insts[i]);
    block.insts = std::move(kept);
    return true;
  }

 private:
  bool is_dead(const Inst& inst) {
    const ValueId place = inst.operands.empty() ? nothing : inst.operands[0];
    if (inst.op == Op::sstore) return !storage_.insert(place).second;
    if (inst.op == Op::tstore) return !transient_.insert(place).second;
    if (inst.op == Op::sload) {
      forget(storage_, place);
    } else if (inst.op == Op::tload) {
      forget(transient_, place);
    } else {
      if ((info(inst.op).effects & R_STORAGE) != 0) storage_.clear();
      if ((info(inst.op).effects & R_TRANSIENT) != 0) transient_.clear();
    }
    return false;
  }

  void forget(std::set<ValueId>& places, ValueId seen) {
    std::erase_if(places, [&](ValueId place) { return may_alias(f_, place, seen); });
  }

  Function& f_;
  std::set<ValueId> storage_;
  std::set<ValueId> transient_;
};

}  // namespace

bool dead_stores(Function& f) {
  bool changed = false;
  for (Block& block : f.blocks) changed |= DeadStores(f).run(block);
  return changed;
}

}  // namespace mozi::opt
