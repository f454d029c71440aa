// Runs the IR itself: control flow and values. What ops do is in machine.cpp.
#include "compiler/ir/interpret.hpp"

#include "compiler/ir/machine.hpp"

namespace mozi::ir {
namespace {

/// One activation of a function.
class Activation {
 public:
  Activation(Machine& machine, const Object& object, FunctionId id)
      : machine_(machine),
        object_(object),
        id_(id),
        f_(object.functions[id]),
        values_(f_.values.size()) {}

  std::vector<Word> run(const std::vector<Word>& arguments) {
    enter(0, arguments);
    for (BlockId b = 0;;) {
      const Block& block = f_.blocks[b];
      for (const InstId i : block.insts) run_inst(i);
      machine_.step();
      const Terminator& t = block.terminator;
      if (t.kind == Terminator::Kind::ret) return words(t.operands);
      if (t.kind == Terminator::Kind::trap) machine_.trap(object_.traps[t.trap]);
      if (t.edges.empty()) machine_.end(t, words(t.operands).data());
      const Edge& edge = chosen_edge(t);
      enter(edge.target, words(edge.arguments));
      b = edge.target;
    }
  }

 private:
  [[nodiscard]] std::vector<Word> words(const Few<ValueId>& list) const {
    std::vector<Word> out;
    for (const ValueId v : list) out.push_back(values_[v]);
    return out;
  }

  void enter(BlockId b, const std::vector<Word>& arguments) {
    for (size_t i = 0; i < arguments.size(); ++i)
      values_[f_.blocks[b].parameters[i]] = arguments[i];
  }

  [[nodiscard]] const Edge& chosen_edge(const Terminator& t) const {
    if (t.kind == Terminator::Kind::jump) return t.edges[0];
    const Word& value = values_[t.operands[0]];
    if (t.kind == Terminator::Kind::branch) return t.edges[value.is_zero() ? 1 : 0];
    for (size_t i = 0; i < t.cases.size(); ++i)
      if (value == t.cases[i]) return t.edges[i];
    return t.edges.back();
  }

  void run_inst(InstId id) {
    machine_.step();
    const Inst& inst = f_.insts[id];
    if (inst.op == Op::constant) {
      values_[inst.results[0]] = inst.imm;
    } else if (inst.op == Op::check) {
      if (values_[inst.operands[0]].is_zero()) machine_.trap(object_.traps[inst.imm.low()]);
    } else if (inst.op == Op::call) {
      const auto callee = static_cast<FunctionId>(inst.imm.low());
      const auto results = Activation(machine_, object_, callee).run(words(inst.operands));
      for (size_t i = 0; i < results.size(); ++i) values_[inst.results[i]] = results[i];
    } else {
      const Word result = machine_.run(inst, words(inst.operands).data(), {id_, id});
      if (!inst.results.empty()) values_[inst.results[0]] = result;
    }
  }

  Machine& machine_;
  const Object& object_;
  FunctionId id_;
  const Function& f_;
  std::vector<Word> values_;
};

}  // namespace

Outcome interpret(const Program& program, const Object& object, const Setting& setting) {
  Machine machine(program, object, setting);
  try {
    Activation(machine, object, object.entry).run({});
  } catch (Halt& halt) {
    return {halt.status, std::move(halt.output), halt.deployed, machine.immutables()};
  }
  return {};  // not reached: the entry of a verified program never returns
}

}  // namespace mozi::ir
