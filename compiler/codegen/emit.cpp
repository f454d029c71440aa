// Writes scheduled functions out as assembly, in one sequence for the whole object.
#include "compiler/codegen/emit.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "compiler/codegen/patterns.hpp"
#include "compiler/codegen/variables.hpp"

namespace mozi::codegen {
namespace {

isa::Op numbered(isa::Op first, unsigned n) {
  return static_cast<isa::Op>(static_cast<unsigned>(first) + n - 1);
}

class BlockEmitter {
 public:
  BlockEmitter(Unit& unit, const StackFunction& f, const StackBlock& block,
               const std::vector<Move>& moves, Stack entry)
      : f_(f), block_(block), moves_(moves), track_(unit, f, block, moves, std::move(entry)) {}

  Piece run(Label next) {
    out_.cold = block_.cold;
    add({label(block_.label)}, first_location());
    for (size_t i = 0; i < moves_.size(); ++i) {
      at_ = i;
      location_ = location_from(i);
      emit_move(moves_[i]);
      track_.follow(moves_[i]);
    }
    at_ = moves_.size();
    location_ = block_.exit.location;
    emit_exit(next);
    return std::move(out_);
  }

 private:
  [[nodiscard]] ir::LocationId first_location() const { return location_from(0); }

  /// Moves belong to the step that they are for.
  [[nodiscard]] ir::LocationId location_from(size_t i) const {
    for (; i < moves_.size(); ++i)
      if (moves_[i].kind == Move::Kind::run) return block_.steps[moves_[i].id].location;
    return block_.exit.location;
  }

  void add(AsmList items, ir::LocationId location) {
    for (AsmItem& item : items) {
      item.location = location;
      item.state = track_.state(at_);
      track_.follow(item);
      out_.items.push_back(item);
    }
  }

  void emit_move(const Move& move) {
    switch (move.kind) {
      case Move::Kind::dup:
        return add({op(numbered(isa::Op::DUP1, move.depth))}, location_);
      case Move::Kind::swap:
        return add({op(numbered(isa::Op::SWAP1, move.depth))}, location_);
      case Move::Kind::pop:
        return add({op(isa::Op::POP)}, location_);
      case Move::Kind::push:
        return add(f_.values[move.id].recipe, location_);
      case Move::Kind::run: {
        const Step& step = block_.steps[move.id];
        return add(move.swapped ? step.swapped_code : step.code, location_);
      }
    }
  }

  void emit_exit(Label next) {
    const Exit& exit = block_.exit;
    if (exit.kind == Exit::Kind::ret) {
      AsmItem jump = op(isa::Op::JUMP);
      jump.jump = 'o';
      add({jump}, location_);
    } else if (exit.kind != Exit::Kind::halt && !out_.items.back().is(isa::Op::JUMP)) {
      const Label target =
          exit.kind == Exit::Kind::jump ? f_.blocks[exit.targets[0]].label : exit.falls_through_to;
      if (target != next) add({push_label(target), op(isa::Op::JUMP)}, location_);
    }
  }

  const StackFunction& f_;
  const StackBlock& block_;
  const std::vector<Move>& moves_;
  StackTrack track_;
  size_t at_ = 0;  // the move whose code is written
  Piece out_;
  ir::LocationId location_ = ir::nothing;
};

struct Place {
  size_t function;
  size_t block;
};

std::vector<Place> order_blocks(const Unit& unit, const std::vector<StackFunction>& functions) {
  std::vector<size_t> order{unit.object.entry};
  for (size_t f = 0; f < functions.size(); ++f)
    if (f != unit.object.entry) order.push_back(f);
  std::vector<Place> places;
  for (const bool cold : {false, true})
    for (const size_t f : order)
      for (size_t b = 0; b < functions[f].blocks.size(); ++b) {
        // A function's entry stays where calls expect hot code, and pc 0 is the object's entry.
        const bool is_cold = functions[f].blocks[b].cold && b != 0;
        if (is_cold == cold) places.push_back({f, b});
      }
  return places;
}

/// No label or memory symbol needs more than two bytes in code that can be deployed.
size_t longest_size(const AsmList& items) {
  size_t size = 0;
  for (const AsmItem& item : items) {
    if (item.kind == AsmItem::Kind::push)
      size += 1 + item.word.byte_width();
    else if (item.kind == AsmItem::Kind::push_immutable)
      size += 33;
    else
      size += item.kind == AsmItem::Kind::op || item.kind == AsmItem::Kind::label ? 1 : 3;
  }
  return size;
}

/// True if the piece ends in the jump into the table: push_label of the base, ADD, JUMP.
bool jumps_into(const Piece& piece, const SwitchTable& table) {
  const size_t n = piece.items.size();
  return n > 3 && piece.items[n - 3].kind == AsmItem::Kind::push_label &&
         piece.items[n - 3].index == table.base;
}

/// A table begins at pc 0 if the code that leads into it fits where its first stubs would be, which
/// nobody wants: so the hash is the address. Others come last.
void place_table(const SwitchTable& table, std::vector<Piece>& pieces, Label& labels) {
  size_t size = 0;
  size_t before = 0;
  while (before < pieces.size() && !pieces[before].fixed && !pieces[before].cold) {
    size += longest_size(pieces[before].items);
    if (jumps_into(pieces[before++], table)) break;
  }
  constexpr size_t base_size = 4;  // PUSH2 base ADD, which goes
  const size_t taken = (size - base_size + stub_size - 1) / stub_size;
  const bool at_zero =
      before != 0 && jumps_into(pieces[before - 1], table) && taken < table.slots.size() &&
      std::ranges::all_of(
          std::span{table.slots}.first(taken), [](const auto& slot) { return slot.empty(); });
  if (at_zero) {
    AsmList& last = pieces[before - 1].items;
    last.erase(last.end() - 3, last.end() - 1);
  }
  Piece stubs{stubs_of(table, at_zero ? taken : 0, at_zero, labels), false, true};
  pieces.insert(at_zero ? pieces.begin() + static_cast<ptrdiff_t>(before) : pieces.end(),
                std::move(stubs));
}

/// Says which labels lead to traps, which labels forget when equal code becomes one.
void mark_traps(const Unit& unit, std::vector<Piece>& pieces) {
  std::map<Label, ir::TrapId> traps;
  for (ir::TrapId t = 0; t < unit.trap_labels.size(); ++t)
    if (unit.trap_labels[t] != ir::nothing) traps[unit.trap_labels[t]] = t;
  for (Piece& piece : pieces)
    for (AsmItem& item : piece.items)
      if (item.kind == AsmItem::Kind::push_label && traps.contains(item.index))
        item.trap = traps[item.index];
}

}  // namespace

std::vector<Piece> emit(Unit& unit, const std::vector<StackFunction>& functions,
                        const std::vector<StackPlan>& plans) {
  std::vector<Piece> pieces;
  const std::vector<Place> places = order_blocks(unit, functions);
  for (size_t i = 0; i < places.size(); ++i) {
    const auto [f, b] = places[i];
    Label next = ir::nothing;
    if (i + 1 < places.size())
      next = functions[places[i + 1].function].blocks[places[i + 1].block].label;
    pieces.push_back(BlockEmitter(unit, functions[f], functions[f].blocks[b], plans[f].moves[b],
                                  plans[f].entries[b])
                         .run(next));
  }
  if (unit.uses_free_memory) {
    AsmList& entry = pieces[0].items;
    const AsmList setup = free_memory_setup();
    entry.insert(entry.begin() + 1, setup.begin(), setup.end());
  }
  for (const SwitchTable& table : unit.tables) place_table(table, pieces, unit.labels);
  for (size_t t = 0; t < unit.trap_labels.size(); ++t) {
    if (unit.trap_labels[t] == ir::nothing) continue;
    Piece& piece = pieces.emplace_back();
    piece.cold = true;
    piece.items = trap_code(unit.object.traps[t]);
    piece.items.insert(piece.items.begin(), label(unit.trap_labels[t]));
  }
  mark_traps(unit, pieces);
  return pieces;
}

}  // namespace mozi::codegen
