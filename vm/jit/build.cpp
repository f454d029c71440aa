// Runs the opcodes of every block over SSA values. Chains of blocks become one block, gas is
// charged once for each section, and phis are made only where stacks can differ.
#include "vm/jit/build.hpp"

#include <optional>
#include <unordered_map>

#include "vm/isa/word_ops.hpp"
#include "vm/jit/slot_stack.hpp"

namespace mozi::jit {
namespace {

using isa::Op;
using Stack = SlotStack<ValueId>;

class Builder {
 public:
  Builder(const isa::Code& code, const isa::Rules& rules, const RegionPlan& plan)
      : code_(code), rules_(rules), plan_(plan) {
    region_.pc = plan.pc;
    region_.low = plan.low;
    region_.high = plan.high;
  }

  Region run();

 private:
  /// A stack that enters a block with several predecessors.
  struct Entering {
    uint32_t from;
    std::vector<ValueId> words;
  };

  void order(uint32_t start);
  [[nodiscard]] std::vector<uint32_t> successors(const PlannedBlock& block) const;
  [[nodiscard]] bool continues_chain(const PlannedBlock& block) const;
  void fill_block(uint32_t index, uint32_t planned);
  Stack entry_stack(uint32_t index, uint32_t planned);
  Op run_ops(uint32_t index, const PlannedBlock& block, Stack& stack);
  void run_op(uint32_t index, Op op, uint32_t pc, Stack& stack);
  void leave(uint32_t index, const PlannedBlock& block, Op last, Stack& stack);
  Exit make_exit(uint32_t index, const PlannedExit& exit, const Stack& stack, ValueId target);
  Exit split_edge(uint32_t index, const PlannedExit& exit, const Stack& stack, ValueId condition,
                  bool holds, ValueId target);
  void spill(Exit& exit, const Stack& stack);
  void refine(uint32_t index, Stack& stack, ValueId condition, bool holds);
  void bound(uint32_t index, Stack& stack, ValueId value, ValueId limit, bool strictly);
  void fill_phis();

  ValueId add(uint32_t index, Inst inst);
  ValueId constant(const Word& value);
  ValueId incoming(int32_t slot);
  ValueId evaluate(uint32_t index, Op op, uint32_t pc, Stack& stack);
  void charge(uint32_t index, int64_t gas);
  void end_section() { charge_ = no_value; }

  const isa::Code& code_;
  const isa::Rules& rules_;
  const RegionPlan& plan_;
  Region region_;
  std::vector<uint32_t> order_;     // planned blocks that start a block, in reverse postorder
  std::vector<uint32_t> in_edges_;  // by planned block
  std::vector<uint32_t> block_of_;  // by planned block
  std::vector<std::vector<Entering>> entering_;  // by block
  std::vector<std::optional<Stack>> single_;     // by block: the stack of its one predecessor
  std::vector<std::vector<std::pair<int32_t, ValueId>>> phis_;  // by block: slot and phi
  std::unordered_map<Word, ValueId> constants_;
  std::unordered_map<int32_t, ValueId> incoming_;
  ValueId charge_ = no_value;
};

std::vector<uint32_t> Builder::successors(const PlannedBlock& block) const {
  std::vector<uint32_t> next;
  // The fall-through comes last, so that it stands first in reverse postorder.
  if (block.branches && block.taken.kind == ExitKind::block) next.push_back(block.taken.target);
  if (block.exit.kind == ExitKind::block) next.push_back(block.exit.target);
  return next;
}

bool Builder::continues_chain(const PlannedBlock& block) const {
  return !block.branches && block.exit.kind == ExitKind::block &&
         in_edges_[block.exit.target] == 1 && block.exit.target != 0;
}

/// Postorder without recursion, since chains can be long.
void Builder::order(uint32_t start) {
  struct Open {
    uint32_t block;
    std::vector<uint32_t> next;
  };
  std::vector<bool> seen(plan_.blocks.size(), false);
  std::vector<uint32_t> postorder;
  std::vector<Open> open;
  seen[start] = true;
  open.push_back({start, successors(plan_.blocks[start])});
  while (!open.empty()) {
    if (open.back().next.empty()) {
      postorder.push_back(open.back().block);
      open.pop_back();
      continue;
    }
    const uint32_t next = open.back().next.front();
    open.back().next.erase(open.back().next.begin());
    ++in_edges_[next];
    if (seen[next]) continue;
    seen[next] = true;
    open.push_back({next, successors(plan_.blocks[next])});
  }
  std::vector<bool> inner(plan_.blocks.size(), false);
  for (const uint32_t block : postorder)
    if (continues_chain(plan_.blocks[block])) inner[plan_.blocks[block].exit.target] = true;
  for (size_t i = postorder.size(); i-- > 0;)
    if (!inner[postorder[i]]) order_.push_back(postorder[i]);
}

ValueId Builder::add(uint32_t index, Inst inst) {
  const auto id = static_cast<ValueId>(region_.values.size());
  if (inst.kind != Kind::constant) inst.word = ~Word{};
  region_.values.push_back(std::move(inst));
  if (index != no_value) region_.blocks[index].code.push_back(id);
  return id;
}

ValueId Builder::constant(const Word& value) {
  const auto [at, is_new] = constants_.try_emplace(value, no_value);
  if (is_new) {
    Inst inst;
    inst.word = value;
    at->second = add(no_value, std::move(inst));
  }
  return at->second;
}

ValueId Builder::incoming(int32_t slot) {
  const auto [at, is_new] = incoming_.try_emplace(slot, no_value);
  if (is_new) {
    Inst inst;
    inst.kind = Kind::incoming;
    inst.imm = slot;
    at->second = add(no_value, std::move(inst));
  }
  return at->second;
}

void Builder::charge(uint32_t index, int64_t gas) {
  if (charge_ == no_value) {
    Inst inst;
    inst.kind = Kind::charge;
    charge_ = add(index, std::move(inst));
  }
  region_.values[charge_].imm += gas;
}

Stack Builder::entry_stack(uint32_t index, uint32_t planned) {
  const PlannedBlock& block = plan_.blocks[planned];
  Stack stack;
  stack.floor = plan_.low;
  if (planned == 0) {
    for (int32_t slot = plan_.low; slot < 0; ++slot) stack.push(incoming(slot));
    return stack;
  }
  if (single_[index]) return std::move(*single_[index]);
  for (int32_t slot = plan_.low; slot < block.height(); ++slot) {
    const int32_t at = slot - block.floor;
    const AbstractWord word =
        at < 0 ? AbstractWord{AbstractWord::Kind::below, false, Word{static_cast<uint32_t>(slot)}}
               : block.entry[static_cast<size_t>(at)];
    if (word.kind == AbstractWord::Kind::constant) {
      stack.push(constant(word.value));
    } else if (word.kind == AbstractWord::Kind::below &&
               word.value == Word{static_cast<uint32_t>(slot)}) {
      stack.push(incoming(slot));
    } else {
      Inst inst;
      inst.kind = Kind::phi;
      inst.pc = block.pc;
      const ValueId phi = add(index, std::move(inst));
      phis_[index].emplace_back(slot, phi);
      stack.push(phi);
    }
  }
  return stack;
}

ValueId Builder::evaluate(uint32_t index, Op op, uint32_t pc, Stack& stack) {
  const isa::OpInfo& row = isa::info(op);
  std::array<Word, 3> operands;
  bool all_constant = true;
  Inst inst;
  inst.kind = Kind::pure;
  inst.op = op;
  inst.pc = pc;
  inst.arg_count = row.pops;
  for (uint8_t i = 0; i < row.pops; ++i) {
    inst.args[i] = stack[i];
    const Inst& arg = region_.values[stack[i]];
    all_constant &= arg.kind == Kind::constant;
    operands[i] = arg.word;
  }
  if (all_constant) return constant(isa::evaluate(op, operands.data()));
  return add(index, std::move(inst));
}

void Builder::run_op(uint32_t index, Op op, uint32_t pc, Stack& stack) {
  const isa::OpInfo& row = isa::info(op);
  charge(index, isa::static_gas(rules_, op));
  if (op == Op::EXP) {
    Inst inst;
    inst.kind = Kind::exp_charge;
    inst.imm = rules_.exp_byte;
    inst.pc = pc;
    inst.arg_count = 1;
    inst.args[0] = stack[1];
    add(index, std::move(inst));
  }
  ValueId result = no_value;
  if (op == Op::PC || op == Op::CODESIZE) {
    result = constant(Word{op == Op::PC ? pc : code_.size()});
  } else if (row.kind == isa::OpKind::pure) {
    result = evaluate(index, op, pc, stack);
  } else {
    Inst inst;
    inst.kind = op == Op::GAS ? Kind::gas : row.kind == isa::OpKind::env ? Kind::env : Kind::effect;
    inst.op = op;
    inst.pc = pc;
    inst.arg_count = row.pops;
    for (uint8_t i = 0; i < row.pops; ++i) inst.args[i] = stack[i];
    result = add(index, std::move(inst));
  }
  stack.drop(row.pops);
  if (row.pushes != 0) stack.push(result);
  if (ends_section(op)) end_section();
}

/// Runs the opcodes of a block and returns the last. Jumps leave their operands on the stack.
Op Builder::run_ops(uint32_t index, const PlannedBlock& block, Stack& stack) {
  auto last = Op::STOP;
  for (uint32_t pc = block.pc; pc < block.end; pc += isa::info(code_.begin()[pc]).size()) {
    const uint8_t byte = code_.begin()[pc];
    const auto op = static_cast<Op>(byte);
    last = op;
    if (move_words(stack, byte, [&] { return constant(push_operand(code_, pc)); }) ||
        op == Op::JUMPDEST || op == Op::JUMP || op == Op::JUMPI || op == Op::STOP) {
      charge(index, isa::static_gas(rules_, op));
      continue;
    }
    run_op(index, op, pc, stack);
  }
  return last;
}

void Builder::spill(Exit& exit, const Stack& stack) {
  exit.height = stack.height();
  for (size_t i = 0; i < stack.words.size(); ++i) {
    const Inst& word = region_.values[stack.words[i]];
    const int32_t slot = stack.floor + static_cast<int32_t>(i);
    if (word.kind == Kind::incoming && word.imm == slot) continue;
    exit.spills.push_back({slot, stack.words[i]});
  }
}

Exit Builder::make_exit(uint32_t index, const PlannedExit& planned, const Stack& stack,
                        ValueId target) {
  Exit exit;
  exit.kind = planned.kind;
  exit.status = planned.status;
  exit.target = planned.target;
  exit.value = target;
  if (planned.kind == ExitKind::block) {
    exit.target = block_of_[planned.target];
    if (in_edges_[planned.target] == 1)
      single_[exit.target] = stack;
    else
      entering_[exit.target].push_back({index, stack.words});
    region_.blocks[exit.target].preds.push_back(index);
  } else if (planned.kind == ExitKind::region || planned.kind == ExitKind::interpret ||
             planned.kind == ExitKind::dynamic) {
    spill(exit, stack);
  }
  return exit;
}

/// Replaces every copy of `value` on the stack by one that is known to be at most `limit`.
void Builder::bound(uint32_t index, Stack& stack, ValueId value, ValueId limit, bool strictly) {
  if (region_.values[value].kind == Kind::constant) return;
  bool used = false;
  for (const ValueId word : stack.words) used |= word == value;
  if (!used) return;
  Inst inst;
  inst.kind = Kind::at_most;
  inst.arg_count = 2;
  inst.args[0] = value;
  inst.args[1] = limit;
  inst.imm = strictly ? 1 : 0;
  const ValueId bounded = add(index, std::move(inst));
  for (ValueId& word : stack.words)
    if (word == value) word = bounded;
}

/// Uses that `condition` is not zero, or is zero, in what runs with `stack` from here.
void Builder::refine(uint32_t index, Stack& stack, ValueId condition, bool holds) {
  Inst inst = region_.values[condition];
  while (inst.kind == Kind::pure && inst.op == Op::ISZERO) {
    holds = !holds;
    condition = inst.args[0];
    inst = region_.values[condition];
  }
  if (!holds) bound(index, stack, condition, constant(Word{}), false);
  if (inst.kind != Kind::pure) return;
  if (inst.op == Op::LT || inst.op == Op::GT) {
    const ValueId less = inst.op == Op::LT ? inst.args[0] : inst.args[1];
    const ValueId more = inst.op == Op::LT ? inst.args[1] : inst.args[0];
    if (holds)
      bound(index, stack, less, more, true);
    else
      bound(index, stack, more, less, false);
  } else if (inst.op == Op::EQ && holds) {
    bound(index, stack, inst.args[0], inst.args[1], false);
    bound(index, stack, inst.args[1], inst.args[0], false);
  }
}

/// An exit of a branch. What the condition tells about stack words is written down in a block of
/// its own on the edge.
Exit Builder::split_edge(uint32_t index, const PlannedExit& planned, const Stack& stack,
                         ValueId condition, bool holds, ValueId target) {
  if (planned.kind != ExitKind::block) return make_exit(index, planned, stack, target);
  const auto middle = static_cast<uint32_t>(region_.blocks.size());
  Stack refined = stack;
  region_.blocks.emplace_back();
  entering_.emplace_back();
  single_.emplace_back();
  phis_.emplace_back();
  refine(middle, refined, condition, holds);
  region_.blocks[middle].pc = region_.blocks[index].pc;
  if (region_.blocks[middle].code.empty()) {
    region_.blocks.pop_back();
    entering_.pop_back();
    single_.pop_back();
    phis_.pop_back();
    return make_exit(index, planned, stack, no_value);
  }
  region_.blocks[middle].preds.push_back(index);
  region_.blocks[middle].exit = make_exit(middle, planned, refined, no_value);
  Exit exit;
  exit.kind = ExitKind::block;
  exit.target = middle;
  return exit;
}

void Builder::leave(uint32_t index, const PlannedBlock& block, Op last, Stack& stack) {
  ValueId target = no_value;
  ValueId condition = no_value;
  if (last == Op::JUMP || last == Op::JUMPI) target = stack.pop();
  if (last == Op::JUMPI) condition = stack.pop();
  const bool same = block.taken.kind == ExitKind::block && block.exit.kind == ExitKind::block &&
                    block.taken.target == block.exit.target;
  if (!block.branches || same) {
    Exit exit = make_exit(index, block.exit, stack, target);
    region_.blocks[index].exit = std::move(exit);
    return;
  }
  Exit taken = split_edge(index, block.taken, stack, condition, true, target);
  Exit exit = split_edge(index, block.exit, stack, condition, false, no_value);
  Block& mine = region_.blocks[index];
  mine.condition = condition;
  mine.taken = std::move(taken);
  mine.exit = std::move(exit);
}

void Builder::fill_block(uint32_t index, uint32_t planned) {
  region_.blocks[index].pc = plan_.blocks[planned].pc;
  Stack stack = entry_stack(index, planned);
  end_section();
  for (;;) {
    const PlannedBlock& block = plan_.blocks[planned];
    const Op last = run_ops(index, block, stack);
    if (!continues_chain(block)) return leave(index, block, last, stack);
    if (last == Op::JUMP || last == Op::JUMPI) stack.drop(last == Op::JUMP ? 1 : 2);
    planned = block.exit.target;
  }
}

void Builder::fill_phis() {
  for (size_t block = 0; block < phis_.size(); ++block) {
    for (const auto& [slot, phi] : phis_[block]) {
      auto& inputs = region_.values[phi].inputs;
      for (const Entering& from : entering_[block])
        inputs.push_back(from.words[static_cast<size_t>(slot - plan_.low)]);
    }
  }
}

Region Builder::run() {
  in_edges_.assign(plan_.blocks.size(), 0);
  block_of_.assign(plan_.blocks.size(), 0);
  order(0);
  for (size_t i = 0; i < order_.size(); ++i) block_of_[order_[i]] = static_cast<uint32_t>(i);
  region_.blocks.resize(order_.size());
  entering_.resize(order_.size());
  single_.resize(order_.size());
  phis_.resize(order_.size());
  for (size_t i = 0; i < order_.size(); ++i) fill_block(static_cast<uint32_t>(i), order_[i]);
  fill_phis();
  return std::move(region_);
}

}  // namespace

Region build(const isa::Code& code, const isa::Rules& rules, const RegionPlan& plan) {
  return Builder(code, rules, plan).run();
}

}  // namespace mozi::jit
