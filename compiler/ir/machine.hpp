// The state of an IR run besides its values: memory, return data, code image; and what ops do to
// it.
#pragma once

#include <map>

#include "compiler/ir/interpret.hpp"

namespace mozi::ir {

/// Thrown to end a run; `interpret` turns it into the outcome.
struct Halt {
  Status status = Status::success;
  Bytes output;
  bool deployed = false;
};

class Machine {
 public:
  Machine(const Program& program, const Object& object, const Setting& setting);

  /// Runs any op but constant, call and check. `operands` are the op's, the result is 0 if it has
  /// none. `place` tells static memory of different instructions apart.
  Word run(const Inst& inst, const Word* operands, std::pair<FunctionId, InstId> place);
  [[noreturn]] void trap(const Trap& trap);
  [[noreturn]] void end(const Terminator& terminator, const Word* operands);
  /// Counts one step against the limit.
  void step();
  [[nodiscard]] const std::vector<Word>& immutables() const { return immutables_; }

 private:
  Word run_opcode(isa::Op op, const Word* a);
  Word run_environment(isa::Op op, const Word* a);
  Word run_memory(isa::Op op, const Word* a);
  Word run_nested(isa::Op op, const Word* a);
  Word call(CallKind kind, const Word* a);
  Word create(CallKind kind, const Word* a);
  Result nested(const Message& m);
  Word hash_words(std::initializer_list<Word> words) const;
  /// Memory [offset, offset + size), grown to hold it.
  std::span<uint8_t> reach(const Word& offset, const Word& size);
  void copy(const Word& to, BytesView source, const Word& from, const Word& size);
  void forbid_in_static_mode() const;

  const Object& object_;
  const Setting& setting_;
  uint64_t steps_left_;
  Bytes memory_;
  Bytes return_data_;
  Bytes code_;  // data segments, then the constructor's arguments
  std::vector<uint64_t> data_offsets_;
  std::map<std::pair<FunctionId, InstId>, uint64_t> static_memory_;
  uint64_t free_memory_;
  std::vector<Word> immutables_;
};

}  // namespace mozi::ir
