// Writes scheduled functions out as assembly, in one sequence for the whole object.
#include "compiler/codegen/emit.hpp"

#include "compiler/codegen/patterns.hpp"

namespace mozi::codegen {
namespace {

isa::Op numbered(isa::Op first, unsigned n) {
  return static_cast<isa::Op>(static_cast<unsigned>(first) + n - 1);
}

class BlockEmitter {
 public:
  BlockEmitter(const StackFunction& f, const StackBlock& block, const std::vector<Move>& moves)
      : f_(f), block_(block), moves_(moves) {}

  Piece run(Label next) {
    out_.cold = block_.cold;
    add({label(block_.label)}, first_location());
    for (size_t i = 0; i < moves_.size(); ++i) {
      location_ = location_from(i);
      emit_move(moves_[i]);
    }
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

/// A table that the entry block jumps into begins at pc 0 if its first stubs are not wanted, so
/// that the hash is the address: the block stands in their place. Others come last.
void place_tables(Unit& unit, std::vector<Piece>& pieces) {
  for (const SwitchTable& table : unit.tables) {
    AsmList& entry = pieces[0].items;
    const size_t n = entry.size();
    const bool entered_first =
        n > 3 && entry[n - 3].kind == AsmItem::Kind::push_label && entry[n - 3].index == table.base;
    const size_t taken = (longest_size(entry) - 5 + stub_size - 1) / stub_size;
    bool at_zero = entered_first && taken < table.slots.size();
    for (size_t s = 0; at_zero && s < taken; ++s) at_zero = table.slots[s].empty();
    if (at_zero) entry.erase(entry.end() - 3, entry.end() - 1);
    Piece stubs{stubs_of(table, at_zero ? taken : 0, at_zero, unit.labels), false, true};
    pieces.insert(at_zero ? pieces.begin() + 1 : pieces.end(), std::move(stubs));
  }
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
    pieces.push_back(
        BlockEmitter(functions[f], functions[f].blocks[b], plans[f].moves[b]).run(next));
  }
  if (unit.uses_free_memory) {
    AsmList& entry = pieces[0].items;
    const AsmList setup = free_memory_setup();
    entry.insert(entry.begin() + 1, setup.begin(), setup.end());
  }
  place_tables(unit, pieces);
  for (size_t t = 0; t < unit.trap_labels.size(); ++t) {
    if (unit.trap_labels[t] == ir::nothing) continue;
    Piece& piece = pieces.emplace_back();
    piece.cold = true;
    piece.items = trap_code(unit.object.traps[t]);
    piece.items.insert(piece.items.begin(), label(unit.trap_labels[t]));
  }
  return pieces;
}

}  // namespace mozi::codegen
