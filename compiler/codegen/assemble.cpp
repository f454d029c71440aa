// Turns assembly into bytes: resolves labels and symbols, and finds the widths of their pushes.
#include "compiler/codegen/assemble.hpp"

#include <algorithm>

#include "vm/isa/assert.hpp"

namespace mozi::codegen {
namespace {

using Kind = AsmItem::Kind;

class Assembler {
 public:
  Assembler(const AsmList& items, const Symbols& symbols)
      : items_(items), symbols_(symbols), labels_(symbols.labels, ir::nothing) {}

  Assembly run() {
    find_widths();
    constexpr size_t max_size = size_t{1} << 24;
    if (end_ > max_size)
      throw Error{"code and data of " + std::to_string(end_) +
                  " bytes are more than an EVM can hold"};
    for (size_t i = 0; i < items_.size(); ++i) write(i);
    append_data();
    return {std::move(code_), std::move(labels_), std::move(states_)};
  }

 private:
  static unsigned width_of(const Word& value) { return value.byte_width(); }

  [[nodiscard]] bool is_symbol(const AsmItem& item) const {
    return item.kind != Kind::op && item.kind != Kind::label && item.kind != Kind::org &&
           item.kind != Kind::push_immutable;
  }

  [[nodiscard]] Word value_of(const AsmItem& item) const {
    switch (item.kind) {
      case Kind::push:
        return item.word;
      case Kind::push_label:
        return Word{labels_[item.index]};
      case Kind::push_memory:
        return Word{symbols_.memory[item.index]} + item.word;
      case Kind::push_free:
        return Word{symbols_.free_memory} + item.word;
      case Kind::push_data:
        return Word{data_offset(item.index)};
      case Kind::push_code_size:
        return Word{end_};
      case Kind::push_immutable:
      case Kind::op:
      case Kind::label:
      case Kind::org:
        return {};
    }
    return {};
  }

  [[nodiscard]] uint64_t target_of(const AsmItem& org) const {
    return (org.index == ir::nothing ? 0 : labels_[org.index]) + org.word.low();
  }

  [[nodiscard]] uint64_t data_offset(uint32_t segment) const {
    uint64_t at = code_end_ + (symbols_.segments.empty() ? 0 : 1);
    for (uint32_t i = 0; i < segment; ++i) at += symbols_.segments[i]->size();
    return at;
  }

  /// Widths only grow, so this ends.
  void find_widths() {
    widths_.assign(items_.size(), 0);
    for (bool changed = true; changed;) {
      changed = false;
      place_labels();
      for (size_t i = 0; i < items_.size(); ++i) {
        if (!is_symbol(items_[i])) continue;
        const unsigned width = width_of(value_of(items_[i]));
        if (width <= widths_[i]) continue;
        widths_[i] = static_cast<uint8_t>(width);
        changed = true;
      }
    }
  }

  void place_labels() {
    uint64_t at = 0;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].kind == Kind::org) {
        // The label of the first stub is defined behind its own org.
        if (items_[i].word.is_zero()) continue;
        if (at > target_of(items_[i])) throw Error{"a stub of a switch is longer than its slot"};
        at = target_of(items_[i]);
        continue;
      }
      if (items_[i].kind == Kind::label) labels_[items_[i].index] = static_cast<uint32_t>(at);
      at += 1 + (items_[i].kind == Kind::push_immutable ? 32u : widths_[i]);
    }
    code_end_ = at;
    end_ = data_offset(static_cast<uint32_t>(symbols_.segments.size()));
  }

  void write(size_t i) {
    const AsmItem& item = items_[i];
    if (item.kind == Kind::org) {
      if (!item.word.is_zero()) fill_to(target_of(item));
      return;
    }
    code_.pcs.push_back({static_cast<uint32_t>(code_.bytes.size()), item.location, item.jump});
    states_.push_back(item.state);
    const bool is_jump = item.is(isa::Op::JUMPI) || item.is(isa::Op::JUMP);
    if (is_jump && i > 0 && items_[i - 1].trap != ir::nothing)
      code_.checks.push_back({code_.pcs.back().pc, items_[i - 1].trap});
    if (item.kind == Kind::op) {
      code_.bytes.push_back(static_cast<uint8_t>(item.op));
    } else if (item.kind == Kind::label) {
      code_.bytes.push_back(static_cast<uint8_t>(isa::Op::JUMPDEST));
    } else if (item.kind == Kind::push_immutable) {
      code_.bytes.push_back(static_cast<uint8_t>(isa::Op::PUSH32));
      code_.immutable_references.push_back({item.index, static_cast<uint32_t>(code_.bytes.size())});
      code_.bytes.resize(code_.bytes.size() + 32);
    } else {
      write_push(value_of(item), widths_[i]);
    }
  }

  /// STOPs that nothing reaches: zero bytes are the cheapest to deploy.
  void fill_to(uint64_t target) {
    while (code_.bytes.size() < target) {
      code_.pcs.push_back({static_cast<uint32_t>(code_.bytes.size()), ir::nothing, '-'});
      states_.push_back(ir::nothing);
      code_.bytes.push_back(static_cast<uint8_t>(isa::Op::STOP));
    }
  }

  void write_push(const Word& word, unsigned width) {
    code_.bytes.push_back(static_cast<uint8_t>(static_cast<unsigned>(isa::Op::PUSH0) + width));
    const auto bytes = word.to_bytes();
    code_.bytes.insert(code_.bytes.end(), bytes.end() - width, bytes.end());
  }

  /// A stop keeps execution and disassembly out of the data.
  void append_data() {
    if (symbols_.segments.empty()) return;
    code_.bytes.push_back(static_cast<uint8_t>(isa::Op::INVALID));
    for (const Bytes* segment : symbols_.segments)
      code_.bytes.insert(code_.bytes.end(), segment->begin(), segment->end());
  }

  const AsmList& items_;
  const Symbols& symbols_;
  std::vector<uint32_t> labels_;
  std::vector<uint8_t> widths_;
  uint64_t code_end_ = 0;
  uint64_t end_ = 0;
  std::vector<uint32_t> states_;
  Code code_;
};

}  // namespace

Expected<Assembly> assemble(const AsmList& items, const Symbols& symbols) {
  try {
    return Assembler(items, symbols).run();
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

}  // namespace mozi::codegen
