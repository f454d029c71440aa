// Random programs in the IR: structured control flow, many live values, memory, storage, calls.
#pragma once

#include "compiler/ir/ir.hpp"
#include "tests/support/random.hpp"

namespace mozi::test {

/// A program that verifies and ends in bounded time. It shows nothing that code generation may
/// choose, such as addresses of memory or gas, and reads no memory that it has not written.
ir::Program random_program(Random& random);

/// Addresses that programs call.
inline constexpr uint64_t callee_address = 0xca11ee;

}  // namespace mozi::test
