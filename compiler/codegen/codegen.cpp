// The back end: from a verified program to bytecode, object by object.
#include "compiler/codegen/codegen.hpp"

#include <algorithm>
#include <tuple>

#include "compiler/codegen/assemble.hpp"
#include "compiler/codegen/conditions.hpp"
#include "compiler/codegen/emit.hpp"
#include "compiler/codegen/layout.hpp"
#include "compiler/codegen/memory_layout.hpp"
#include "compiler/codegen/peephole.hpp"
#include "compiler/codegen/prepare.hpp"
#include "compiler/codegen/scratch_reuse.hpp"
#include "compiler/codegen/select.hpp"
#include "compiler/codegen/stack_schedule.hpp"

namespace mozi::codegen {
namespace {

StackFunction select_function(Unit& unit, ir::FunctionId id) {
  ir::Function f = prepare(unit.object.functions[id], unit.runtime == nullptr);
  const ir::Cfg cfg = ir::analyse_cfg(f);
  const std::vector<double> weights = estimate_weights(f, cfg);
  std::vector<ir::BlockId> order = lay_out(f, cfg, weights);
  std::erase_if(order, [&](ir::BlockId b) { return b != order[0] && only_traps(f.blocks[b]); });
  lower_conditions(f, order);
  StackFunction selected = select(unit, std::move(f), id, order, weights);
  reuse_scratch(selected);
  return selected;
}

/// EVM stacks hold 1024 words: the highest stack along any chain of calls.
class HeightCheck {
 public:
  HeightCheck(const std::vector<StackFunction>& functions, const std::vector<StackPlan>& plans)
      : functions_(functions), plans_(plans), heights_(functions.size(), 0) {}

  void run(const ir::Object& object) {
    constexpr size_t limit = 1024;
    const size_t height = height_of(object.entry);
    if (height > limit)
      throw Error{"object " + object.name + " may need " + std::to_string(height) +
                  " words of stack, an EVM has 1024"};
  }

 private:
  size_t height_of(size_t f) {
    if (heights_[f] != 0) return heights_[f];
    size_t deepest_call = 0;
    for (const StackBlock& block : functions_[f].blocks)
      for (const Step& step : block.steps)
        if (step.callee != ir::nothing)
          deepest_call = std::max(deepest_call, height_of(step.callee));
    return heights_[f] = plans_[f].max_height + deepest_call;
  }

  const std::vector<StackFunction>& functions_;
  const std::vector<StackPlan>& plans_;
  std::vector<size_t> heights_;
};

/// Gathers the states before instructions into ranges.
class VariableRanges {
 public:
  VariableRanges(const Unit& unit, Code& code) : unit_(unit), code_(code) {}

  void run(const std::vector<uint32_t>& states) {
    const StackState unknown;
    for (size_t i = 0; i < states.size(); ++i) {
      const bool known = states[i] != ir::nothing;
      const StackState& state = known ? unit_.states[states[i]] : unknown;
      if (known) code_.pcs[i].height = state.height;
      advance(state.variables, code_.pcs[i].pc);
    }
    advance({}, static_cast<uint32_t>(code_.bytes.size()));
    std::ranges::sort(code_.variables, {}, [](const VariableRange& range) {
      return std::tuple(range.from, range.to, range.place.variable, range.place.kind,
                        range.place.at.to_bytes());
    });
  }

 private:
  /// Ends the ranges of places that are not in `places`, and begins those that are new.
  void advance(const std::vector<VariablePlace>& places, uint32_t pc) {
    std::erase_if(open_, [&](VariableRange& range) {
      if (std::ranges::find(places, range.place) != places.end()) return false;
      range.to = pc;
      code_.variables.push_back(placed(range));
      return true;
    });
    for (const VariablePlace& place : places)
      if (std::ranges::find(open_, place, &VariableRange::place) == open_.end())
        open_.push_back({place, pc, pc});
  }

  [[nodiscard]] VariableRange placed(VariableRange range) const {
    if (range.place.kind != VariablePlace::Kind::memory_object) return range;
    range.place.kind = VariablePlace::Kind::memory;
    range.place.at = Word{unit_.memory[range.place.at.low()].address};
    return range;
  }

  const Unit& unit_;
  Code& code_;
  std::vector<VariableRange> open_;
};

/// Large functions get less of a search, so that no contract takes long.
Effort effort_for(const StackFunction& f) {
  constexpr size_t large = 400;
  Effort effort;
  if (f.blocks.size() > large) effort.width /= 2;
  return effort;
}

Code generate_object(const ir::Program& program, const ir::Object& object, const Code* runtime,
                     const Options& options) {
  Unit unit(program, object, runtime, options.runs);
  std::vector<StackFunction> functions;
  std::vector<StackPlan> plans;
  for (ir::FunctionId id = 0; id < object.functions.size(); ++id)
    functions.push_back(select_function(unit, id));
  for (StackFunction& f : functions) plans.push_back(schedule_stack(unit, f, effort_for(f)));
  HeightCheck(functions, plans).run(object);

  Symbols symbols;
  symbols.free_memory = lay_out_memory(unit, functions);
  for (const MemoryObject& m : unit.memory) symbols.memory.push_back(m.address);
  for (const ir::DataSegment& segment : object.data) symbols.segments.push_back(&segment.bytes);
  if (runtime != nullptr) symbols.segments.push_back(&runtime->bytes);
  const AsmList items = join(emit(unit, functions, plans), options.runs, unit.labels);
  symbols.labels = unit.labels;
  auto assembly = assemble(items, symbols);
  if (!assembly) throw assembly.error();
  VariableRanges(unit, assembly->code).run(assembly->states);
  for (const Label l : unit.function_labels)
    assembly->code.function_entries.push_back(assembly->labels[l]);
  return std::move(assembly->code);
}

}  // namespace

Expected<Bytecode> generate(const ir::Program& program, const Options& options) {
  try {
    Bytecode out;
    out.runtime = generate_object(program, program.runtime, nullptr, options);
    out.init = generate_object(program, program.init, &out.runtime, options);
    return out;
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

}  // namespace mozi::codegen
