// Local rewriting of assembly.
#include "compiler/codegen/peephole.hpp"

#include <catch2/catch.hpp>

using namespace mozi;
using namespace mozi::codegen;
using enum isa::Op;

TEST_CASE("cold jumps to one place become the place, and rewriting ends") {
  const auto jump_to = [](Label from, Label to) {
    return Piece{.items = {label(from), push_label(to), op(JUMP)}, .cold = true};
  };
  std::vector<Piece> pieces;
  pieces.push_back({.items = {op(CALLVALUE), push_label(1), op(JUMPI), op(CALLER), push_label(2),
                              op(JUMPI), op(STOP)}});
  pieces.push_back(jump_to(1, 3));
  pieces.push_back(jump_to(2, 3));
  pieces.push_back({.items = {label(3), push(Word{}), push(Word{}), op(REVERT)}, .cold = true});
  const auto joined = join(std::move(pieces), 200);
  size_t jumps = 0;
  for (const auto& item : joined) {
    jumps += item.is(JUMP) ? 1 : 0;
    if (item.kind == AsmItem::Kind::push_label) CHECK(item.index == 3);
  }
  CHECK(jumps == 0);
}
