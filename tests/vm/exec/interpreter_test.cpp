// The interpreter's frame: how code ends, stack limits, failure order, jumps.
#include <catch2/catch.hpp>

#include "tests/vm/exec/run.hpp"
#include "vm/isa/opcodes.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// `n` PUSH1 0 instructions.
std::string pushes(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "PUSH1 0;";
  return text;
}

Message with_gas(int64_t gas) {
  return plain_message(gas);
}

}  // namespace

TEST_CASE("empty code succeeds and costs nothing") {
  const Result r = run("");
  CHECK(r.status == Status::success);
  CHECK(r.gas_left == plenty);
  CHECK(r.output.empty());
}

TEST_CASE("running off the end of the code is a STOP") {
  const Result r = run("PUSH1 1");
  CHECK(r.status == Status::success);
  CHECK(r.gas_left == plenty - 3);
}

TEST_CASE("a PUSH cut off by the end of the code is filled with zeros") {
  // PUSH2 with one byte left is followed by the padding only.
  const Result r = run("raw 0x61ff");
  CHECK(r.status == Status::success);
  CHECK(r.gas_left == plenty - 3);
  CHECK(run("raw 0x7f").status == Status::success);
}

TEST_CASE("RETURN hands out memory and REVERT keeps the gas") {
  const Result returned = run("MSTORE 0 0x1234; RETURN 30 2");
  CHECK(returned.status == Status::success);
  CHECK(returned.output == Bytes{0x12, 0x34});
  const Result reverted = run("MSTORE 0 0x1234; REVERT 30 2");
  CHECK(reverted.status == Status::revert);
  CHECK(reverted.output == Bytes{0x12, 0x34});
  CHECK(reverted.gas_left == returned.gas_left);
}

TEST_CASE("a failure leaves no gas, no output and no refund") {
  const Result r = run("SSTORE 0 0; MSTORE 0 1; INVALID");
  CHECK(r.status == Status::invalid_opcode);
  CHECK(r.gas_left == 0);
  CHECK(r.gas_refund == 0);
  CHECK(r.output.empty());
}

TEST_CASE("the stack holds 1024 words and no more") {
  CHECK(run(pushes(1024)).status == Status::success);
  CHECK(run(pushes(1025)).status == Status::stack_overflow);
  CHECK(run(pushes(1024) + "DUP1").status == Status::stack_overflow);
  CHECK(run(pushes(1024) + "ADDRESS").status == Status::stack_overflow);
  CHECK(run(pushes(1024) + "SWAP16; ADD; ADDRESS").status == Status::success);
}

TEST_CASE("every opcode underflows when it lacks one operand") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const isa::OpInfo& row = isa::info(static_cast<uint8_t>(byte));
    if (!row.defined() || row.pops == 0) continue;
    INFO(row.name);
    Bytes code = assemble(pushes(row.pops - 1));
    code.push_back(static_cast<uint8_t>(byte));
    MockHost host;
    Vm vm;
    CHECK(vm.execute(host, plain_message(), code).status == Status::stack_underflow);
  }
}

TEST_CASE("bytes that are no opcode of the fork are undefined") {
  for (const Fork fork : {Fork::frontier, Fork::byzantium, Fork::london, Fork::osaka}) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      Bytes code = assemble(pushes(17));
      code.push_back(static_cast<uint8_t>(byte));
      MockHost host;
      Vm vm({.fork = fork});
      const Status s = vm.execute(host, plain_message(), code).status;
      INFO(fork_name(fork) << " byte " << byte);
      CHECK((s == Status::undefined_opcode) ==
            !isa::is_defined(isa::rules_of(fork), static_cast<uint8_t>(byte)));
    }
  }
}

TEST_CASE("an undefined opcode fails before stack and gas are looked at") {
  CHECK(run("raw 0x5f", Fork::london, with_gas(0)).status == Status::undefined_opcode);
  CHECK(run(pushes(1024) + "raw 0x5f", Fork::london).status == Status::undefined_opcode);
}

TEST_CASE("a stack failure comes before running out of gas") {
  CHECK(run("ADD", default_fork, with_gas(0)).status == Status::stack_underflow);
  CHECK(run(pushes(1024) + "PUSH1 0", default_fork, with_gas(3 * 1024)).status ==
        Status::stack_overflow);
}

TEST_CASE("the last unit of gas can be spent and none beyond") {
  CHECK(run("ADD 1 2", default_fork, with_gas(9)).status == Status::success);
  CHECK(run("ADD 1 2", default_fork, with_gas(9)).gas_left == 0);
  CHECK(run("ADD 1 2", default_fork, with_gas(8)).status == Status::out_of_gas);
}

TEST_CASE("jumps reach JUMPDESTs and nothing else") {
  CHECK(run("JUMP 4; INVALID; JUMPDEST").status == Status::success);
  CHECK(run("JUMP 3; INVALID; JUMPDEST").status == Status::bad_jump_destination);
  CHECK(run("JUMP 0xffff; JUMPDEST").status == Status::bad_jump_destination);
  CHECK(run("JUMP 0x10000000000000003; JUMPDEST").status == Status::bad_jump_destination);
  // The JUMPDEST byte at 4 is an immediate.
  CHECK(run("JUMP 4; PUSH1 0x5b").status == Status::bad_jump_destination);
}

TEST_CASE("JUMPI jumps on any non-zero condition") {
  CHECK(run("JUMPI 6 1; INVALID; JUMPDEST").status == Status::success);
  CHECK(run("JUMPI 0 0; STOP; INVALID").status == Status::success);
  CHECK(run("JUMPI 38 0x8000000000000000000000000000000000000000000000000000000000000000;"
            "INVALID; INVALID; JUMPDEST")
            .status == Status::success);
  CHECK(run("JUMPI 0 1").status == Status::bad_jump_destination);
}

TEST_CASE("an endless loop ends when the gas does") {
  CHECK(run("JUMPDEST; JUMP 0", default_fork, with_gas(1'000'000)).status == Status::out_of_gas);
}
