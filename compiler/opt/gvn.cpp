// gvn
// Changes: uses of a pure value whose equal is computed on every path before.
// Keeps:   blocks, effects; the later computation stays for dead_values.
// Needs:   simplify, which orders operands.
//   %3 = add %0, %1; %4 = add %0, %1; use %4  ->  use %3
#include <map>
#include <tuple>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class Numbering {
 public:
  explicit Numbering(Function& f) : f_(f), cfg_(analyse_cfg(f)), replacements_(f) {}

  bool run() {
    std::vector<std::vector<BlockId>> kids(f_.blocks.size());
    for (const BlockId b : cfg_.order)
      if (cfg_.idom[b] != nothing) kids[cfg_.idom[b]].push_back(b);
    visit(0, kids);
    return replacements_.apply();
  }

 private:
  using Key = std::tuple<Op, Word, std::vector<ValueId>>;

  void visit(BlockId root, const std::vector<std::vector<BlockId>>& kids) {
    struct Step {
      BlockId block;
      bool leave;
    };
    std::vector<Step> path{{root, false}};
    std::vector<std::vector<Key>> scopes;
    while (!path.empty()) {
      const Step step = path.back();
      path.pop_back();
      if (step.leave) {
        for (const Key& key : scopes.back()) known_.erase(key);
        scopes.pop_back();
        continue;
      }
      scopes.emplace_back();
      number_block(step.block, scopes.back());
      path.push_back({step.block, true});
      for (const BlockId kid : kids[step.block]) path.push_back({kid, false});
    }
  }

  void number_block(BlockId b, std::vector<Key>& added) {
    for (const InstId i : f_.blocks[b].insts) {
      const Inst& inst = f_.insts[i];
      if (info(inst.op).effects != pure || inst.op == Op::static_memory) continue;
      Key key{inst.op, inst.imm, {}};
      for (const ValueId v : inst.operands) std::get<2>(key).push_back(replacements_.resolve(v));
      const auto [at, fresh] = known_.try_emplace(key, inst.results[0]);
      if (fresh)
        added.push_back(std::move(key));
      else
        replacements_.replace(inst.results[0], at->second);
    }
  }

  Function& f_;
  Cfg cfg_;
  Replacements replacements_;
  std::map<Key, ValueId> known_;
};

}  // namespace

bool gvn(Function& f) {
  return Numbering(f).run();
}

}  // namespace mozi::opt
