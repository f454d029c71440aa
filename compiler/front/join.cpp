// Where control-flow paths meet: merges the locals that differ into block parameters.
#include "compiler/front/join.hpp"

#include <algorithm>

namespace mozi::front {

ir::BlockId Target::block() {
  if (block_ == ir::nothing) block_ = code_.build.block(name_);
  return block_;
}

void Target::set_arguments(ir::BlockId from, size_t edge, std::span<const V> words) {
  const auto list = ids(words);
  auto& arguments = code_.build.function().blocks[from].terminator.edges[edge].arguments;
  arguments.assign(list.begin(), list.end());
}

void Join::record(ir::BlockId from, size_t edge) {
  arrivals_.push_back({from, edge, code_.context.locals, {}});
}

void Target::arrive() {
  const auto from = code_.build.current();
  code_.build.jump(block());
  record(from, 0);
}

void Join::arrive_with(std::span<const V> extras) {
  arrive();
  arrivals_.back().extras.assign(extras.begin(), extras.end());
}

std::vector<Val> Join::merge_locals(std::vector<std::vector<V>>& arguments) {
  std::vector<Val> merged = arrivals_.front().locals;
  for (size_t i = 0; i < merged.size(); ++i) {
    const auto undeclared = [&](const Arrival& a) { return !a.locals[i].type; };
    if (std::ranges::any_of(arrivals_, undeclared)) {
      merged[i] = {};
      continue;
    }
    auto words = flatten(merged[i]);
    for (size_t k = 0; k < words.size(); ++k) {
      const auto differs = [&](const Arrival& a) { return flatten(a.locals[i])[k] != words[k]; };
      if (std::ranges::none_of(arrivals_, differs)) continue;
      for (size_t a = 0; a < arrivals_.size(); ++a)
        arguments[a].push_back(flatten(arrivals_[a].locals[i])[k]);
      words[k] = {code_.build.add_parameter(block_)};
    }
    std::span<const V> rest(words);
    merged[i] = rebuild(merged[i], rest);
  }
  return merged;
}

void Join::merge_extras(std::vector<std::vector<V>>& arguments) {
  extras_ = arrivals_.front().extras;
  for (size_t k = 0; k < extras_.size(); ++k) {
    const auto differs = [&](const Arrival& a) { return a.extras[k] != extras_[k]; };
    if (std::ranges::none_of(arrivals_, differs)) continue;
    for (size_t a = 0; a < arrivals_.size(); ++a) arguments[a].push_back(arrivals_[a].extras[k]);
    extras_[k] = {code_.build.add_parameter(block_)};
  }
}

bool Join::enter() {
  if (arrivals_.empty()) return false;
  std::vector<std::vector<V>> arguments(arrivals_.size());
  auto locals = merge_locals(arguments);
  merge_extras(arguments);
  for (size_t a = 0; a < arrivals_.size(); ++a)
    set_arguments(arrivals_[a].from, arrivals_[a].edge, arguments[a]);
  code_.build.at(block_);
  code_.context.locals = std::move(locals);
  return true;
}

void Join::cold() {
  code_.build.function().blocks[block_].cold = true;
}

void LoopHead::record(ir::BlockId from, size_t edge) {
  const auto& locals = code_.context.locals;
  const bool first = shape_.empty();
  if (first) shape_ = locals;
  std::vector<V> arguments;
  for (const auto i : assigned_) {
    if (!shape_[i].type) continue;
    for (const auto word : flatten(locals[i])) arguments.push_back(word);
  }
  if (first)
    for (size_t k = 0; k < arguments.size(); ++k) code_.build.add_parameter(block());
  set_arguments(from, edge, arguments);
}

bool LoopHead::enter() {
  if (!reached()) return false;
  std::vector<V> words;
  const auto count = code_.build.function().blocks[block_].parameters.size();
  for (size_t k = 0; k < count; ++k) words.push_back({code_.build.parameter(block_, k)});
  std::span<const V> rest(words);
  for (const auto i : assigned_)
    if (shape_[i].type) shape_[i] = rebuild(shape_[i], rest);
  code_.context.locals = shape_;
  code_.build.at(block_);
  return true;
}

}  // namespace mozi::front
