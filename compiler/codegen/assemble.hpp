// Turns assembly into bytes: resolves labels and symbols, and finds the widths of their pushes.
#pragma once

#include "compiler/codegen/asm.hpp"
#include "compiler/codegen/codegen.hpp"

namespace mozi::codegen {

/// What symbols stand for.
struct Symbols {
  std::vector<uint64_t> memory;        // by memory object: its address
  uint64_t free_memory = 0;            // behind all objects
  std::vector<const Bytes*> segments;  // data behind the code, in this order
  size_t labels = 0;
};

struct Assembly {
  Code code;
  std::vector<uint32_t> labels;  // where each stands; nothing if it is gone
  std::vector<uint32_t> states;  // of the stack before each instruction, in Unit::states
};

/// Widths are the smallest that fit. The error says what does not fit at all.
Expected<Assembly> assemble(const AsmList& items, const Symbols& symbols);

}  // namespace mozi::codegen
