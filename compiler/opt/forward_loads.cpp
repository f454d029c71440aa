// forward_loads
// Changes: loads of storage and transient storage whose value is known from an earlier load or
// store;
//          stores of what is there already.
// Keeps:   everything else. A place is a value; what may alias it is decided by places.cpp. Nothing
// is known
//          after a call that may write; at the head of a loop what the loop does not write is.
// Needs:   gvn, so that equal places are one value.
//   sstore %s, %v; %1 = sload %s; use %1  ->  sstore %s, %v; use %v
#include <algorithm>
#include <map>
#include <optional>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/loops.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/places.hpp"
#include "compiler/opt/values.hpp"

// What no case names only clears what it may write.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::opt {

using namespace ir;

namespace {

/// What each place is known to hold.
using Contents = std::map<ValueId, ValueId>;

class ForwardLoads {
 public:
  explicit ForwardLoads(Function& f)
      : f_(f),
        cfg_(analyse_cfg(f)),
        loops_(find_loops(cfg_)),
        replacements_(f),
        ends_(f.blocks.size()) {}

  bool run() {
    for (const BlockId b : cfg_.order) {
      storage_ = entry_contents(b, &Ends::storage);
      transient_ = entry_contents(b, &Ends::transient);
      forget_what_loop_writes(b);
      std::erase_if(f_.blocks[b].insts, [&](InstId i) { return !visit(i); });
      ends_[b] = Ends{storage_, transient_};
    }
    return replacements_.apply() || changed_;
  }

 private:
  struct Ends {
    Contents storage;
    Contents transient;
  };

  /// What all predecessors agree on that come before.
  Contents entry_contents(BlockId b, Contents Ends::* space) const {
    const Contents* first = nullptr;
    Contents known;
    for (const BlockId p : cfg_.predecessors[b]) {
      if (cfg_.retreats(p, b)) continue;
      const Contents& other = *ends_[p].*space;
      if (first == nullptr) {
        first = &other;
        known = other;
        continue;
      }
      std::erase_if(known, [&](const auto& entry) {
        const auto at = other.find(entry.first);
        return at == other.end() || at->second != entry.second;
      });
    }
    return known;
  }

  /// A way back to `b` brings what the loop has written; one that is no loop's brings anything.
  void forget_what_loop_writes(BlockId b) {
    const auto& from = cfg_.predecessors[b];
    if (std::ranges::none_of(from, [&](BlockId p) { return cfg_.retreats(p, b); })) return;
    const auto loop = std::ranges::find(loops_, b, &Loop::header);
    const bool natural = loop != loops_.end() && std::ranges::all_of(from, [&](BlockId p) {
                           return !cfg_.retreats(p, b) || cfg_.dominates(b, p);
                         });
    if (!natural) {
      storage_.clear();
      transient_.clear();
      return;
    }
    const LoopWrites writes = writes_of(f_, *loop);
    if ((writes.effects & W_STORAGE) != 0) storage_.clear();
    if ((writes.effects & W_TRANSIENT) != 0) transient_.clear();
    for (const ValueId place : writes.storage) forget(storage_, place);
    for (const ValueId place : writes.transient) forget(transient_, place);
  }

  void forget(Contents& known, ValueId place) const {
    std::erase_if(known, [&](const auto& entry) { return may_alias(f_, entry.first, place); });
  }

  /// False if the instruction goes.
  bool visit(InstId id) {
    Inst& inst = f_.insts[id];
    for (ValueId& v : inst.operands) v = replacements_.resolve(v);
    switch (inst.op) {
      case Op::sload:
        return load(storage_, inst);
      case Op::tload:
        return load(transient_, inst);
      case Op::sstore:
        return store(storage_, inst);
      case Op::tstore:
        return store(transient_, inst);
      default:
        if ((info(inst.op).effects & W_STORAGE) != 0) storage_.clear();
        if ((info(inst.op).effects & W_TRANSIENT) != 0) transient_.clear();
        return true;
    }
  }

  bool load(Contents& known, const Inst& inst) {
    const auto [at, fresh] = known.try_emplace(inst.operands[0], inst.results[0]);
    if (fresh) return true;
    replacements_.replace(inst.results[0], at->second);
    changed_ = true;
    return false;
  }

  bool store(Contents& known, const Inst& inst) {
    const ValueId place = inst.operands[0];
    const ValueId value = inst.operands[1];
    const auto present = known.find(place);
    if (present != known.end() && present->second == value) {
      changed_ = true;
      return false;
    }
    forget(known, place);
    known[place] = value;
    return true;
  }

  Function& f_;
  Cfg cfg_;
  std::vector<Loop> loops_;
  Replacements replacements_;
  std::vector<std::optional<Ends>> ends_;
  Contents storage_;
  Contents transient_;
  bool changed_ = false;
};

}  // namespace

bool forward_loads(Function& f) {
  return ForwardLoads(f).run();
}

}  // namespace mozi::opt
