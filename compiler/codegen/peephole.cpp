// Local rewriting of assembly: jumps, equal tails, literals.
#include "compiler/codegen/peephole.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace mozi::codegen {
namespace {

using Kind = AsmItem::Kind;
using enum isa::Op;

bool ends_flow(const AsmItem& item) {
  return item.kind == Kind::op && isa::is_terminator(item.op);
}

/// Equal but for source locations.
bool same_code(const AsmItem& a, const AsmItem& b) {
  return a.kind == b.kind && a.op == b.op && a.index == b.index && a.word == b.word;
}

class Peephole {
 public:
  Peephole(std::vector<Piece> pieces, unsigned runs, Label& labels)
      : pieces_(std::move(pieces)), runs_(runs), labels_(labels) {}

  AsmList run() {
    for (Piece& piece : pieces_)
      if (!piece.fixed) cut_unreachable(piece);
    for (bool changed = true; changed;) {
      changed = thread_jumps();
      changed |= merge_equal_pieces();
    }
    for (Piece& piece : pieces_)
      if (!piece.fixed) simplify(piece);
    merge_tails();
    thread_jumps();
    drop_jumps_to_next();
    AsmList out;
    for (const Piece& piece : pieces_)
      for (const AsmItem& item : piece.items) write(out, item, piece.cold);
    return drop_unused_labels(out);
  }

 private:
  /// Inner labels (of switches and returns) may follow what ends the flow.
  static void cut_unreachable(Piece& piece) {
    AsmList kept;
    bool reachable = true;
    for (const AsmItem& item : piece.items) {
      if (item.kind == Kind::label) reachable = true;
      if (reachable) kept.push_back(item);
      if (ends_flow(item)) reachable = false;
    }
    piece.items = std::move(kept);
  }

  Label resolve(Label l) const {
    for (auto at = aliases_.find(l); at != aliases_.end(); at = aliases_.find(l)) l = at->second;
    return l;
  }

  void apply_aliases() {
    for (Piece& piece : pieces_)
      for (AsmItem& item : piece.items)
        if (item.kind == Kind::push_label) item.index = resolve(item.index);
  }

  /// A piece that is only a jump, or nothing, is its target.
  bool thread_jumps() {
    bool changed = false;
    for (size_t i = 0; i < pieces_.size(); ++i) {
      const AsmList& items = pieces_[i].items;
      if (items.empty() || items[0].kind != Kind::label) continue;
      Label target = items[0].index;
      if (items.size() == 1 && i + 1 < pieces_.size() && !pieces_[i + 1].items.empty() &&
          !pieces_[i + 1].fixed)
        target = pieces_[i + 1].items[0].index;
      if (items.size() == 3 && items[1].kind == Kind::push_label && items[2].is(JUMP))
        target = items[1].index;
      if (resolve(target) == resolve(items[0].index)) continue;
      aliases_[resolve(items[0].index)] = resolve(target);
      changed = true;
    }
    if (changed) apply_aliases();
    return changed;
  }

  [[nodiscard]] bool falls_through(size_t i) const {
    return pieces_[i].items.empty() ? i > 0 && falls_through(i - 1)
                                    : !ends_flow(pieces_[i].items.back());
  }

  /// Cold pieces that end the flow and are equal to an earlier one.
  bool merge_equal_pieces() {
    bool changed = false;
    std::map<std::vector<std::tuple<Kind, isa::Op, uint32_t, Word>>, size_t> seen;
    for (size_t i = 0; i < pieces_.size(); ++i) {
      const AsmList& items = pieces_[i].items;
      if (!pieces_[i].cold || items.size() < 2 || !ends_flow(items.back())) continue;
      const bool inner_labels = std::any_of(items.begin() + 1, items.end(),
                                            [](const AsmItem& a) { return a.kind == Kind::label; });
      if (inner_labels) continue;
      std::vector<std::tuple<Kind, isa::Op, uint32_t, Word>> key;
      for (size_t k = 1; k < items.size(); ++k)
        key.emplace_back(items[k].kind, items[k].op, items[k].index, items[k].word);
      const auto [first, fresh] = seen.try_emplace(std::move(key), i);
      if (fresh || (i > 0 && falls_through(i - 1))) continue;
      // Two cold jumps to one place are threaded to it already, and nothing is its own alias.
      const Label from = resolve(items[0].index);
      const Label to = resolve(pieces_[first->second].items[0].index);
      if (from != to) aliases_[from] = to;
      pieces_[i].items.clear();
      changed = true;
    }
    if (changed) apply_aliases();
    return changed;
  }

  void drop_jumps_to_next() {
    for (size_t i = 0; i < pieces_.size(); ++i) {
      AsmList& items = pieces_[i].items;
      size_t next = i + 1;
      while (next < pieces_.size() && pieces_[next].items.empty()) ++next;
      if (next == pieces_.size() || items.size() < 2 || !items.back().is(JUMP) ||
          pieces_[i].fixed || pieces_[next].fixed)
        continue;
      const AsmItem& target = items[items.size() - 2];
      if (target.kind == Kind::push_label && target.index == pieces_[next].items[0].index)
        items.resize(items.size() - 2);
    }
  }

  /// How many items the ends of two pieces have in common; no labels are among them.
  static size_t common_tail(const AsmList& a, const AsmList& b) {
    size_t n = 0;
    while (n < std::min(a.size(), b.size())) {
      const AsmItem& left = a[a.size() - 1 - n];
      if (left.kind == Kind::label || !same_code(left, b[b.size() - 1 - n])) break;
      ++n;
    }
    return n;
  }

  static size_t bytes_of(std::span<const AsmItem> items) {
    size_t bytes = 0;
    for (const AsmItem& item : items) {
      if (item.kind == Kind::push)
        bytes += 1 + item.word.byte_width();
      else if (item.kind == Kind::push_immutable)
        bytes += 33;
      else
        bytes += item.kind == Kind::op || item.kind == Kind::label ? 1 : 3;
    }
    return bytes;
  }

  /// A piece whose end equals that of an earlier one jumps there, if that saves enough.
  void merge_tails() {
    for (size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].fixed || pieces_[i].items.empty() || !ends_flow(pieces_[i].items.back()))
        continue;
      size_t best = 0;
      size_t from = 0;
      for (size_t k = 0; k < i; ++k) {
        if (pieces_[k].fixed) continue;
        const size_t n = common_tail(pieces_[k].items, pieces_[i].items);
        if (n > best) from = k;
        best = std::max(best, n);
      }
      const std::span<const AsmItem> tail = std::span{pieces_[i].items}.last(best);
      constexpr size_t jump_bytes = 4 + 1;  // PUSH2 JUMP here, JUMPDEST there
      constexpr unsigned jump_gas = 3 + 8 + 1;
      const size_t bytes = bytes_of(tail);
      if (bytes > jump_bytes &&
          pays(static_cast<unsigned>(bytes - jump_bytes), jump_gas, pieces_[i].cold))
        share_tail(pieces_[i].items, pieces_[from].items, best);
    }
  }

  void share_tail(AsmList& items, AsmList& with, size_t n) {
    const auto at = with.end() - static_cast<ptrdiff_t>(n);
    Label target = labels_;
    if (at != with.begin() && (at - 1)->kind == Kind::label) {
      target = (at - 1)->index;
    } else {
      AsmItem made = label(labels_++);
      made.location = at->location;
      made.state = at->state;
      with.insert(at, made);
    }
    const ir::LocationId location = items[items.size() - n].location;
    items.resize(items.size() - n);
    for (AsmItem made : {push_label(target), op(JUMP)}) {
      made.location = location;
      items.push_back(made);
    }
  }

  static bool makes_one_word(const AsmItem& item) {
    if (item.kind == Kind::op) {
      const isa::OpInfo& row = isa::info(item.op);
      return row.kind == isa::OpKind::env || isa::is_dup(static_cast<uint8_t>(item.op));
    }
    return item.kind != Kind::label && item.kind != Kind::org;
  }

  /// Pairs that do nothing, until there are none.
  static void simplify(Piece& piece) {
    AsmList out;
    for (const AsmItem& item : piece.items) {
      if (!out.empty() && item.is(POP) && makes_one_word(out.back())) {
        out.pop_back();
        continue;
      }
      const bool is_swap = item.kind == Kind::op && isa::is_swap(static_cast<uint8_t>(item.op));
      if (!out.empty() && is_swap && same_code(out.back(), item)) {
        out.pop_back();
        continue;
      }
      if (!out.empty() && item.is(SWAP1) && out.back().is(DUP1)) continue;
      out.push_back(item);
    }
    piece.items = std::move(out);
  }

  /// Deployment charges 200 gas for a byte.
  [[nodiscard]] bool pays(unsigned bytes_saved, unsigned more_gas, bool cold) const {
    return bytes_saved * 200 > more_gas * (cold ? 1 : runs_);
  }

  void write(AsmList& out, const AsmItem& item, bool cold) const {
    if (item.kind != Kind::push) {
      out.push_back(item);
      return;
    }
    const unsigned width = item.word.byte_width();
    const auto add = [&](AsmItem made) {
      made.location = item.location;
      made.state = item.state;
      out.push_back(made);
    };
    const unsigned not_width = (~item.word).byte_width() + 1;
    if (not_width < width && pays(width - not_width, 3, cold)) {
      add(push(~item.word));
      add(op(NOT));
      return;
    }
    unsigned zeros = 0;
    while (zeros < 255 && !item.word.is_zero() && (item.word >> zeros).low() % 2 == 0) ++zeros;
    const unsigned shifted_width = (item.word >> zeros).byte_width() + 3;
    if (shifted_width < width && pays(width - shifted_width, 6, cold)) {
      add(push(item.word >> zeros));
      add(push(Word{zeros}));
      add(op(SHL));
      return;
    }
    out.push_back(item);
  }

  static AsmList drop_unused_labels(const AsmList& items) {
    std::map<Label, bool> used;
    for (const AsmItem& item : items)
      if (item.kind == Kind::push_label) used[item.index] = true;
    AsmList out;
    bool reachable = true;
    for (const AsmItem& item : items) {
      if (item.kind == Kind::label && !used.contains(item.index)) continue;
      if (item.kind == Kind::label || item.kind == Kind::org) reachable = true;
      if (reachable) out.push_back(item);
      if (ends_flow(item)) reachable = false;
    }
    return out;
  }

  std::vector<Piece> pieces_;
  unsigned runs_;
  Label& labels_;
  std::map<Label, Label> aliases_;
};

}  // namespace

AsmList join(std::vector<Piece> pieces, unsigned runs, Label& labels) {
  return Peephole(std::move(pieces), runs, labels).run();
}

}  // namespace mozi::codegen
