// A tracer that tells what happens in terms of the authors' sources.
#include "vm/trace/source_trace.hpp"

#include <algorithm>

#include "vm/isa/opcodes.hpp"

namespace mozi::trace {
namespace {

using isa::Op;
using Kind = SourceEvent::Kind;

constexpr size_t deepest_calls = 64;  // of functions inside of one frame
constexpr size_t deepest_inlining = 64;
constexpr size_t most_seen = size_t{1} << 18;

/// Memory beyond its size reads as zeros; nothing of what is longer than `most`.
Bytes read_memory(const Step& step, const Word& offset, const Word& size, size_t most) {
  if (!offset.fits64() || !size.fits64() || size.low() > most) return {};
  Bytes bytes(size.low());
  for (size_t i = 0; i < bytes.size() && offset.low() + i < step.memory.size(); ++i)
    bytes[i] = step.memory[offset.low() + i];
  return bytes;
}

const Word& top(const Step& step, size_t n) {
  return step.stack[step.stack.size() - 1 - n];
}

bool has(const Step& step, size_t words) {
  return step.stack.size() >= words;
}

bool is_creation(const Message& message) {
  return message.kind == CallKind::create || message.kind == CallKind::create2;
}

}  // namespace

bool is_code_of(const SourceContract& contract, BytesView code, bool is_creation) {
  const Bytes& known = is_creation ? contract.debug.init.bytes : contract.debug.runtime.bytes;
  if (known.empty() || code.size() < known.size()) return false;
  if (is_creation) return std::equal(known.begin(), known.end(), code.begin());
  if (code.size() != known.size()) return false;
  constexpr uint8_t push32 = 0x7f;
  for (size_t pc = 0; pc < known.size();) {
    if (known[pc] != code[pc]) return false;
    const size_t end = std::min(pc + isa::info(known[pc]).size(), known.size());
    const auto immediate = BytesView(known).subspan(pc + 1, end - pc - 1);
    const bool may_differ =
        known[pc] == push32 && std::ranges::all_of(immediate, [](uint8_t b) { return b == 0; });
    if (!may_differ && !std::ranges::equal(immediate, code.subspan(pc + 1, immediate.size())))
      return false;
    pc = end;
  }
  return true;
}

std::string place_text(const DebugInfo& debug, const DebugPlace& place) {
  const std::string& path = debug.sources[place.file].path;
  return path.substr(path.rfind('/') + 1) + ":" + std::to_string(place.line);
}

SourceEvent SourceTrace::event(Kind kind, const Frame& frame) const {
  SourceEvent event;
  event.kind = kind;
  event.depth = static_cast<uint32_t>(frames_.size() - 1);
  event.level = static_cast<uint32_t>(frame.logical.size());
  event.contract = frame.contract;
  return event;
}

StorageNames* SourceTrace::names_for(const Address& account, const SourceContract& contract,
                                     bool transient) {
  auto& names = names_[{account, &contract, transient}];
  if (names) return names.get();
  names = std::make_unique<StorageNames>(transient ? contract.transient : contract.storage);
  // Places may be hashed from places.
  constexpr int rounds = 4;
  for (int round = 0; round < rounds; ++round)
    for (const Bytes& preimage : contract.debug.hashes) names->learn(preimage);
  return names.get();
}

void SourceTrace::on_enter(const Message& message, BytesView code) {
  Frame& frame = frames_.emplace_back();
  const bool creation = is_creation(message);
  frame.contract = finder_(code, creation);
  frame.gas = message.gas;
  if (frame.contract != nullptr) {
    frame.code = creation ? &frame.contract->debug.init : &frame.contract->debug.runtime;
    frame.storage = names_for(message.recipient, *frame.contract, false);
    frame.transient = names_for(message.recipient, *frame.contract, true);
    if (!creation) {
      frame.coverage = &coverage_[frame.contract];
      frame.coverage->runs.resize(code.size());
      frame.coverage->taken.resize(code.size());
    }
  }
  auto told = event(Kind::enter, frame);
  told.message = &message;
  told.gas = message.gas;
  send(told);
}

void SourceTrace::close_step(Frame& frame, int64_t gas_left) {
  if (!frame.is_open) return;
  frame.is_open = false;
  if (frame.cost != nullptr) *frame.cost += frame.gas - gas_left - frame.callee_gas;
  frame.callee_gas = 0;
}

void SourceTrace::follow_jump(Frame& frame) {
  if (frame.jump == DebugCode::Jump::into && frame.callers.size() < deepest_calls) {
    frame.callers.push_back(frame.logical);
  } else if (frame.jump == DebugCode::Jump::out && !frame.callers.empty()) {
    frame.callers.pop_back();
  }
  frame.jump = DebugCode::Jump::neither;
}

std::vector<SourceTrace::LogicalFrame> SourceTrace::frames_at(const Frame& frame,
                                                              int32_t place) const {
  const auto& places = frame.contract->debug.places;
  std::vector<LogicalFrame> inner;
  for (int32_t at = place; at != no_index && inner.size() < deepest_inlining;) {
    const DebugPlace& row = places[static_cast<size_t>(at)];
    if (row.scope != no_index) inner.push_back({row.scope, row.inlined_at});
    at = row.inlined_at;
  }
  std::vector<LogicalFrame> all;
  if (!frame.callers.empty()) all = frame.callers.back();
  all.insert(all.end(), inner.rbegin(), inner.rend());
  return all;
}

std::vector<StorageValue> SourceTrace::arguments(const Frame& frame, const Step& step,
                                                 int32_t scope) const {
  std::vector<StorageValue> values;
  const DebugInfo& debug = frame.contract->debug;
  const int32_t instruction = frame.code->instruction_at(step.pc);
  const int32_t height =
      instruction == no_index ? no_index : frame.code->heights[static_cast<size_t>(instruction)];
  for (const VariableRange& range : frame.code->variables) {
    if (range.from > step.pc) break;
    const DebugVariable& variable = debug.variables[static_cast<size_t>(range.variable)];
    if (step.pc >= range.to || variable.scope != scope) continue;
    const auto known = [&](const StorageValue& v) { return v.name.name == variable.name; };
    if (std::ranges::any_of(values, known)) continue;
    std::optional<Word> value;
    if (range.kind == VariableRange::Kind::constant) value = range.at;
    if (range.kind == VariableRange::Kind::stack && height > 0 &&
        range.at < Word{uint64_t(height)}) {
      const size_t depth = static_cast<size_t>(height) - 1 - range.at.low();
      if (has(step, depth + 1)) value = top(step, depth);
    }
    if (range.kind == VariableRange::Kind::memory) {
      const Bytes word = read_memory(step, range.at, Word{32}, 32);
      if (word.size() == 32) value = Word::load(word.data());
    }
    if (value) values.push_back({{variable.name, variable.type, 0, 32}, *value, {}});
  }
  return values;
}

void SourceTrace::tell_frames(Frame& frame, const Step& step, std::vector<LogicalFrame> logical) {
  size_t same = 0;
  while (same < logical.size() && same < frame.logical.size() &&
         logical[same] == frame.logical[same])
    ++same;
  const size_t old_size = frame.logical.size();
  frame.logical = std::move(logical);
  if (same == old_size && same == frame.logical.size()) return;
  frame.shown = no_index;
  const auto all = frame.logical;
  for (size_t i = same; i < all.size(); ++i) {
    // The outermost is what the caller called, which the call itself tells.
    if (i == 0) continue;
    frame.logical.resize(i);
    auto told = event(Kind::frame, frame);
    told.text = frame.contract->debug.scopes[static_cast<size_t>(all[i].scope)].name;
    if (sink_) told.values = arguments(frame, step, all[i].scope);
    send(told);
  }
  frame.logical = all;
}

void SourceTrace::move_to(Frame& frame, const Step& step, int32_t instruction) {
  const DebugInfo& debug = frame.contract->debug;
  const int32_t place = frame.code->places[static_cast<size_t>(instruction)];
  if (place != no_index && debug.places[static_cast<size_t>(place)].line != 0) {
    frame.place = place;
    if (sink_) tell_frames(frame, step, frames_at(frame, place));
  }
  if (frame.place == no_index) {
    frame.cost = nullptr;
    return;
  }
  // What a statement names may be declared elsewhere; the gas is the statement's.
  const DebugPlace& at = debug.statement_of(debug.places[static_cast<size_t>(frame.place)]);
  LineGas& line = lines_[{frame.contract, at.file, at.line}];
  line.contract = frame.contract;
  line.file = at.file;
  line.line = at.line;
  ++line.steps;
  frame.cost = &line.gas;
  if (!sink_) return;
  const auto number = static_cast<int32_t>(&at - debug.places.data());
  const bool same_line = frame.shown != no_index &&
                         debug.places[static_cast<size_t>(frame.shown)].line == at.line &&
                         debug.places[static_cast<size_t>(frame.shown)].file == at.file;
  if (same_line) return;
  frame.shown = number;
  auto told = event(Kind::line, frame);
  told.place = &at;
  send(told);
}

void SourceTrace::tell_read(Frame& frame, const Step& step) {
  if (!frame.pending_read) return;
  const Word slot = *frame.pending_read;
  frame.pending_read.reset();
  if (step.stack.empty()) return;
  const Word value = top(step, 0);
  const bool transient = frame.pending_is_transient;
  if (seen_.size() < most_seen) seen_[{step.message->recipient, slot, transient}] = value;
  auto told = event(Kind::read, frame);
  told.is_transient = transient;
  for (auto& name : (transient ? frame.transient : frame.storage)->names_of(slot)) {
    const Word part = name.part_of(value);
    told.values.push_back({std::move(name), part, {}});
  }
  if (told.values.empty()) told.values.push_back({{to_hex(slot), "", 0, 32}, value, {}});
  send(told);
}

void SourceTrace::tell_storage(Frame& frame, const Step& step) {
  const auto op = static_cast<Op>(step.opcode);
  if ((op == Op::SLOAD || op == Op::TLOAD) && has(step, 1)) {
    frame.pending_read = top(step, 0);
    frame.pending_is_transient = op == Op::TLOAD;
    return;
  }
  if ((op != Op::SSTORE && op != Op::TSTORE) || !has(step, 2)) return;
  const bool transient = op == Op::TSTORE;
  const Word slot = top(step, 0);
  const Word value = top(step, 1);
  const auto seen = seen_.find({step.message->recipient, slot, transient});
  std::optional<Word> before;
  if (seen != seen_.end()) before = seen->second;
  if (seen_.size() < most_seen) seen_[{step.message->recipient, slot, transient}] = value;
  auto told = event(Kind::write, frame);
  told.is_transient = transient;
  for (auto& name : (transient ? frame.transient : frame.storage)->names_of(slot)) {
    const Word part = name.part_of(value);
    std::optional<Word> old;
    if (before) old = name.part_of(*before);
    if (old == part && before != value) continue;  // a neighbour in the slot
    told.values.push_back({std::move(name), part, old});
  }
  if (told.values.empty()) told.values.push_back({{to_hex(slot), "", 0, 32}, value, before});
  send(told);
}

void SourceTrace::tell_log(const Frame& frame, const Step& step) {
  const auto first = static_cast<uint8_t>(Op::LOG0);
  if (step.opcode < first || step.opcode > first + 4) return;
  const size_t topics = step.opcode - first;
  if (!has(step, 2 + topics)) return;
  Log log;
  log.address = step.message->recipient;
  constexpr size_t most = size_t{1} << 16;
  log.data = read_memory(step, top(step, 0), top(step, 1), most);
  for (size_t i = 0; i < topics; ++i) log.topics.push_back(Hash::from_word(top(step, 2 + i)));
  auto told = event(Kind::log, frame);
  told.log = &log;
  send(told);
}

void SourceTrace::note_failure(Frame& frame, const Step& step) {
  const DebugInfo& debug = frame.contract->debug;
  const auto op = static_cast<Op>(step.opcode);
  const auto here = [&](int32_t place) {
    return place == no_index ? nullptr : &debug.places[static_cast<size_t>(place)];
  };
  if (const DebugCheck* check = frame.code->check_at(step.pc)) {
    frame.failure = {here(frame.place), check};
    return;
  }
  const int32_t instruction = frame.code->instruction_at(step.pc);
  const int32_t place =
      instruction == no_index ? no_index : frame.code->places[static_cast<size_t>(instruction)];
  if ((op == Op::REVERT || op == Op::INVALID) && place != no_index)
    frame.failure = {here(place), nullptr};
}

void SourceTrace::on_step(const Step& step) {
  Frame& frame = frames_.back();
  close_step(frame, step.gas_left);
  frame.is_open = true;
  frame.gas = step.gas_left;
  if (frame.contract == nullptr) return;
  if (frame.coverage != nullptr) {
    if (step.pc < frame.coverage->runs.size()) ++frame.coverage->runs[step.pc];
    if (frame.pending_jump && step.pc != *frame.pending_jump + 1)
      ++frame.coverage->taken[*frame.pending_jump];
    frame.pending_jump.reset();
    if (static_cast<Op>(step.opcode) == Op::JUMPI && step.pc < frame.coverage->taken.size())
      frame.pending_jump = step.pc;
  }
  if (sink_) tell_read(frame, step);
  follow_jump(frame);
  const int32_t instruction = frame.code->instruction_at(step.pc);
  if (instruction == no_index) return;
  move_to(frame, step, instruction);
  frame.jump = frame.code->jumps[static_cast<size_t>(instruction)];
  note_failure(frame, step);
  if (!sink_) return;
  if (static_cast<Op>(step.opcode) == Op::KECCAK256 && has(step, 2)) {
    constexpr size_t longest_key = 4096;
    const Bytes preimage = read_memory(step, top(step, 0), top(step, 1), longest_key);
    frame.storage->learn(preimage);
    frame.transient->learn(preimage);
  }
  tell_storage(frame, step);
  tell_log(frame, step);
}

void SourceTrace::on_fault(const Step& step, Status) {
  Frame& frame = frames_.back();
  frame.pending_read.reset();
  if (frame.contract == nullptr || frame.place == no_index) return;
  if (static_cast<Op>(step.opcode) == Op::INVALID && frame.failure.place != nullptr) return;
  frame.failure = {&frame.contract->debug.places[static_cast<size_t>(frame.place)], nullptr};
}

void SourceTrace::on_exit(const Message& message, const Result& result) {
  Frame& frame = frames_.back();
  close_step(frame, result.gas_left);
  auto told = event(Kind::leave, frame);
  told.message = &message;
  told.result = &result;
  told.gas = message.gas - result.gas_left;
  if (result.status != Status::success && frame.contract != nullptr) {
    const DebugInfo& debug = frame.contract->debug;
    told.place = frame.failure.place;
    told.check = frame.failure.check;
    if (told.place != nullptr)
      for (const auto& logical :
           frames_at(frame, static_cast<int32_t>(told.place - debug.places.data())))
        told.functions.push_back(debug.scopes[static_cast<size_t>(logical.scope)].name);
  }
  send(told);
  frames_.pop_back();
  if (!frames_.empty()) frames_.back().callee_gas += told.gas;
}

std::vector<LineGas> SourceTrace::line_gas() const {
  std::vector<LineGas> all;
  for (const auto& [key, line] : lines_) all.push_back(line);
  return all;
}

}  // namespace mozi::trace
