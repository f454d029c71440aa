// Bytecode written as text, for tests: "PUSH1 5; MSTORE 0 0x1234; MLOAD 0".
#pragma once

#include "mozi/types.hpp"

namespace mozi::test {

/// Bytecode and the gas that the PUSHes made for operands cost.
struct Assembled {
  Bytes code;
  int64_t operand_gas = 0;
};

/// Assembles instructions separated by `;`. An instruction is a mnemonic and its operands, topmost
/// first; each operand is pushed before it, the last one first. PUSHn takes its immediate instead.
/// `raw 0x..` inserts bytes. Throws std::invalid_argument with what was wrong.
Assembled assemble_with_gas(std::string_view text);

inline Bytes assemble(std::string_view text) {
  return assemble_with_gas(text).code;
}

}  // namespace mozi::test
