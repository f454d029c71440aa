// Chooses opcodes for the ops of a prepared function and fixes their order.
#include "compiler/codegen/select.hpp"

#include <algorithm>
#include <ranges>

#include "compiler/codegen/patterns.hpp"
#include "compiler/codegen/prepare.hpp"

namespace mozi::codegen {
namespace {

using namespace ir;

class Selector {
 public:
  Selector(Unit& unit, Function f, FunctionId id, const std::vector<BlockId>& order,
           const std::vector<double>& weights)
      : unit_(unit), f_(std::move(f)), order_(order), weights_(weights) {
    out_.id = id;
  }

  StackFunction run() {
    number_blocks();
    find_homes();
    find_cheap_values();
    find_wanted();
    find_outside_uses();
    set_entry_stack();
    for (const BlockId b : order_) select_block(b);
    return std::move(out_);
  }

 private:
  void number_blocks() {
    index_.assign(f_.blocks.size(), nothing);
    out_.blocks.resize(order_.size());
    for (uint32_t i = 0; i < order_.size(); ++i) {
      index_[order_[i]] = i;
      out_.blocks[i].label = i == 0 ? unit_.function_labels[out_.id] : unit_.fresh_label();
    }
  }

  void find_homes() {
    homes_.assign(f_.insts.size(), nothing);
    emitted_.assign(f_.insts.size(), 0);
    for (const BlockId b : order_)
      for (const InstId i : f_.blocks[b].insts) homes_[i] = b;
  }

  void find_cheap_values() {
    out_.values.resize(f_.values.size());
    for (const BlockId b : order_) {
      for (const InstId i : f_.blocks[b].insts) {
        const Inst& inst = f_.insts[i];
        if (inst.op == Op::static_memory)
          unit_.memory.push_back({.function = out_.id,
                                  .size = static_cast<uint32_t>(inst.imm.low()),
                                  .value = inst.results[0],
                                  .home = index_[b]});
        if (inst.results.size() != 1) continue;
        if (auto cheap = cheap_value(unit_, inst, inst.results[0], out_.id))
          out_.values[inst.results[0]] = std::move(*cheap);
      }
    }
    for (const BlockId b : order_)
      for (const InstId i : f_.blocks[b].insts) find_cheap_address(f_.insts[i]);
    for (ValueId v = 0; v < f_.values.size(); ++v) out_.values[v].variable = f_.values[v].variable;
  }

  /// A constant offset into static memory is known like the memory's address.
  void find_cheap_address(const Inst& inst) {
    if (inst.op != Op::add) return;
    for (const size_t side : {size_t{0}, size_t{1}}) {
      const Value& base = f_.values[inst.operands[side]];
      const Value& offset = f_.values[inst.operands[1 - side]];
      if (base.kind != Value::Kind::result || offset.kind != Value::Kind::result) continue;
      if (f_.insts[base.owner].op != Op::static_memory || f_.insts[offset.owner].op != Op::constant)
        continue;
      StackValue value = out_.values[inst.operands[side]];
      value.recipe[0].word = f_.insts[offset.owner].imm;
      out_.values[inst.results[0]] = std::move(value);
      return;
    }
  }

  /// Marks what other blocks, or edges, want from the block that computes it.
  void find_outside_uses() {
    used_outside_.assign(f_.values.size(), 0);
    for (const BlockId b : order_) {
      const Block& block = f_.blocks[b];
      for (const InstId i : block.insts)
        if (wanted_[i] != 0)
          for (const ValueId v : f_.insts[i].operands)
            if (lazy_home(v) != b) used_outside_[v] = 1;
      const Terminator& t = block.terminator;
      const bool returns = t.kind == Terminator::Kind::ret;
      for (const ValueId v : t.operands)
        if (returns || lazy_home(v) != b) used_outside_[v] = 1;
      for (const Edge& e : t.edges)
        for (const ValueId v : e.arguments) used_outside_[v] = 1;
    }
  }

  /// Marks instructions with effects and what they need.
  void find_wanted() {
    wanted_.assign(f_.insts.size(), 0);
    std::vector<InstId> work;
    const auto want_value = [&](ValueId v) {
      if (f_.values[v].kind != Value::Kind::result || wanted_[f_.values[v].owner] != 0) return;
      wanted_[f_.values[v].owner] = 1;
      work.push_back(f_.values[v].owner);
    };
    for (const BlockId b : order_) {
      for (const InstId i : f_.blocks[b].insts) {
        if (only_reads(info(f_.insts[i].op).effects) || wanted_[i] != 0) continue;
        wanted_[i] = 1;
        work.push_back(i);
      }
      for (const ValueId v : f_.blocks[b].terminator.operands) want_value(v);
      for (const Edge& e : f_.blocks[b].terminator.edges)
        for (const ValueId v : e.arguments) want_value(v);
    }
    while (!work.empty()) {
      const InstId i = work.back();
      work.pop_back();
      for (const ValueId v : f_.insts[i].operands) want_value(v);
    }
  }

  /// The block that computes `v` when it is wanted, or nothing for cheap values, parameters,
  /// results of effects and the return addresses that selection itself adds after the function's
  /// values.
  [[nodiscard]] BlockId lazy_home(ValueId v) const {
    if (v >= f_.values.size()) return nothing;
    const Value& value = f_.values[v];
    if (value.kind != Value::Kind::result || out_.values[v].cheap) return nothing;
    return only_reads(info(f_.insts[value.owner].op).effects) ? homes_[value.owner] : nothing;
  }

  void select_block(BlockId b) {
    const Block& block = f_.blocks[b];
    StackBlock& out = out_.blocks[index_[b]];
    if (b != order_[0]) out.parameters = block.parameters;
    out.cold = block.cold;
    out.weight = weights_[b];
    block_ = b;
    into_ = &out;
    for (size_t i = 0; i < block.insts.size(); ++i) {
      const Inst& inst = f_.insts[block.insts[i]];
      if (only_reads(info(inst.op).effects)) continue;
      flush_reads(block.insts, i);
      if (inst.op == Op::call)
        emit_call(inst);
      else
        emit_step(step_for(unit_, inst));
    }
    for (const InstId i : block.insts)
      if (std::ranges::any_of(f_.insts[i].results,
                              [&](ValueId v) { return used_outside_[v] != 0; }))
        emit_lazily(i);
    select_exit(block.terminator);
  }

  /// Emits the reads before instruction `at` that it would disturb and something still wants.
  void flush_reads(const std::vector<InstId>& insts, size_t at) {
    const Inst& effect = f_.insts[insts[at]];
    const uint32_t disturbed = reads_changed_by(info(effect.op).effects);
    if (disturbed == 0) return;
    std::vector<InstId> own;
    for (const ValueId v : effect.operands) collect(v, own);
    for (size_t i = 0; i < at; ++i) {
      const uint32_t effects = info(f_.insts[insts[i]].op).effects;
      if ((effects & disturbed) != 0 && std::ranges::find(own, insts[i]) == own.end())
        emit_lazily(insts[i]);
    }
  }

  /// The instructions that computing `v` would emit.
  void collect(ValueId v, std::vector<InstId>& into) const {
    if (lazy_home(v) != block_) return;
    const InstId i = f_.values[v].owner;
    if (emitted_[i] != 0 || std::ranges::find(into, i) != into.end()) return;
    into.push_back(i);
    for (const ValueId operand : f_.insts[i].operands) collect(operand, into);
  }

  void emit_operands(const Few<ValueId>& operands) {
    for (const ValueId v : std::views::reverse(operands)) {
      if (lazy_home(v) == block_) emit_lazily(f_.values[v].owner);
      into_->items.push_back(Item::fetch(v));
    }
  }

  void emit_lazily(InstId i) {
    const Inst& inst = f_.insts[i];
    if (emitted_[i] != 0 || wanted_[i] == 0 || !only_reads(info(inst.op).effects)) return;
    if (out_.values[inst.results[0]].cheap) return;
    emitted_[i] = 1;
    emit_step(step_for(unit_, inst));
  }

  void emit_step(Step step) {
    emit_operands(step.operands);
    emit(std::move(step));
  }

  void emit(Step step) {
    into_->items.push_back(Item::run(static_cast<uint32_t>(into_->steps.size())));
    into_->steps.push_back(std::move(step));
  }

  ValueId add_cheap(AsmList recipe) {
    const auto gas = static_cast<uint8_t>(static_gas(recipe));
    out_.values.push_back({.cheap = true, .gas = gas, .recipe = std::move(recipe)});
    return static_cast<ValueId>(out_.values.size() - 1);
  }

  /// The return address goes below the arguments.
  void emit_call(const Inst& inst) {
    Step step;
    step.callee = static_cast<uint32_t>(inst.imm.low());
    step.operands = inst.operands;
    step.results = inst.results;
    step.effects = info(Op::call).effects;
    step.location = inst.location;
    AsmItem jump = op(isa::Op::JUMP);
    jump.jump = 'i';
    step.code = {push_label(unit_.function_labels[step.callee]), jump};
    if (unit_.returns[step.callee] != 0) {
      const Label back = unit_.fresh_label();
      step.operands.push_back(add_cheap({push_label(back)}));
      step.code.push_back(label(back));
    }
    emit_step(std::move(step));
  }

  Label label_of(BlockId b) {
    if (index_[b] != nothing) return out_.blocks[index_[b]].label;
    return unit_.trap_label(f_.blocks[b].terminator.trap);
  }

  void select_exit(const Terminator& t) {
    Exit& exit = into_->exit;
    exit.location = t.location;
    using Kind = Terminator::Kind;
    if (t.kind == Kind::jump) {
      exit.kind = Exit::Kind::jump;
      exit.arguments = t.edges[0].arguments;
      exit.targets = {index_[t.edges[0].target]};
    } else if (t.kind == Kind::branch) {
      const Label target = label_of(t.edges[0].target);
      emit_step(jump_if(t.operands[0], target, t.location));
      select_targets(t, t.edges[1].target);
    } else if (t.kind == Kind::switch_) {
      select_switch(t);
    } else if (t.kind == Kind::ret) {
      exit.kind = Exit::Kind::ret;
      exit.arguments.assign(t.operands.rbegin(), t.operands.rend());
      exit.arguments.push_back(return_address_);
    } else {
      select_halt(t);
    }
  }

  void select_targets(const Terminator& t, BlockId falls_through_to) {
    Exit& exit = into_->exit;
    exit.kind = Exit::Kind::branch;
    exit.falls_through_to = label_of(falls_through_to);
    for (const Edge& e : t.edges)
      if (index_[e.target] != nothing &&
          std::ranges::find(exit.targets, index_[e.target]) == exit.targets.end())
        exit.targets.push_back(index_[e.target]);
  }

  void select_switch(const Terminator& t) {
    std::vector<Label> targets;
    for (const Edge& e : t.edges) targets.push_back(label_of(e.target));
    Step step;
    step.operands = t.operands;
    step.results = t.operands;  // each comparison takes a copy
    step.location = t.location;
    if (auto table = find_switch_table(t.cases, unit_.runs)) {
      const Trap* trap = trap_of(t.edges.back().target);
      table->base = unit_.fresh_label();
      table->otherwise = targets.back();
      table->otherwise_reverts = trap != nullptr && trap->kind == Trap::Kind::empty;
      table->targets = std::move(targets);
      step.code = jump_into(*table);
      unit_.tables.push_back(std::move(*table));
    } else {
      step.code = switch_code(unit_, t.cases, targets, targets.back());
    }
    emit_step(std::move(step));
    select_targets(t, t.edges.back().target);
  }

  /// The trap of a block that only traps.
  [[nodiscard]] const Trap* trap_of(BlockId b) const {
    return only_traps(f_.blocks[b]) ? &unit_.object.traps[f_.blocks[b].terminator.trap] : nullptr;
  }

  void select_halt(const Terminator& t) {
    Step step;
    step.operands = t.operands;
    step.location = t.location;
    step.effects = R_MEMORY;
    using Kind = Terminator::Kind;
    if (t.kind == Kind::trap && unit_.object.traps[t.trap].kind == Trap::Kind::empty)
      step.code = trap_code({});
    else if (t.kind == Kind::trap)
      step.code = {push_label(unit_.trap_label(t.trap)), op(isa::Op::JUMP)};
    else if (t.kind == Kind::deploy)
      step.code = deploy_code(unit_);
    else
      step.code = {op(halting_opcode(t.kind))};
    emit_step(std::move(step));
  }

  static isa::Op halting_opcode(Terminator::Kind kind) {
    using Kind = Terminator::Kind;
    if (kind == Kind::stop) return isa::Op::STOP;
    if (kind == Kind::return_) return isa::Op::RETURN;
    if (kind == Kind::revert) return isa::Op::REVERT;
    if (kind == Kind::selfdestruct) return isa::Op::SELFDESTRUCT;
    return isa::Op::INVALID;
  }

  void set_entry_stack() {
    const std::vector<ValueId>& parameters = f_.blocks[order_[0]].parameters;
    out_.entry_stack.assign(parameters.rbegin(), parameters.rend());
    if (unit_.returns[out_.id] == 0) return;
    return_address_ = static_cast<ValueId>(out_.values.size());
    out_.values.emplace_back();
    out_.entry_stack.insert(out_.entry_stack.begin(), return_address_);
  }

  Unit& unit_;
  Function f_;
  const std::vector<BlockId>& order_;
  const std::vector<double>& weights_;
  StackFunction out_;
  std::vector<uint32_t> index_;  // of each block in the order; nothing for blocks that only trap
  std::vector<BlockId> homes_;   // of each instruction
  std::vector<uint8_t> emitted_;
  std::vector<uint8_t> wanted_;
  std::vector<uint8_t> used_outside_;
  ValueId return_address_ = nothing;
  BlockId block_ = nothing;
  StackBlock* into_ = nullptr;
};

}  // namespace

StackFunction select(Unit& unit, ir::Function f, ir::FunctionId id,
                     const std::vector<BlockId>& order, const std::vector<double>& weights) {
  return Selector(unit, std::move(f), id, order, weights).run();
}

}  // namespace mozi::codegen
