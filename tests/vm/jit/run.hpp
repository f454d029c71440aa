// Running code compiled and interpreted, and comparing everything that can be observed.
#pragma once

#include <functional>
#include <string>

#include "tests/support/mock_host.hpp"
#include "vm/jit/jit.hpp"

namespace mozi::test {

using Engine = std::function<Status(exec::Frame&)>;

/// The compiler of this test program.
jit::Jit& compiler();

/// An engine that runs `code` compiled; fails the test if it does not compile.
Engine compiled(const isa::Code& code, Fork fork, jit::Effort effort = jit::Effort::quick);

/// Everything a contract or a chain can observe of one run with `gas`.
std::string observe(const Engine& engine, const isa::Code& code, Fork fork, int64_t gas);

/// A random program: statements over a few words on the stack, with loops, functions, memory,
/// storage, calls, and now and then a mistake.
Bytes random_program(uint64_t salt);

}  // namespace mozi::test
