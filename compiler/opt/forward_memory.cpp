// forward_memory
// Changes: loads of memory words whose value is known from an earlier store or load; stores of
// words that the
//          same block overwrites before anything can see them.
// Keeps:   everything around calls, copies and hashes that may touch a word; memory at plain
// numbers. Words are
//          told apart by the value that their address begins with and a constant offset.
// Needs:   gvn and simplify, so that equal addresses are one value and offsets meet.
//   mstore %m, %v; %1 = mload %m; use %1  ->  mstore %m, %v; use %v
#include <map>
#include <optional>
#include <set>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

constexpr Word word_size{32};

/// The address of a word: a value and how far behind it.
struct Place {
  ValueId root = nothing;  // nothing: a plain number
  Word offset;
  auto operator<=>(const Place&) const = default;
};

Place place_of(const Function& f, ValueId v) {
  const Inst* inst = definition(f, v);
  if (inst == nullptr) return {v, {}};
  if (inst->op == Op::constant) return {nothing, inst->imm};
  if (inst->op != Op::add) return {v, {}};
  const Word* offset = constant(f, inst->operands[1]);
  if (offset == nullptr || !offset->fits64()) return {v, {}};
  Place place = place_of(f, inst->operands[0]);
  place.offset = place.offset + *offset;
  return place;
}

std::optional<Op> origin_of(const Function& f, ValueId root) {
  const Inst* inst = root == nothing ? nullptr : definition(f, root);
  return inst == nullptr ? std::nullopt : std::optional{inst->op};
}

/// True if words at the two places may share a byte. Each static memory is apart from every other
/// and from free memory; any other address may lie anywhere.
bool may_overlap(const Function& f, const Place& a, const Place& b) {
  if (a.root != b.root) {
    const auto left = origin_of(f, a.root);
    const auto right = origin_of(f, b.root);
    if (left == Op::static_memory) return right != Op::static_memory && right != Op::free_memory;
    return right != Op::static_memory || left != Op::free_memory;
  }
  return a.offset < b.offset ? b.offset - a.offset < word_size : a.offset - b.offset < word_size;
}

class ForwardMemory {
 public:
  explicit ForwardMemory(Function& f)
      : f_(f), cfg_(analyse_cfg(f)), replacements_(f), ends_(f.blocks.size()) {}

  bool run() {
    for (const BlockId b : cfg_.order) {
      const auto& from = cfg_.predecessors[b];
      const bool follows = from.size() == 1 && !cfg_.retreats(from[0], b);
      known_ = follows ? *ends_[from[0]] : Contents{};
      std::erase_if(f_.blocks[b].insts, [&](InstId i) { return !visit(i); });
      ends_[b] = known_;
    }
    changed_ |= replacements_.apply();
    for (Block& block : f_.blocks) drop_overwritten(block);
    return changed_;
  }

 private:
  using Contents = std::map<Place, ValueId>;

  /// False if the instruction goes.
  bool visit(InstId id) {
    Inst& inst = f_.insts[id];
    for (ValueId& v : inst.operands) v = replacements_.resolve(v);
    if (inst.op == Op::mload) {
      const Place place = place_of(f_, inst.operands[0]);
      if (place.root == nothing) return true;
      const auto [at, fresh] = known_.try_emplace(place, inst.results[0]);
      if (!fresh) replacements_.replace(inst.results[0], at->second);
      return fresh;
    }
    if (inst.op == Op::mstore) return store(inst);
    if ((info(inst.op).effects & W_MEMORY) != 0) known_.clear();
    return true;
  }

  bool store(const Inst& inst) {
    const Place place = place_of(f_, inst.operands[0]);
    const auto present = known_.find(place);
    if (present != known_.end() && present->second == inst.operands[1]) {
      changed_ = true;
      return false;
    }
    std::erase_if(known_, [&](const auto& entry) { return may_overlap(f_, entry.first, place); });
    if (place.root != nothing) known_[place] = inst.operands[1];
    return true;
  }

  /// From the block's end: stores to words that a later store of the block covers unseen.
  void drop_overwritten(Block& block) {
    std::set<Place> covered;
    std::vector<InstId> kept;
    for (size_t i = block.insts.size(); i-- > 0;) {
      const Inst& inst = f_.insts[block.insts[i]];
      if (inst.op == Op::mstore) {
        const Place place = place_of(f_, inst.operands[0]);
        if (place.root != nothing && !covered.insert(place).second) {
          changed_ = true;
          continue;
        }
      } else if (inst.op == Op::mload) {
        const Place seen = place_of(f_, inst.operands[0]);
        std::erase_if(covered, [&](const Place& place) { return may_overlap(f_, place, seen); });
      } else if ((info(inst.op).effects & R_MEMORY) != 0) {
        covered.clear();
      }
      kept.push_back(block.insts[i]);
    }
    block.insts.assign(kept.rbegin(), kept.rend());
  }

  Function& f_;
  Cfg cfg_;
  Replacements replacements_;
  std::vector<std::optional<Contents>> ends_;
  Contents known_;
  bool changed_ = false;
};

}  // namespace

bool forward_memory(Function& f) {
  return ForwardMemory(f).run();
}

}  // namespace mozi::opt
