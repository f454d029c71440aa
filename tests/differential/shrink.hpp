// Making a program that shows a fault as small as it can be.
#pragma once

#include <functional>

#include "tests/differential/program.hpp"

namespace mozi::differential {

/// Whether a program still shows the fault.
using Fails = std::function<bool(const Program& program)>;

/// A smaller program that still fails: fewer contracts, pieces, instructions, smaller operands,
/// less input, value and gas. Requires that `program` fails. Asks at most a few thousand times.
[[nodiscard]] Program shrink(Program program, const Fails& fails);

/// What a failure is reported as: the program to replay, each contract as hex and as instructions.
[[nodiscard]] std::string describe(const Program& program);

}  // namespace mozi::differential
