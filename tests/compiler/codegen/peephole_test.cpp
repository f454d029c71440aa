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
  Label labels = 4;
  const auto joined = join(std::move(pieces), 200, labels);
  size_t jumps = 0;
  for (const auto& item : joined) {
    jumps += item.is(JUMP) ? 1 : 0;
    if (item.kind == AsmItem::Kind::push_label) CHECK(item.index == 3);
  }
  CHECK(jumps == 0);
}

TEST_CASE("long equal ends of cold pieces exist once, and hot ones are left alone") {
  const auto ending = [](Label at, uint64_t first, bool cold) {
    AsmList items = {label(at), push(Word{first}), op(MLOAD)};
    for (int i = 0; i < 6; ++i) items.insert(items.end(), {push(Word{7}), op(MSTORE)});
    items.push_back(op(INVALID));
    return Piece{.items = std::move(items), .cold = cold};
  };
  for (const bool cold : {true, false}) {
    std::vector<Piece> pieces;
    pieces.push_back({.items = {op(CALLVALUE), push_label(1), op(JUMPI), op(CALLER), push_label(2),
                                op(JUMPI), op(STOP)}});
    pieces.push_back(ending(1, 1, cold));
    pieces.push_back(ending(2, 2, cold));
    Label labels = 3;
    size_t ends = 0;
    for (const auto& item : join(std::move(pieces), 1000, labels)) ends += item.is(INVALID) ? 1 : 0;
    CHECK(ends == (cold ? 1 : 2));
    CHECK(labels == (cold ? 4 : 3));
  }
}
