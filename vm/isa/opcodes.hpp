// Opcodes as an enum and a table, read from opcodes.def and checked at compile time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "vm/isa/rules.hpp"

namespace mozi::isa {

/// An opcode by name; the value is its byte.
enum class Op : uint8_t {
#define OPCODE(byte, NAME, ...) NAME = byte,
#include "vm/isa/opcodes.def"
#undef OPCODE
};

/// Where an opcode's meaning is written: over a word domain (word_ops.hpp), as a word read from the
/// frame (exec/ops/env), as a function on frame and stack (exec/ops), or in each execution tier.
enum class OpKind : uint8_t { pure, env, effect, flow };

/// One row of opcodes.def. A byte that is no opcode has an empty name.
struct OpInfo {
  std::string_view name;
  uint8_t pops = 0;
  uint8_t pushes = 0;
  uint8_t immediate = 0;
  int16_t Rules::* gas = &Rules::zero;
  Fork since = Fork::frontier;
  OpKind kind = OpKind::flow;
  std::string_view leaves;

  [[nodiscard]] constexpr bool defined() const { return !name.empty(); }
  /// The bytes of the instruction, immediate included.
  [[nodiscard]] constexpr unsigned size() const { return 1u + immediate; }
};

/// All 256 bytes.
inline constexpr std::array<OpInfo, 256> op_table = [] {
  std::array<OpInfo, 256> table{};
#define OPCODE(byte, NAME, pops, pushes, imm, gas, since, kind, leaves) \
  table[byte] = {#NAME, pops, pushes, imm, &Rules::gas, Fork::since, OpKind::kind, leaves};
#include "vm/isa/opcodes.def"
#undef OPCODE
  return table;
}();

constexpr const OpInfo& info(Op op) {
  return op_table[static_cast<uint8_t>(op)];
}
constexpr const OpInfo& info(uint8_t byte) {
  return op_table[byte];
}

/// True if the byte is an opcode under these rules.
constexpr bool is_defined(const Rules& rules, uint8_t byte) {
  return op_table[byte].defined() && op_table[byte].since <= rules.fork;
}
/// The gas that `op` costs before anything that depends on its operands.
constexpr int16_t static_gas(const Rules& rules, Op op) {
  return rules.*info(op).gas;
}

/// Finds an opcode by name ("SLOAD"); also knows SHA3, DIFFICULTY and SUICIDE.
std::optional<Op> parse_op(std::string_view name);

constexpr bool is_push(uint8_t byte) {
  return byte >= 0x5f && byte <= 0x7f;
}
constexpr bool is_dup(uint8_t byte) {
  return byte >= 0x80 && byte <= 0x8f;
}
constexpr bool is_swap(uint8_t byte) {
  return byte >= 0x90 && byte <= 0x9f;
}
constexpr bool is_log(uint8_t byte) {
  return byte >= 0xa0 && byte <= 0xa4;
}
/// True if nothing after the opcode runs by falling through.
constexpr bool is_terminator(Op op) {
  return op == Op::STOP || op == Op::JUMP || op == Op::RETURN || op == Op::REVERT ||
         op == Op::INVALID || op == Op::SELFDESTRUCT;
}

namespace checks {

inline constexpr uint8_t rows[] = {
#define OPCODE(byte, ...) byte,
#include "vm/isa/opcodes.def"
#undef OPCODE
};

static_assert(
    [] {
      for (size_t i = 1; i < std::size(rows); ++i)
        if (rows[i - 1] >= rows[i]) return false;
      return true;
    }(),
    "the rows of opcodes.def are sorted by byte, each byte once");

static_assert(
    [] {
      for (unsigned byte = 0; byte < 256; ++byte) {
        const OpInfo& row = op_table[byte];
        const auto b = static_cast<uint8_t>(byte);
        if (!row.defined()) continue;
        if (is_push(b) && (row.pops != 0 || row.pushes != 1 || row.immediate != byte - 0x5f))
          return false;
        if (is_dup(b) && (row.pops != byte - 0x7f || row.pushes != row.pops + 1)) return false;
        if (is_swap(b) && (row.pops != byte - 0x8e || row.pushes != row.pops)) return false;
        if (is_log(b) && (row.pops != byte - 0xa0 + 2 || row.pushes != 0)) return false;
        if (!is_push(b) && row.immediate != 0) return false;
      }
      return true;
    }(),
    "PUSH, DUP, SWAP and LOG have the shape of their number");

static_assert(
    [] {
      for (const OpInfo& row : op_table) {
        if (row.kind == OpKind::pure && (row.pops < 1 || row.pops > 3 || row.pushes != 1))
          return false;
        if (row.kind == OpKind::env && (row.pops != 0 || row.pushes != 1)) return false;
        if (row.kind == OpKind::effect && (row.pushes > 1 || row.pushes > row.pops)) return false;
      }
      return true;
    }(),
    "pure opcodes make one word of some, env opcodes one of none, effects never grow the stack");

}  // namespace checks
}  // namespace mozi::isa
