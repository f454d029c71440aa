// Follows the stack through a block's code, to tell where the author's variables are.
#include "compiler/codegen/variables.hpp"

#include <algorithm>
#include <ranges>

namespace mozi::codegen {

StackTrack::StackTrack(Unit& unit, const StackFunction& f, const StackBlock& block,
                       const std::vector<Move>& moves, Stack entry)
    : unit_(unit),
      f_(f),
      block_(block),
      moves_(moves),
      stack_(std::move(entry)),
      before_step_(stack_) {
  find_uses();
}

void StackTrack::find_uses() {
  for (size_t i = 0; i < moves_.size(); ++i) {
    if (moves_[i].kind != Move::Kind::push) continue;
    const ValueId v = moves_[i].id;
    if (f_.values[v].variable == ir::nothing) continue;
    uses_.try_emplace(v, Use{i, i}).first->second.last = i;
  }
}

void StackTrack::add_recipe(std::vector<VariablePlace>& places, ValueId v) const {
  const StackValue& value = f_.values[v];
  const AsmList& recipe = value.recipe;
  using Kind = VariablePlace::Kind;
  if (recipe.size() == 1 && recipe[0].kind == AsmItem::Kind::push)
    places.push_back({value.variable, Kind::constant, recipe[0].word});
  if (recipe.size() == 2 && recipe[0].kind == AsmItem::Kind::push_memory &&
      recipe[1].is(isa::Op::MLOAD))
    places.push_back({value.variable, Kind::memory_object, Word{recipe[0].index}});
  if (recipe.size() == 2 && recipe[0].kind == AsmItem::Kind::push &&
      recipe[1].is(isa::Op::CALLDATALOAD))
    places.push_back({value.variable, Kind::calldata, recipe[0].word});
}

uint32_t StackTrack::state(size_t index) {
  StackState state{.height = static_cast<uint32_t>(stack_.size()), .variables = {}};
  for (uint32_t i = 0; i < stack_.size(); ++i) {
    if (stack_[i] == ir::nothing || stack_[i] >= f_.values.size()) continue;
    const ir::VariableId variable = f_.values[stack_[i]].variable;
    if (variable != ir::nothing)
      state.variables.push_back({variable, VariablePlace::Kind::stack, Word{i}});
  }
  for (const auto& [v, use] : uses_)
    if (use.first <= index && index <= use.last) add_recipe(state.variables, v);
  if (unit_.states.empty() || unit_.states.back() != state)
    unit_.states.push_back(std::move(state));
  return static_cast<uint32_t>(unit_.states.size() - 1);
}

void StackTrack::follow(const AsmItem& item) {
  if (item.kind == AsmItem::Kind::label || item.kind == AsmItem::Kind::org) return;
  if (item.kind != AsmItem::Kind::op) {
    stack_.push_back(ir::nothing);
    return;
  }
  const auto byte = static_cast<uint8_t>(item.op);
  const isa::OpInfo& row = isa::info(item.op);
  if (isa::is_dup(byte)) {
    const size_t depth = row.pops;
    stack_.push_back(depth <= stack_.size() ? stack_[stack_.size() - depth] : ir::nothing);
  } else if (isa::is_swap(byte)) {
    const size_t depth = row.pops;
    if (depth <= stack_.size()) std::swap(stack_.back(), stack_[stack_.size() - depth]);
  } else {
    stack_.resize(stack_.size() - std::min<size_t>(row.pops, stack_.size()));
    stack_.insert(stack_.end(), row.pushes, ir::nothing);
  }
}

void StackTrack::follow(const Move& move) {
  if (move.kind != Move::Kind::run) {
    Shuffler::apply(move, before_step_);
  } else {
    const Step& step = block_.steps[move.id];
    before_step_.resize(before_step_.size() - step.operands.size());
    for (const ValueId v : std::views::reverse(step.results)) before_step_.push_back(v);
  }
  stack_ = before_step_;
}

}  // namespace mozi::codegen
