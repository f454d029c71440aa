// A random program: contracts in pieces that can be taken away one by one, and how it is started.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "mozi/types.hpp"

namespace mozi::differential {

/// Code that jumps only within itself.
struct Piece {
  /// A PUSH2 whose immediate is the place of a JUMPDEST in this piece.
  struct Jump {
    size_t immediate = 0;
    size_t target = 0;
  };
  Bytes code;
  std::vector<Jump> jumps;
};

/// A contract's code, one piece after the other.
using Contract = std::vector<Piece>;
[[nodiscard]] Bytes assemble(const Contract& contract);

/// How the first contract is entered.
enum class Entry : uint8_t { call, static_call, create };

/// A program: the first contract is run, and may call the others and itself.
struct Program {
  Fork fork = default_fork;
  Entry entry = Entry::call;
  int64_t gas = 0;
  uint64_t value = 0;
  Bytes input;
  std::array<Contract, 3> contracts;
};

/// One line from which parse_program makes a program that does the same.
[[nodiscard]] std::string to_text(const Program& program);
[[nodiscard]] Expected<Program> parse_program(std::string_view text);

/// The program with every instruction a piece of its own, as far as that leaves it the same bytes.
[[nodiscard]] Program in_instructions(const Program& program);

}  // namespace mozi::differential
