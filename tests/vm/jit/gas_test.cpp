// Sweeps over gas limits: compiled code fails exactly where the interpreter does.
#include <catch2/catch.hpp>

#include "tests/support/bytecode.hpp"
#include "tests/vm/jit/run.hpp"
#include "vm/exec/interpreter.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Programs that use every dynamic cost and every way to fail.
const char* const programs[] = {
    "MSTORE 0 1; MSTORE 100 2; MLOAD 300; MSTORE8 500 1; MCOPY 0 600 40",
    "EXP 3 0x10000; EXP 3 0; EXP 3 255",
    "KECCAK256 0 100; CALLDATACOPY 0 0 70; CODECOPY 32 0 70",
    "LOG0 0 10; LOG4 0 10 1 2 3 4",
    "SLOAD 1; SLOAD 1; BALANCE 0xbbbb; EXTCODESIZE 0xbbbb; EXTCODECOPY 0xbbbb 0 0 40",
    "CALL 0 0xbbbb 0 0 0 0 32; STATICCALL 0 0xbbbb 0 40 0 0; DELEGATECALL 0 0xbbbb 0 0 0 0",
    "JUMP 4; INVALID; JUMPDEST; JUMPI 11 1; STOP; JUMPDEST; RETURN 0 100",
    "SSTORE 1 1; SSTORE 1 0; SSTORE 2 3",
    "GAS; GAS; PUSH1 0; MSTORE; PUSH1 32; MSTORE; RETURN 0 64",
    "CALL 9 0xbbbb 0 0 0 0 32; RETURNDATACOPY 0 30 20; ADD 1 2",
    "SLOAD 1; PUSH1 9; JUMP; STOP",
    "MSTORE 64 1; ADD",
    "MSTORE 64 1; INVALID",
    "TSTORE 1 2; TLOAD 1; PUSH1 0; MSTORE; REVERT 0 32",
    "PUSH1 5; JUMPDEST; PUSH1 1; SWAP1; SUB; DUP1; PUSH1 2; JUMPI; SELFDESTRUCT 0xbbbb",
};

}  // namespace

TEST_CASE("with every amount of gas compiled code ends as interpreted") {
  for (const char* text : programs) {
    INFO(text);
    const isa::Code code(assemble(text));
    for (const Fork fork : {Fork::osaka, Fork::istanbul}) {
      const Engine engine = compiled(code, fork);
      for (int64_t gas = 0; gas <= 60'000; gas += gas < 600 ? 1 : 37) {
        const std::string expected = observe(exec::interpret, code, fork, gas);
        const std::string got = observe(engine, code, fork, gas);
        if (got == expected) continue;
        INFO("gas " << gas << " " << fork_name(fork));
        CHECK(got == expected);
        return;
      }
    }
  }
}
