// The verifier: what every pass and the code generator may rely on.
#include "compiler/ir/verify.hpp"

#include <algorithm>
#include <set>

#include "compiler/ir/cfg.hpp"
#include "compiler/ir/print.hpp"

namespace mozi::ir {
namespace {

std::string text(size_t n) {
  return std::to_string(n);
}

/// Checks one function. The first mistake found is thrown and becomes the verifier's error.
class FunctionVerifier {
 public:
  FunctionVerifier(const Program& program, const Object& object, FunctionId id, bool is_init)
      : program_(program),
        object_(object),
        f_(object.functions[id]),
        is_entry_(object.entry == id),
        is_init_(is_init),
        names_(f_) {}

  void run() {
    where_ = "fn " + quote(f_.name);
    expect(!f_.blocks.empty(), "a function has an entry block");
    expect(f_.is_entry == is_entry_, "is_entry is set for the object's entry, and only there");
    if (is_entry_)
      expect(f_.results == 0 && f_.blocks[0].parameters.empty(),
             "the entry function has neither parameters nor results");
    check_tables();
    for (BlockId b = 0; b < f_.blocks.size(); ++b) check_block(b);
    cfg_ = analyse_cfg(f_);
    for (const BlockId b : cfg_.order) check_dominance(b);
  }

 private:
  struct Place {
    BlockId block = nothing;
    size_t index = 0;  // 0 for parameters, instructions from 1
  };

  void expect(bool holds, const std::string& message) const {
    if (!holds) throw Error{where_ + ": expected that " + message};
  }

  void define(ValueId v, Value::Kind kind, uint32_t owner, size_t index, Place place) {
    expect(v < f_.values.size(), "value ?" + text(v) + " exists");
    const Value& value = f_.values[v];
    expect(value.kind == kind && value.owner == owner && value.index == index,
           names_.value(v) + " names this place as its owner");
    expect(places_[v].block == nothing, names_.value(v) + " is defined once");
    places_[v] = place;
  }

  void check_tables() {
    places_.assign(f_.values.size(), {});
    std::vector<uint8_t> placed(f_.insts.size());
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      const Block& block = f_.blocks[b];
      at(b);
      for (size_t i = 0; i < block.parameters.size(); ++i)
        define(block.parameters[i], Value::Kind::parameter, b, i, {b, 0});
      for (size_t i = 0; i < block.insts.size(); ++i) {
        const InstId id = block.insts[i];
        expect(id < f_.insts.size(), "instruction ?" + text(id) + " exists");
        expect(placed[id]++ == 0, "each instruction stands in one place: " + inst_text(id));
        const Inst& inst = f_.insts[id];
        for (size_t r = 0; r < inst.results.size(); ++r)
          define(inst.results[r], Value::Kind::result, id, r, {b, i + 1});
      }
    }
  }

  void check_block(BlockId b) {
    const Block& block = f_.blocks[b];
    for (const InstId id : block.insts) {
      at(b, inst_text(id));
      check_inst(f_.insts[id]);
    }
    at(b, names_.terminator(object_, block.terminator));
    check_terminator(block.terminator);
  }

  void check_uses(const Few<ValueId>& operands) const {
    for (const ValueId v : operands)
      expect(v < places_.size() && places_[v].block != nothing, names_.value(v) + " is defined");
  }

  void check_location(LocationId location) const {
    expect(location == nothing || location < program_.locations.size(),
           "location !" + text(location) + " exists");
  }

  void check_shape(const Inst& inst, size_t operands, size_t results) const {
    expect(inst.operands.size() == operands,
           "there are " + text(operands) + " operands, not " + text(inst.operands.size()));
    expect(inst.results.size() == results,
           "there are " + text(results) + " results, not " + text(inst.results.size()));
  }

  void check_inst(const Inst& inst) const {
    check_uses(inst.operands);
    check_location(inst.location);
    check_immediate(inst);
    if (inst.op == Op::call) {
      const Function& callee = object_.functions[inst.imm.low()];
      expect(!callee.is_entry, "the entry function is not called");
      expect(!callee.blocks.empty(), "the callee has an entry block");
      check_shape(inst, callee.blocks[0].parameters.size(), callee.results);
    } else {
      const OpInfo& row = info(inst.op);
      check_shape(inst, static_cast<size_t>(row.operands), static_cast<size_t>(row.results));
    }
    if (inst.op == Op::args_offset || inst.op == Op::store_immutable)
      expect(is_init_, "this op stands in the init object");
  }

  void check_immediate(const Inst& inst) const {
    const auto below = [&](size_t size, const char* what) {
      expect(inst.imm < Word{size}, std::string{what} + " " + to_hex(inst.imm) + " exists");
    };
    switch (info(inst.op).imm) {
      case Imm::none:
        return expect(inst.imm.is_zero(), "imm is zero");
      case Imm::word:
        return;
      case Imm::size:
        return below(size_t{1} << 20, "a memory object of size");
      case Imm::function:
        return below(object_.functions.size(), "function");
      case Imm::trap:
        return below(object_.traps.size(), "trap");
      case Imm::segment:
        return below(object_.data.size(), "data segment");
      case Imm::immutable:
        return below(program_.immutables.size(), "immutable");
    }
  }

  void check_terminator(const Terminator& t) const {
    using enum Terminator::Kind;
    size_t operands = 0;
    size_t edges = 0;
    switch (t.kind) {
      case open:
        return expect(false, "the block has a terminator");
      case jump:
        edges = 1;
        break;
      case branch:
        operands = 1;
        edges = 2;
        break;
      case switch_:
        operands = 1;
        edges = t.cases.size() + 1;
        expect(std::set(t.cases.begin(), t.cases.end()).size() == t.cases.size(),
               "the cases of a switch differ");
        break;
      case ret:
        operands = f_.results;
        expect(!is_entry_, "the entry function does not return: use stop or return");
        break;
      case return_:
      case revert:
        operands = 2;
        break;
      case trap:
        expect(t.trap < object_.traps.size(), "the trap exists");
        break;
      case selfdestruct:
        operands = 1;
        break;
      case deploy:
        expect(is_init_, "deploy stands in the init object");
        break;
      case stop:
      case invalid:
        break;
    }
    expect(t.operands.size() == operands,
           "there are " + text(operands) + " operands, not " + text(t.operands.size()));
    expect(t.edges.size() == edges,
           "there are " + text(edges) + " edges, not " + text(t.edges.size()));
    check_uses(t.operands);
    check_location(t.location);
    for (const Edge& e : t.edges) check_edge(e);
  }

  void check_edge(const Edge& e) const {
    expect(e.target < f_.blocks.size(), "block ^" + text(e.target) + " exists");
    expect(e.target != 0, "no edge leads to the entry block");
    const size_t parameters = f_.blocks[e.target].parameters.size();
    expect(e.arguments.size() == parameters, "the edge to ^" + text(e.target) + " has " +
                                                 text(parameters) + " arguments, not " +
                                                 text(e.arguments.size()));
    check_uses(e.arguments);
  }

  void check_dominance(BlockId b) {
    const Block& block = f_.blocks[b];
    for (size_t i = 0; i < block.insts.size(); ++i) {
      at(b, inst_text(block.insts[i]));
      for (const ValueId v : f_.insts[block.insts[i]].operands) expect_dominates(v, {b, i + 1});
    }
    at(b, names_.terminator(object_, block.terminator));
    const Place end{b, block.insts.size() + 1};
    for (const ValueId v : block.terminator.operands) expect_dominates(v, end);
    for (const Edge& e : block.terminator.edges)
      for (const ValueId v : e.arguments) expect_dominates(v, end);
  }

  void expect_dominates(ValueId v, Place use) const {
    const Place& d = places_[v];
    const bool holds = d.block == use.block
                           ? d.index < use.index
                           : cfg_.reachable(d.block) && cfg_.dominates(d.block, use.block);
    expect(holds, names_.value(v) + " is defined before its use on every path");
  }

  [[nodiscard]] std::string inst_text(InstId id) const { return names_.inst(object_, id); }
  void at(BlockId b, const std::string& what = "") {
    where_ = "fn " + quote(f_.name) + ": ^" + text(b) + " " + quote(f_.blocks[b].name);
    if (!what.empty()) where_ += ": `" + what + "`";
  }

  const Program& program_;
  const Object& object_;
  const Function& f_;
  bool is_entry_;
  bool is_init_;
  Names names_;
  std::vector<Place> places_;
  Cfg cfg_;
  std::string where_;
};

/// Walks the call graph; a function met again on its own path recurses.
class RecursionVerifier {
 public:
  explicit RecursionVerifier(const Object& object)
      : object_(object), state_(object.functions.size(), State::fresh) {}

  void run() {
    for (FunctionId f = 0; f < object_.functions.size(); ++f) visit(f);
  }

 private:
  enum class State : uint8_t { fresh, on_path, done };

  void visit(FunctionId id) {
    if (state_[id] == State::done) return;
    if (state_[id] == State::on_path) throw Error{cycle_text(id)};
    state_[id] = State::on_path;
    path_.push_back(id);
    const Function& f = object_.functions[id];
    for (const Block& block : f.blocks)
      for (const InstId i : block.insts)
        if (f.insts[i].op == Op::call) visit(static_cast<FunctionId>(f.insts[i].imm.low()));
    path_.pop_back();
    state_[id] = State::done;
  }

  [[nodiscard]] std::string cycle_text(FunctionId id) const {
    std::string out = "expected functions that do not call themselves, got the cycle ";
    for (auto at = std::ranges::find(path_, id); at != path_.end(); ++at)
      out += quote(object_.functions[*at].name) + " -> ";
    return out + quote(object_.functions[id].name);
  }

  const Object& object_;
  std::vector<State> state_;
  std::vector<FunctionId> path_;
};

void verify_object(const Program& program, const Object& object, bool is_init) {
  const std::string role = is_init ? "init" : "runtime";
  try {
    if (object.entry >= object.functions.size())
      throw Error{"expected an entry function, got none"};
    for (FunctionId f = 0; f < object.functions.size(); ++f)
      FunctionVerifier(program, object, f, is_init).run();
    RecursionVerifier(object).run();
  } catch (const Error& error) {
    throw Error{role + ": " + error.message};
  }
}

/// Where a location leads is earlier in the list, so that no chain is endless.
void verify_links(const Program& program) {
  for (size_t i = 0; i < program.locations.size(); ++i) {
    const Location& l = program.locations[i];
    for (const LocationId link : {l.statement, l.inlined_at, l.also})
      if (link != nothing && link > i)
        throw Error{"expected location !" + text(i) + " to lead to earlier ones, got !" +
                    text(link)};
    for (const LocationId link : {l.inlined_at, l.also})
      if (link == i) throw Error{"location !" + text(i) + " leads to itself"};
    if (l.scope != nothing && l.scope >= program.scopes.size())
      throw Error{"expected a scope for location !" + text(i) + ", got " + text(l.scope)};
  }
}

}  // namespace

Expected<void> verify(const Program& program) {
  try {
    for (const Location& l : program.locations)
      if (l.file >= program.sources.size() && l.line != 0)
        throw Error{"expected a source for each location, got file " + text(l.file)};
    verify_links(program);
    verify_object(program, program.init, true);
    verify_object(program, program.runtime, false);
    return {};
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

}  // namespace mozi::ir
