// Abstract interpretation of the stack over the control flow graph, which it builds as it goes.
// A block is cloned for every height and every set of labels on the stack, so that return addresses
// stay known, until that costs too much; then it becomes the entry of a region of its own.
#include "vm/jit/discover.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "vm/isa/word_ops.hpp"
#include "vm/jit/slot_stack.hpp"

namespace mozi::jit {
namespace {

using isa::Op;
using Abstract = SlotStack<AbstractWord>;

constexpr int32_t stack_limit = 1024;

AbstractWord known(const Word& value, bool label = false) {
  return {.kind = AbstractWord::Kind::constant, .label = label, .value = value};
}
AbstractWord below(int32_t slot) {
  return {.kind = AbstractWord::Kind::below,
          .label = false,
          .value = Word{static_cast<uint32_t>(slot)}};
}
/// Some word from below; which, is not known.
const AbstractWord some_below = below(INT32_MIN);

AbstractWord meet(const AbstractWord& a, const AbstractWord& b) {
  if (a == b) return a;
  const bool both_below = a.kind == AbstractWord::Kind::below && b.kind == a.kind;
  return both_below ? some_below : AbstractWord{};
}

/// What tells the clones of a block apart: region, pc, height, and the labels with their slots.
using Key = std::vector<uint32_t>;
struct KeyHash {
  size_t operator()(const Key& key) const {
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (const uint32_t part : key) h = (h ^ part) * 0xff51afd7ed558ccdu;
    return h ^ h >> 29;
  }
};

class Discovery {
 public:
  Discovery(const isa::Code& code, const isa::Rules& rules, const Limits& limits)
      : code_(code), rules_(rules), limits_(limits), clones_(code.size() + 1, 0) {}

  Expected<std::vector<RegionPlan>> run();

 private:
  struct Place {
    uint32_t region;
    uint32_t block;
  };

  void find_labels();
  void measure_blocks();
  void simulate(Place place);
  void leave(Place place, uint32_t end, PlannedExit exit);
  PlannedExit edge(uint32_t region, uint32_t pc, Abstract& stack);
  PlannedExit jump(uint32_t region, const AbstractWord& target, Abstract& stack);
  PlannedExit hand_over(uint32_t pc, Abstract& stack);
  void enter_labels(const Abstract& stack);
  uint32_t region_at(uint32_t pc);
  uint32_t add_block(uint32_t region, uint32_t pc, const Abstract& stack);
  void merge(Place place, const Abstract& stack);
  std::optional<PlannedExit> check_stack(uint32_t region, const isa::OpInfo& row, Abstract& stack,
                                         uint32_t pc);
  AbstractWord evaluate(Op op, const isa::OpInfo& row, Abstract& stack);

  [[nodiscard]] bool exhausted() const {
    return steps_ == 0 || state_words_ > limits_.state_words || regions_.size() > limits_.regions;
  }

  const isa::Code& code_;
  const isa::Rules& rules_;
  const Limits& limits_;
  std::vector<RegionPlan> regions_;
  std::unordered_map<Key, uint32_t, KeyHash> blocks_;
  std::unordered_map<uint32_t, uint32_t> region_at_;
  std::vector<uint16_t> clones_;
  std::vector<uint32_t> length_;  // by pc: opcodes from there to the end of the block
  std::vector<bool> is_label_;
  std::vector<Place> work_;
  uint64_t ops_left_ = 0;
  uint64_t steps_ = 0;
  uint64_t state_words_ = 0;
  bool any_destination_ = false;
};

void Discovery::find_labels() {
  is_label_.assign(code_.size() + 1, false);
  for (uint32_t pc = 0; pc < code_.size(); pc += isa::info(code_.begin()[pc]).size()) {
    if (!isa::is_push(code_.begin()[pc])) continue;
    const Word value = push_operand(code_, pc);
    if (value.fits64() && code_.is_jump_destination(value.low())) is_label_[value.low()] = true;
  }
}

void Discovery::measure_blocks() {
  std::vector<uint32_t> starts;
  for (uint32_t pc = 0; pc < code_.size(); pc += isa::info(code_.begin()[pc]).size())
    starts.push_back(pc);
  length_.assign(code_.size() + 1, 1);
  for (size_t i = starts.size(); i-- > 0;) {
    const uint32_t pc = starts[i];
    const auto op = static_cast<Op>(code_.begin()[pc]);
    const uint32_t next = pc + isa::info(code_.begin()[pc]).size();
    const bool ends = op == Op::JUMPI || isa::is_terminator(op) || next >= code_.size() ||
                      is_label_[next] || !isa::is_defined(rules_, code_.begin()[pc]);
    length_[pc] = ends ? 1 : std::min(1 + length_[next], limits_.block_ops);
  }
}

uint32_t Discovery::region_at(uint32_t pc) {
  const auto [at, is_new] = region_at_.try_emplace(pc, static_cast<uint32_t>(regions_.size()));
  if (is_new) {
    regions_.push_back({.pc = pc, .low = 0, .high = 0, .ops = 0, .blocks = {}});
    add_block(at->second, pc, {});
  }
  return at->second;
}

uint32_t Discovery::add_block(uint32_t region, uint32_t pc, const Abstract& stack) {
  RegionPlan& plan = regions_[region];
  const auto index = static_cast<uint32_t>(plan.blocks.size());
  PlannedBlock& block = plan.blocks.emplace_back();
  block.pc = pc;
  block.floor = stack.floor;
  block.entry = stack.words;
  state_words_ += stack.words.size() + 4;
  ++clones_[pc];
  plan.ops += length_[pc];
  ops_left_ -= std::min<uint64_t>(ops_left_, length_[pc]);
  work_.push_back({region, index});
  return index;
}

void Discovery::merge(Place place, const Abstract& stack) {
  PlannedBlock& block = regions_[place.region].blocks[place.block];
  Abstract mine{std::move(block.entry), block.floor};
  Abstract theirs = stack;
  const size_t count = std::max(mine.words.size(), theirs.words.size());
  bool changed = mine.words.size() < count;
  mine.need(count, below);
  theirs.need(count, below);
  for (size_t i = 0; i < count; ++i) {
    const AbstractWord both = meet(mine.words[i], theirs.words[i]);
    changed |= both != mine.words[i];
    mine.words[i] = both;
  }
  block.entry = std::move(mine.words);
  block.floor = mine.floor;
  if (changed) work_.push_back(place);
}

void Discovery::enter_labels(const Abstract& stack) {
  for (const AbstractWord& word : stack.words)
    if (word.label) region_at(static_cast<uint32_t>(word.value.low()));
}

PlannedExit Discovery::hand_over(uint32_t pc, Abstract& stack) {
  enter_labels(stack);
  return {.kind = ExitKind::interpret, .status = Status::running, .target = pc};
}

PlannedExit Discovery::edge(uint32_t region, uint32_t pc, Abstract& stack) {
  Key key{region, pc, static_cast<uint32_t>(stack.height())};
  for (size_t i = 0; i < stack.words.size(); ++i) {
    if (!stack.words[i].label) continue;
    key.push_back(static_cast<uint32_t>(stack.floor + static_cast<int32_t>(i)));
    key.push_back(static_cast<uint32_t>(stack.words[i].value.low()));
  }
  const auto found = blocks_.find(key);
  if (found != blocks_.end()) {
    merge({region, found->second}, stack);
    return {.kind = ExitKind::block, .status = Status::running, .target = found->second};
  }
  const bool room =
      clones_[pc] < limits_.clones && ops_left_ != 0 && regions_[region].ops < limits_.region_ops;
  if (room) {
    const uint32_t block = add_block(region, pc, stack);
    blocks_.emplace(std::move(key), block);
    return {.kind = ExitKind::block, .status = Status::running, .target = block};
  }
  enter_labels(stack);
  return {.kind = ExitKind::region, .status = Status::running, .target = region_at(pc)};
}

PlannedExit Discovery::jump(uint32_t region, const AbstractWord& target, Abstract& stack) {
  if (target.kind == AbstractWord::Kind::constant) {
    if (!target.value.fits64() || !code_.is_jump_destination(target.value.low()))
      return {.kind = ExitKind::fail, .status = Status::bad_jump_destination};
    return edge(region, static_cast<uint32_t>(target.value.low()), stack);
  }
  // A word from below is a return address, whose label became a region where it was left behind.
  if (target.kind == AbstractWord::Kind::unknown) any_destination_ = true;
  enter_labels(stack);
  return {.kind = ExitKind::dynamic};
}

std::optional<PlannedExit> Discovery::check_stack(uint32_t region, const isa::OpInfo& row,
                                                  Abstract& stack, uint32_t pc) {
  RegionPlan& plan = regions_[region];
  const int32_t after = stack.height() + row.pushes - row.pops;
  if (region == 0) {
    if (stack.height() < row.pops)
      return PlannedExit{.kind = ExitKind::fail, .status = Status::stack_underflow};
    if (row.pushes > row.pops && after > stack_limit)
      return PlannedExit{.kind = ExitKind::fail, .status = Status::stack_overflow};
  } else {
    const int32_t deepest = std::min(stack.floor, stack.height() - row.pops);
    if (deepest < -stack_limit || after - deepest > stack_limit) return hand_over(pc, stack);
    stack.need(row.pops, below);
    plan.low = std::min(plan.low, stack.floor);
  }
  plan.high = std::max(plan.high, after);
  return {};
}

AbstractWord Discovery::evaluate(Op op, const isa::OpInfo& row, Abstract& stack) {
  std::array<Word, 3> operands;
  bool constant = true;
  for (uint8_t i = 0; i < row.pops; ++i) {
    constant &= stack[i].kind == AbstractWord::Kind::constant;
    operands[i] = stack[i].value;
  }
  return constant ? known(isa::evaluate(op, operands.data())) : AbstractWord{};
}

void Discovery::leave(Place place, uint32_t end, PlannedExit exit) {
  PlannedBlock& block = regions_[place.region].blocks[place.block];
  block.end = end;
  block.exit = exit;
}

void Discovery::simulate(Place place) {
  uint32_t pc = regions_[place.region].blocks[place.block].pc;
  const uint32_t start = pc;
  Abstract stack{regions_[place.region].blocks[place.block].entry,
                 regions_[place.region].blocks[place.block].floor};
  regions_[place.region].blocks[place.block].branches = false;
  uint32_t in_a_row = 0;
  for (;; pc += isa::info(code_.begin()[pc]).size()) {
    if (steps_ == 0) return;
    --steps_;
    const uint8_t byte = code_.begin()[pc];
    const auto op = static_cast<Op>(byte);
    const isa::OpInfo& row = isa::info(byte);
    if (pc != start && op == Op::JUMPDEST && is_label_[pc]) {
      const PlannedExit next = edge(place.region, pc, stack);
      return leave(place, pc, next);
    }
    if (++in_a_row > limits_.block_ops && pc < code_.size()) {
      enter_labels(stack);
      const uint32_t next = region_at(pc);
      return leave(place, pc,
                   {.kind = ExitKind::region, .status = Status::running, .target = next});
    }
    if (!isa::is_defined(rules_, byte))
      return leave(place, pc, {.kind = ExitKind::fail, .status = Status::undefined_opcode});
    if (const auto failure = check_stack(place.region, row, stack, pc))
      return leave(place, pc, *failure);
    const auto label_or_number = [&] {
      const Word value = push_operand(code_, pc);
      const bool label = value.fits64() && value.low() < code_.size() && is_label_[value.low()];
      return known(value, label);
    };
    if (move_words(stack, byte, label_or_number)) continue;
    if (row.kind == isa::OpKind::pure) {
      const AbstractWord result = evaluate(op, row, stack);
      stack.drop(row.pops);
      stack.push(result);
      continue;
    }
    if (op == Op::PC || op == Op::CODESIZE) {
      stack.push(known(Word{op == Op::PC ? pc : code_.size()}));
      continue;
    }
    if (op == Op::JUMP) {
      const AbstractWord target = stack.pop();
      const PlannedExit next = jump(place.region, target, stack);
      return leave(place, pc + 1, next);
    }
    if (op == Op::JUMPI) {
      const AbstractWord target = stack.pop();
      const AbstractWord condition = stack.pop();
      const bool decided = condition.kind == AbstractWord::Kind::constant;
      if (decided && !condition.value.is_zero()) {
        const PlannedExit next = jump(place.region, target, stack);
        return leave(place, pc + 1, next);
      }
      if (!decided) {
        const PlannedExit taken = jump(place.region, target, stack);
        PlannedBlock& block = regions_[place.region].blocks[place.block];
        block.branches = true;
        block.taken = taken;
      }
      const PlannedExit next = edge(place.region, pc + 1, stack);
      return leave(place, pc + 1, next);
    }
    if (op == Op::STOP) return leave(place, pc + 1, {.kind = ExitKind::stop});
    if (op == Op::INVALID)
      return leave(place, pc, {.kind = ExitKind::fail, .status = Status::invalid_opcode});
    stack.drop(row.pops);
    if (isa::is_terminator(op)) return leave(place, pc + 1, {.kind = ExitKind::effect});
    for (uint8_t i = 0; i < row.pushes; ++i) stack.push({});
  }
}

Expected<std::vector<RegionPlan>> Discovery::run() {
  if (code_.size() > limits_.code_bytes)
    return std::unexpected(Error{"code of " + std::to_string(code_.size()) + " bytes; at most " +
                                 std::to_string(limits_.code_bytes) + " are compiled"});
  ops_left_ = limits_.ops_base + uint64_t{limits_.ops_per_byte} * code_.size();
  steps_ = (uint64_t{limits_.steps_per_byte} * (code_.size() + 64));
  find_labels();
  measure_blocks();
  // The entry's stack is empty, so that it cannot serve as the region of a JUMPDEST at pc 0.
  regions_.emplace_back();
  add_block(0, 0, {});
  bool all_entered = false;
  while (!work_.empty() && !exhausted()) {
    const Place place = work_.back();
    work_.pop_back();
    simulate(place);
    if (!work_.empty() || !any_destination_ || all_entered) continue;
    all_entered = true;
    for (uint32_t pc = 0; pc < code_.size(); ++pc) {
      if (!code_.is_jump_destination(pc)) continue;
      is_label_[pc] = true;
      region_at(pc);
    }
  }
  if (exhausted()) return std::unexpected(Error{"too many stacks or blocks to follow"});
  return std::move(regions_);
}

}  // namespace

Expected<std::vector<RegionPlan>> discover(const isa::Code& code, const isa::Rules& rules,
                                           const Limits& limits) {
  return Discovery(code, rules, limits).run();
}

}  // namespace mozi::jit
