// What compiled code shares with C++: the context it runs in, and the functions it calls.
#pragma once

#include <array>
#include <cstdint>

#include "vm/exec/frame.hpp"

namespace mozi::jit {

/// The functions that compiled code calls, by number, so that it needs no symbols and can be kept
/// on disk. An opcode that is not compiled inline has its own byte as number.
enum class Service : uint16_t {
  grow_memory = 256,  // uint32_t(Context*, uint64_t offset, uint64_t size): 1 unless out of gas
  resume,             // Status(Context*, uint32_t pc, Word* top): the interpreter goes on
  resume_jump,        // Status(Context*, uint64_t target, Word* top): the same, at a jump's target
  count
};

/// One run of compiled code. Its layout is part of the code; see `engine_version`.
struct Context {
  int64_t gas = 0;
  uint8_t* memory = nullptr;
  uint64_t memory_size = 0;
  const uint8_t* input = nullptr;
  uint64_t input_size = 0;
  void* const* services = nullptr;
  exec::Frame* frame = nullptr;
  uint64_t unused = 0;
  std::array<Word, 8> operands{};  // of a service: the last first; its result replaces the last
};

/// The table of services.
void* const* services();

}  // namespace mozi::jit
