// The debug section of an artifact, read: where each instruction comes from.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "mozi/word.hpp"

namespace mozi::trace {

/// No such place, scope or variable.
inline constexpr int32_t no_index = -1;

struct DebugSource {
  std::string path;
  std::string text;
};

/// A range of a source, and what it is part of. Indices are into DebugInfo.
struct DebugPlace {
  uint32_t file = 0;
  uint32_t line = 0;  // 0: no line asked for this code
  uint32_t column = 0;
  uint32_t begin = 0;
  uint32_t length = 0;
  int32_t scope = no_index;
  int32_t statement = no_index;   // the place of the whole statement
  int32_t inlined_at = no_index;  // the call in whose place the scope's code stands
  int32_t also = no_index;        // another place of the same code
};

/// A function as its author sees it.
struct DebugScope {
  std::string name;
  int32_t place = no_index;
};

struct DebugVariable {
  std::string name;
  std::string type;
  int32_t scope = no_index;
};

/// Where a variable's value is before each instruction from pc `from` up to but not at `to`.
struct VariableRange {
  enum class Kind : uint8_t { stack, memory, calldata, constant };
  int32_t variable = no_index;
  Kind kind = Kind::stack;
  Word at;  // stack: words above the deepest known word
  uint32_t from = 0;
  uint32_t to = 0;
};

/// A jump that ends the call when a check fails.
struct DebugCheck {
  enum class Kind : uint8_t { empty, panic, error };
  uint32_t pc = 0;
  Kind kind = Kind::empty;
  uint8_t panic_code = 0;
  std::array<uint8_t, 4> selector{};
};

/// Init code or runtime code.
struct DebugCode {
  enum class Jump : uint8_t { neither, into, out };
  Bytes bytes;
  std::vector<int32_t> instructions;  // by pc: which instruction begins there, or no_index
  std::vector<uint32_t> pcs;          // by instruction
  std::vector<int32_t> places;        // by instruction
  std::vector<Jump> jumps;            // by instruction
  std::vector<int32_t> heights;       // by instruction: known words on the stack before it
  std::vector<VariableRange> variables;
  std::vector<DebugCheck> checks;  // by pc

  /// The instruction that begins at `pc`; no_index where none does.
  [[nodiscard]] int32_t instruction_at(uint32_t pc) const {
    return pc < instructions.size() ? instructions[pc] : no_index;
  }
  [[nodiscard]] const DebugCheck* check_at(uint32_t pc) const;
};

struct DebugInfo {
  std::vector<DebugSource> sources;
  std::vector<DebugPlace> places;
  std::vector<DebugScope> scopes;
  std::vector<DebugVariable> variables;
  std::vector<Bytes> hashes;  // what constants of the code were hashed from
  DebugCode init;
  DebugCode runtime;

  /// The lines' text without surrounding blanks; empty for a place without one.
  [[nodiscard]] std::string_view line_text(const DebugPlace& place) const;
  /// The place of the whole statement that the place is part of.
  [[nodiscard]] const DebugPlace& statement_of(const DebugPlace& place) const {
    return place.statement == no_index ? place : places[static_cast<size_t>(place.statement)];
  }
};

/// Reads "debug" of an artifact, whose codes are given. Everything in it is checked: indices lead
/// to what exists, chains of places end, ranges lie in the code. The error names the member.
[[nodiscard]] Expected<DebugInfo> parse_debug_info(const nlohmann::json& debug, BytesView init,
                                                   BytesView runtime);

}  // namespace mozi::trace
