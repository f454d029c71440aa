// unroll_loops
// Changes: a loop of one block that runs a known, small number of times becomes its turns, one
// after the other. Keeps:   loops that would become long. Needs:   rotate_loops and simplify_cfg,
// so that a loop's test ends its only block.
//   ^1(%i): sstore %i, %x; %j = add %i, 1; branch (lt %j, 2), ^1(%j), ^2   (entered with 0)
//     ->  sstore 0, %x; sstore 1, %x; jump ^2
#include <algorithm>
#include <map>
#include <optional>

#include "compiler/ir/builder.hpp"
#include "compiler/opt/loops.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"
#include "vm/isa/word_ops.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

constexpr size_t most_turns = 8;
constexpr size_t most_insts = 48;  // of all turns together, what folds to constants not counted

class Unrolling {
 public:
  Unrolling(Function& f, const Cfg& cfg, const Loop& loop) : f_(f), cfg_(cfg), loop_(loop) {}

  bool run() {
    const Block& block = f_.blocks[loop_.header];
    if (loop_.blocks.size() != 1 || block.terminator.kind != Terminator::Kind::branch) return false;
    const auto back = std::ranges::find(block.terminator.edges, loop_.header, &Edge::target);
    round_ = static_cast<size_t>(back - block.terminator.edges.begin());
    const auto makes_memory = [&](InstId i) { return f_.insts[i].op == Op::static_memory; };
    if (block.terminator.edges[1 - round_].target == loop_.header ||
        std::ranges::any_of(block.insts, makes_memory))
      return false;
    const size_t turns = count_turns();
    if (turns == 0 || insts_ > most_insts || used_outside()) return false;
    const BlockId before = preheader_of(f_, cfg_, loop_);
    if (before == nothing) return false;
    write(before, turns);
    return true;
  }

 private:
  using Known = std::map<ValueId, Word>;

  /// How often the block runs; 0 if that is not known, or more than is worth it.
  [[nodiscard]] size_t count_turns() {
    const Block& block = f_.blocks[loop_.header];
    std::optional<Edge> into;
    for (const BlockId p : cfg_.predecessors[loop_.header])
      for (const Edge& e : f_.blocks[p].terminator.edges) {
        if (p == loop_.header || e.target != loop_.header) continue;
        if (into) return 0;
        into = e;
      }
    if (!into) return 0;
    Known known = pass({}, into->arguments);
    for (size_t turns = 1; turns <= most_turns; ++turns) {
      for (const InstId i : block.insts) {
        evaluate(f_.insts[i], known);
        const Few<ValueId>& results = f_.insts[i].results;
        insts_ += results.size() != 1 || !word_of(known, results[0]) ? 1 : 0;
      }
      const auto condition = word_of(known, block.terminator.operands[0]);
      if (!condition) return 0;
      if ((condition->is_zero() ? 1u : 0u) != round_) return turns;
      known = pass(known, block.terminator.edges[round_].arguments);
    }
    return 0;
  }

  [[nodiscard]] std::optional<Word> word_of(const Known& known, ValueId v) const {
    if (const Word* word = constant(f_, v)) return *word;
    const auto at = known.find(v);
    return at == known.end() ? std::nullopt : std::optional{at->second};
  }

  [[nodiscard]] Known pass(const Known& known, const Few<ValueId>& arguments) const {
    Known next;
    for (size_t i = 0; i < arguments.size(); ++i)
      if (const auto word = word_of(known, arguments[i]))
        next[f_.blocks[loop_.header].parameters[i]] = *word;
    return next;
  }

  void evaluate(const Inst& inst, Known& known) const {
    const OpInfo& row = info(inst.op);
    if (!row.opcode || isa::info(*row.opcode).kind != isa::OpKind::pure) return;
    std::array<Word, 3> operands;
    for (size_t i = 0; i < inst.operands.size(); ++i) {
      const auto word = word_of(known, inst.operands[i]);
      if (!word) return;
      operands[i] = *word;
    }
    known[inst.results[0]] = isa::evaluate(*row.opcode, operands.data());
  }

  /// Values of the block may be used behind it only as arguments of its own edges.
  [[nodiscard]] bool used_outside() const {
    const Block& block = f_.blocks[loop_.header];
    std::vector<uint8_t> own(f_.values.size());
    for (const ValueId v : block.parameters) own[v] = 1;
    for (const InstId i : block.insts)
      for (const ValueId v : f_.insts[i].results) own[v] = 1;
    bool used = false;
    for (const BlockId b : cfg_.order)
      if (b != loop_.header) each_use(f_, f_.blocks[b], [&](ValueId v) { used |= own[v] != 0; });
    return used;
  }

  void write(BlockId before, size_t turns) {
    const Block block = f_.blocks[loop_.header];
    Few<ValueId> arguments = f_.blocks[before].terminator.edges[0].arguments;
    for (size_t turn = 1; turn <= turns; ++turn) {
      std::map<ValueId, ValueId> copies;
      for (size_t i = 0; i < arguments.size(); ++i) copies[block.parameters[i]] = arguments[i];
      const auto copied = [&](const Few<ValueId>& list) {
        Few<ValueId> out;
        for (const ValueId v : list) out.push_back(copies.contains(v) ? copies[v] : v);
        return out;
      };
      for (const InstId i : block.insts) {
        const Inst inst = f_.insts[i];
        const Few<ValueId> operands = copied(inst.operands);
        const InstId made = add_inst(f_, inst.op, {operands.data(), operands.size()},
                                     inst.results.size(), inst.imm, inst.location);
        f_.blocks[before].insts.push_back(made);
        for (size_t r = 0; r < inst.results.size(); ++r) {
          const ValueId result = f_.insts[made].results[r];
          copies[inst.results[r]] = result;
          f_.values[result].name = f_.values[inst.results[r]].name;
          f_.values[result].variable = f_.values[inst.results[r]].variable;
        }
      }
      const Edge& out = block.terminator.edges[turn == turns ? 1 - round_ : round_];
      arguments = copied(out.arguments);
      if (turn == turns) f_.blocks[before].terminator.edges[0] = {out.target, arguments};
    }
  }

  Function& f_;
  const Cfg& cfg_;
  const Loop& loop_;
  size_t round_ = 0;  // the edge that leads round
  size_t insts_ = 0;  // that all turns together would leave
};

}  // namespace

bool unroll_loops(Function& f) {
  bool changed = false;
  for (bool found = true; found;) {
    found = false;
    const Cfg cfg = analyse_cfg(f);
    for (const Loop& loop : find_loops(cfg)) {
      found = Unrolling(f, cfg, loop).run();
      if (found) break;
    }
    changed |= found;
  }
  return changed;
}

}  // namespace mozi::opt
