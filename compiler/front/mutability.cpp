// What functions read and write: the mutability that the ABI states, inferred and checked.
#include "compiler/front/mutability.hpp"

#include <algorithm>

#include "vm/isa/opcodes.hpp"

namespace mozi::front {

namespace {

using ast::Mutability;
using Op = ast::Op;
using StatementKind = ast::Statement::Kind;

/// Opcodes that a pure function may use: arithmetic, calldata, memory.
bool is_pure_opcode(isa::Op op) {
  using enum isa::Op;
  static constexpr isa::Op others[] = {KECCAK256, CALLDATALOAD, CALLDATASIZE, CALLDATACOPY,
                                       CODESIZE,  CODECOPY,     MLOAD,        MSTORE,
                                       MSTORE8,   MCOPY};
  return op < KECCAK256 || std::ranges::find(others, op) != std::end(others);
}

bool is_writing_opcode(isa::Op op) {
  using enum isa::Op;
  static constexpr isa::Op writing[] = {SSTORE,       TSTORE, CALL,   CALLCODE,
                                        DELEGATECALL, CREATE, CREATE2};
  return std::ranges::find(writing, op) != std::end(writing) || (op >= LOG0 && op <= LOG4);
}

/// True for a state variable and every part of one.
bool is_stored(const ast::Node& place) {
  if (place.op == Op::local) return place.where == ast::Where::storage;
  if (place.op == Op::field) return true;
  const bool is_part = place.op == Op::map_at || place.op == Op::element ||
                       place.op == Op::member || place.op == Op::byte_at;
  return is_part ? is_stored(*place.kids[0]) : place.op == Op::push;
}

class Inference {
 public:
  explicit Inference(const ast::Contract& contract)
      : contract_(contract), results_(contract.functions.size()), state_(results_.size()) {}

  std::vector<Effects> run() {
    for (size_t i = 0; i < results_.size(); ++i) visit(i);
    return std::move(results_);
  }

 private:
  enum class State : uint8_t { fresh, open, done };

  const Effects& visit(size_t index) {
    // A function met again while it is open recurses, which the checks refuse elsewhere.
    if (state_[index] != State::fresh) return results_[index];
    state_[index] = State::open;
    Effects found;
    walk(contract_.functions[index].body, found);
    results_[index] = std::move(found);
    state_[index] = State::done;
    return results_[index];
  }

  static void raise(Effects& effects, Mutability level, const ast::Location& at,
                    std::string reason) {
    if (level <= effects.level) return;
    effects.level = level;
    effects.location = at;
    effects.reason = std::move(reason);
  }

  void walk(const ast::Block& block, Effects& effects) {
    for (const auto& statement : block) {
      walk_statement(*statement, effects);
      for (const auto& node : statement->args)
        if (node) walk_node(*node, statement->location, effects);
      for (const auto& inner : statement->blocks) walk(inner, effects);
    }
  }

  static void walk_statement(const ast::Statement& statement, Effects& effects) {
    const auto raise_here = [&](std::string reason) {
      raise(effects, Mutability::nonpayable, statement.location, std::move(reason));
    };
    if (statement.kind == StatementKind::emit) raise_here("emits an event");
    if (statement.kind == StatementKind::selfdestruct) raise_here("destroys the contract");
    const bool writes =
        statement.kind == StatementKind::set || statement.kind == StatementKind::reset;
    if (!writes || statement.args.empty() || !statement.args[0]) return;
    const auto& place = *statement.args[0];
    // Assigning a local only moves a reference.
    if (place.op != Op::local && is_stored(place)) raise_here("writes storage");
    if (place.op == Op::immutable) raise_here("writes an immutable");
  }

  using Where = ast::Where;

  /// `around` is where the expression that holds the node stands.
  void walk_node(const ast::Node& node, const ast::Location& around, Effects& effects) {
    // A variable knows where it was declared, not where it is used.
    const bool is_variable =
        node.op == Op::field || node.op == Op::immutable || node.op == Op::local;
    const auto& here = is_variable || node.begin.line == 0 ? around : node.begin;
    const auto raise_here = [&](Mutability level, std::string reason) {
      raise(effects, level, here, std::move(reason));
    };
    using enum Op;
    if (node.op == field) raise_here(Mutability::view, "reads storage");
    if (node.op == immutable) raise_here(Mutability::view, "reads an immutable");
    if (node.op == local && node.where == Where::storage)
      raise_here(Mutability::view, "reads storage");
    if (node.op == push || node.op == pop) raise_here(Mutability::nonpayable, "writes storage");
    if (node.op == send_value) raise_here(Mutability::nonpayable, "sends value");
    if (node.op == create_code) raise_here(Mutability::nonpayable, "creates a contract");
    if (node.op == raw_log) raise_here(Mutability::nonpayable, "emits an event");
    if (node.op == code_of || node.op == return_data)
      raise_here(Mutability::view, "reads the environment");
    if (node.op == create_contract) raise_here(Mutability::nonpayable, "creates a contract");
    if (node.op == opcode) walk_opcode(node, effects);
    if (node.op == call_internal) follow(node, effects);
    if (node.op == call_external) {
      const bool reads = contract_.external_functions[node.index].mutability <= Mutability::view;
      raise_here(reads ? Mutability::view : Mutability::nonpayable, "calls another contract");
    }
    if (node.op == call_raw)
      raise_here(node.text == "staticcall" ? Mutability::view : Mutability::nonpayable,
                 "makes a low-level call");
    for (const auto& kid : node.kids)
      if (kid) walk_node(*kid, here, effects);
  }

  static void walk_opcode(const ast::Node& node, Effects& effects) {
    const auto op = static_cast<isa::Op>(node.number.low());
    const auto name = std::string(isa::info(op).name);
    if (is_writing_opcode(op))
      raise(effects, Mutability::nonpayable, node.begin, "changes state by " + name);
    else if (!is_pure_opcode(op))
      raise(effects, Mutability::view, node.begin, "reads the environment");
    if (op != isa::Op::CALLVALUE || effects.uses_value) return;
    effects.uses_value = true;
    effects.value_location = node.begin;
  }

  void follow(const ast::Node& node, Effects& effects) {
    const auto& callee = contract_.functions[node.index];
    const Effects inner = visit(node.index);
    const bool locks = callee.nonreentrant && inner.level > Mutability::view;
    const bool tests = callee.nonreentrant;
    const auto reason = "calls " + callee.name + ", which " +
                        (inner.reason.empty() ? "tests the reentrancy lock" : inner.reason);
    raise(effects, locks ? Mutability::nonpayable : inner.level, node.begin, reason);
    if (tests) raise(effects, Mutability::view, node.begin, reason);
  }

  const ast::Contract& contract_;
  std::vector<Effects> results_;
  std::vector<State> state_;
};

}  // namespace

std::vector<Effects> infer_effects(const ast::Contract& contract) {
  return Inference(contract).run();
}

ast::Mutability mutability_of(const ast::Function& function, const Effects& effects) {
  if (function.kind == ast::Function::Kind::receive) return Mutability::payable;
  if (function.kind == ast::Function::Kind::constructor ||
      function.kind == ast::Function::Kind::fallback)
    return function.declared == Mutability::payable ? Mutability::payable : Mutability::nonpayable;
  if (function.declared) return *function.declared;
  const bool tests_lock = function.nonreentrant && effects.level == Mutability::pure;
  return tests_lock ? Mutability::view : effects.level;
}

}  // namespace mozi::front
