// inline_calls, inline_tiny
// Changes: calls of functions that are small, or called from one place only, become their bodies.
// With a constant
//          among the arguments, larger bodies do, too. inline_tiny takes only what is not larger
//          than a call.
// Keeps:   functions that are not called any more (drop_unused empties them); source locations.
// Needs:   callees that are optimised already; no recursion, as the verifier demands.
//   %2 = call @1, %0  ->  jump into a copy of @1's blocks; its ret jumps back with %2
#include <algorithm>
#include <map>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

/// Bodies up to this size stand where they are called. A call costs about as much code as six
/// instructions, and 40 gas.
struct Limits {
  size_t body;
  size_t body_with_constants;  // called with a constant, of which the body may make a lot
};
constexpr Limits for_gas{30, 44};
constexpr Limits for_size{6, 10};

/// Instructions that become code of their own.
size_t size_of(const Function& f, const Cfg& cfg) {
  size_t size = 0;
  for (const BlockId b : cfg.order) {
    for (const InstId i : f.blocks[b].insts) {
      const OpInfo& row = info(f.insts[i].op);
      if (row.operands != 0) ++size;
    }
    size += 1 + f.blocks[b].terminator.edges.size();
  }
  return size;
}

/// The places of code that is copied to where it was called.
class InlinedLocations {
 public:
  explicit InlinedLocations(std::vector<Location>& all) : all_(all) {}

  /// `location`, a place in a callee, as it was called at `call`.
  LocationId at(LocationId location, LocationId call) {
    // What the compiler added is part of the call.
    if (location == nothing || call == nothing) return location == nothing ? call : location;
    const auto found = made_.find({location, call});
    if (found != made_.end()) return found->second;
    Location inlined = all_[location];
    inlined.inlined_at = inlined.inlined_at == nothing ? call : at(inlined.inlined_at, call);
    if (inlined.also != nothing) inlined.also = at(inlined.also, call);
    const bool is_statement = inlined.statement == location;
    if (!is_statement && inlined.statement != nothing)
      inlined.statement = at(inlined.statement, call);
    const auto id = static_cast<LocationId>(all_.size());
    if (is_statement) inlined.statement = id;
    all_.push_back(inlined);
    return made_[{location, call}] = id;
  }

 private:
  std::vector<Location>& all_;
  std::map<std::pair<LocationId, LocationId>, LocationId> made_;
};

/// Copies a callee into a caller.
class Inliner {
 public:
  Inliner(Function& caller, const Function& callee, InlinedLocations& locations)
      : f_(caller), callee_(callee), locations_(locations) {}

  /// Replaces the call at index `at` of block `b`; returns where the code behind it goes on.
  BlockId run(BlockId b, size_t at) {
    const InstId call = f_.blocks[b].insts[at];
    const BlockId rest = split_behind(b, at);
    const LocationId location = call_ = f_.insts[call].location;
    copy_blocks(rest);
    const Few<ValueId> arguments = f_.insts[call].operands;
    Terminator& t = f_.blocks[b].terminator;
    t = {};
    t.kind = Terminator::Kind::jump;
    t.location = location;
    t.edges.push_back({blocks_[0], arguments});
    return rest;
  }

 private:
  BlockId split_behind(BlockId b, size_t at) {
    const BlockId rest = add_block(f_, "after_call");
    Block& from = f_.blocks[b];
    Block& to = f_.blocks[rest];
    const InstId call = from.insts[at];
    to.insts.assign(from.insts.begin() + static_cast<ptrdiff_t>(at) + 1, from.insts.end());
    to.terminator = std::move(from.terminator);
    to.cold = from.cold;
    from.insts.resize(at);
    // The results of the call are what the callee's ret passes.
    for (const ValueId result : f_.insts[call].results) {
      Value& value = f_.values[result];
      value.kind = Value::Kind::parameter;
      value.owner = rest;
      value.index = static_cast<uint32_t>(to.parameters.size());
      to.parameters.push_back(result);
    }
    f_.insts[call].results.clear();
    return rest;
  }

  void copy_blocks(BlockId rest) {
    values_.assign(callee_.values.size(), nothing);
    for (const Block& block : callee_.blocks) {
      blocks_.push_back(add_block(f_, block.name));
      f_.blocks.back().cold = block.cold;
      for (const ValueId v : block.parameters)
        copy_name(v, values_[v] = ir::add_parameter(f_, blocks_.back()));
    }
    for (const Block& block : callee_.blocks)
      for (const InstId i : block.insts) copy_results(i);
    for (size_t b = 0; b < callee_.blocks.size(); ++b) {
      for (const InstId i : callee_.blocks[b].insts)
        f_.blocks[blocks_[b]].insts.push_back(copy_inst(i));
      copy_terminator(callee_.blocks[b].terminator, f_.blocks[blocks_[b]].terminator, rest);
    }
  }

  void copy_name(ValueId from, ValueId to) {
    f_.values[to].name = callee_.values[from].name;
    f_.values[to].variable = callee_.values[from].variable;
  }

  /// All results get their values first, as a use may stand in an earlier block of the list.
  void copy_results(InstId i) {
    const Inst& inst = callee_.insts[i];
    const InstId made = add_inst(f_, inst.op, {}, inst.results.size(), inst.imm,
                                 locations_.at(inst.location, call_));
    for (size_t r = 0; r < inst.results.size(); ++r) {
      values_[inst.results[r]] = f_.insts[made].results[r];
      copy_name(inst.results[r], f_.insts[made].results[r]);
    }
    insts_.push_back({i, made});
  }

  InstId copy_inst(InstId i) {
    const InstId made = std::ranges::find(insts_, i, &Copy::from)->to;
    f_.insts[made].operands = copies(callee_.insts[i].operands);
    return made;
  }

  [[nodiscard]] Few<ValueId> copies(const Few<ValueId>& list) const {
    Few<ValueId> out;
    for (const ValueId v : list) out.push_back(values_[v]);
    return out;
  }

  void copy_terminator(const Terminator& from, Terminator& to, BlockId rest) {
    to = from;
    to.location = locations_.at(from.location, call_);
    to.operands = copies(from.operands);
    for (Edge& e : to.edges) {
      e.target = blocks_[e.target];
      e.arguments = copies(e.arguments);
    }
    if (from.kind != Terminator::Kind::ret) return;
    to.kind = Terminator::Kind::jump;
    to.edges.push_back({rest, std::move(to.operands)});
    to.operands.clear();
  }

  struct Copy {
    InstId from;
    InstId to;
  };

  Function& f_;
  const Function& callee_;
  InlinedLocations& locations_;
  LocationId call_ = nothing;
  std::vector<ValueId> values_;
  std::vector<BlockId> blocks_;
  std::vector<Copy> insts_;
};

class InlineCalls {
 public:
  InlineCalls(Object& object, InlinedLocations& locations, const Limits& limits)
      : object_(object), locations_(locations), limits_(limits) {}

  bool run() {
    // Calls that went may leave a callee with one caller.
    constexpr int enough = 3;
    bool any = false;
    for (int rounds = 0; rounds < enough; ++rounds) {
      changed_ = false;
      count_sites();
      done_.assign(object_.functions.size(), 0);
      visit(object_.entry);
      if (!changed_) break;
      any = true;
    }
    return any;
  }

 private:
  /// Functions that nothing reaches call nothing.
  void count_sites() {
    sites_.assign(object_.functions.size(), 0);
    std::vector<FunctionId> work{object_.entry};
    std::vector<uint8_t> seen(object_.functions.size());
    seen[object_.entry] = 1;
    while (!work.empty()) {
      const Function& f = object_.functions[work.back()];
      work.pop_back();
      for (const BlockId b : analyse_cfg(f).order)
        for (const InstId i : f.blocks[b].insts) {
          if (f.insts[i].op != Op::call) continue;
          const auto callee = static_cast<FunctionId>(f.insts[i].imm.low());
          ++sites_[callee];
          if (seen[callee] == 0) work.push_back(callee);
          seen[callee] = 1;
        }
    }
  }

  /// Callees first, so that what is copied has its own calls inlined.
  void visit(FunctionId id) {
    if (done_[id] != 0) return;
    done_[id] = 1;
    for (const BlockId b : analyse_cfg(object_.functions[id]).order)
      for (const InstId i : object_.functions[id].blocks[b].insts)
        if (object_.functions[id].insts[i].op == Op::call)
          visit(static_cast<FunctionId>(object_.functions[id].insts[i].imm.low()));
    inline_into(object_.functions[id]);
  }

  void inline_into(Function& f) {
    const std::vector<BlockId> order = analyse_cfg(f).order;
    for (BlockId b : order) {
      for (size_t at = 0; at < f.blocks[b].insts.size();) {
        const Inst& inst = f.insts[f.blocks[b].insts[at]];
        if (inst.op != Op::call || !worth_it(f, inst)) {
          ++at;
          continue;
        }
        b = Inliner(f, object_.functions[inst.imm.low()], locations_).run(b, at);
        at = 0;
        changed_ = true;
      }
    }
  }

  [[nodiscard]] bool worth_it(const Function& caller, const Inst& call) const {
    const auto callee = static_cast<FunctionId>(call.imm.low());
    if (sites_[callee] == 1) return true;
    const bool any_constant = std::ranges::any_of(
        call.operands, [&](ValueId v) { return constant(caller, v) != nullptr; });
    const Function& f = object_.functions[callee];
    return size_of(f, analyse_cfg(f)) <=
           (any_constant ? limits_.body_with_constants : limits_.body);
  }

  Object& object_;
  InlinedLocations& locations_;
  const Limits& limits_;
  std::vector<uint32_t> sites_;
  std::vector<uint8_t> done_;
  bool changed_ = false;
};

bool inline_all(Program& program, const Limits& limits) {
  InlinedLocations locations(program.locations);
  bool changed = false;
  for (Object* object : {&program.init, &program.runtime})
    changed |= InlineCalls(*object, locations, limits).run();
  return changed;
}

}  // namespace

bool inline_calls(Program& program) {
  return inline_all(program, for_gas);
}

bool inline_tiny(Program& program) {
  return inline_all(program, for_size);
}

}  // namespace mozi::opt
