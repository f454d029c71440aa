// Runs the IR itself, without gas: the oracle that passes and code generation are tested against.
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"
#include "mozi/host.hpp"

namespace mozi::ir {

/// What an object runs in. Everything must outlive the run.
struct Setting {
  Host& host;
  const Message& message;
  /// Init object: the constructor's arguments, ABI-encoded.
  BytesView arguments;
  std::vector<Word> immutables;
  /// Runs longer than this end with Status::interrupted.
  uint64_t max_steps = 1'000'000;
};

struct Outcome {
  /// success, revert, invalid_opcode, or why the run could not go on.
  Status status = Status::success;
  Bytes output;
  /// Whether the run ended in `deploy`; then `immutables` are those of the new contract.
  bool deployed = false;
  std::vector<Word> immutables;
};

/// Runs `object` of a verified `program` from its entry. Code offsets are those of an image that
/// holds the data segments and the arguments only; `gas` gives the message's gas. Memory is
/// poisoned where the IR does not promise a content. The host's changes are not undone on failure.
Outcome interpret(const Program& program, const Object& object, const Setting& setting);

}  // namespace mozi::ir
