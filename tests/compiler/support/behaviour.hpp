// What a program does, seen from outside: run as IR or as bytecode, and compared.
#pragma once

#include <string>

#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/ir.hpp"
#include "mozi/vm.hpp"
#include "tests/support/mock_host.hpp"
#include "tests/support/random.hpp"

namespace mozi::test {

/// The world and the message of one run.
struct Situation {
  MockHost host;
  Bytes input;
  Word value;
  Bytes arguments;  // of the constructor: one word for each immutable
};
Situation random_situation(Random& random, const ir::Program& program);

/// What can be observed of a run, as text. Failed runs show their status and output only.
std::string behaviour_of_ir(const ir::Program& program, const Situation& situation);
/// The same of the bytecode: runs the init code, then what it deployed. `gas_used` counts the
/// second run.
std::string behaviour_of_code(Vm& vm, const codegen::Bytecode& code, const Situation& situation,
                              int64_t* gas_used = nullptr);

/// What behaviour_of_ir says of a run that takes too long to compare.
inline constexpr std::string_view too_long = "too long";

}  // namespace mozi::test
