// Out-of-gas sweeps: with every amount of gas below what a program needs it fails, in every loop
// alike.
#include <catch2/catch.hpp>

#include "tests/vm/exec/run.hpp"
#include "vm/exec/interpreter.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

struct Outcome {
  Status status;
  int64_t gas_left;
  int64_t refund;
  int writes;
  size_t calls;
  size_t logs;
  bool operator==(const Outcome&) const = default;
};

Outcome run_with(Status (*engine)(exec::Frame&), const Bytes& bytes, int64_t gas, Fork fork) {
  MockHost host;
  host.accounts[self].balance = 100;
  host.accounts[address(0xbbbb)].balance = 1;
  const Message m = plain_message(gas);
  const isa::Code code(bytes);
  exec::BufferPool buffers;
  exec::Frame f;
  f.buffers = &buffers;
  f.enter(isa::rules_of(fork), host, m, code);
  const Status s = engine(f);
  const bool ended_well = s == Status::success || s == Status::revert;
  return {s,
          ended_well ? f.gas : 0,
          ended_well ? f.refund : 0,
          host.storage_writes,
          host.calls.size(),
          host.logs.size()};
}

/// Programs of one frame, each using one group of dynamic costs.
const char* const programs[] = {
    "MSTORE 0 1; MSTORE 100 2; MLOAD 300; MSTORE8 500 1; MCOPY 0 600 40",
    "EXP 3 0x10000; EXP 3 0; EXP 3 255",
    "KECCAK256 0 100; CALLDATACOPY 0 0 70; CODECOPY 32 0 70",
    "LOG0 0 10; LOG4 0 10 1 2 3 4",
    "SLOAD 1; SLOAD 1; BALANCE 0xbbbb; EXTCODESIZE 0xbbbb; EXTCODECOPY 0xbbbb 0 0 40",
    "CALL 0 0xbbbb 0 0 0 0 32; STATICCALL 0 0xbbbb 0 40 0 0; DELEGATECALL 0 0xbbbb 0 0 0 0",
    "JUMP 4; INVALID; JUMPDEST; JUMPI 11 1; STOP; JUMPDEST; RETURN 0 100",
};

}  // namespace

TEST_CASE("every program runs out of gas below its price and nowhere else") {
  for (const char* text : programs) {
    INFO(text);
    const Bytes code = assemble(text);
    const Outcome whole = run_with(exec::interpret, code, 1'000'000, default_fork);
    REQUIRE(whole.status == Status::success);
    const int64_t price = 1'000'000 - whole.gas_left;
    for (int64_t gas = 0; gas <= price + 1; ++gas) {
      const Outcome got = run_with(exec::interpret, code, gas, default_fork);
      const Outcome portable = run_with(exec::interpret_portably, code, gas, default_fork);
      const bool enough = gas >= price;
      if (got == portable && got.status == (enough ? Status::success : Status::out_of_gas) &&
          got.gas_left == (enough ? gas - price : 0))
        continue;
      FAIL_CHECK("with gas " << gas << " of " << price << ": " << status_text(got.status) << ", "
                             << got.gas_left << " left; portable " << status_text(portable.status)
                             << ", " << portable.gas_left);
    }
  }
}

TEST_CASE("nothing happens to the world for an opcode that cannot be paid for") {
  // 2600 for the touch, 9000 for the value, and one short of that.
  MockHost host;
  host.accounts[self].balance = 100;
  host.accounts[address(0xbbbb)].balance = 1;
  const Result r = run("CALL 0 0xbbbb 1 0 0 0 0", host, default_fork, plain_message(21 + 11599));
  CHECK(r.status == Status::out_of_gas);
  CHECK(host.calls.empty());

  MockHost logs;
  CHECK(run("LOG0 0 1", logs, default_fork, plain_message(6 + 375 + 8 + 2)).status ==
        Status::out_of_gas);
  CHECK(logs.logs.empty());

  MockHost sentry;
  CHECK(run("SSTORE 1 1", sentry, default_fork, plain_message(6 + 2300)).status ==
        Status::out_of_gas);
  CHECK(sentry.storage_writes == 0);
  CHECK(sentry.warm_slots.empty());
}

TEST_CASE("memory beyond what gas can buy is out of gas, not a crash") {
  Message m = plain_message(INT64_MAX);
  CHECK(run("MLOAD 0xffffffffff", default_fork, m).status == Status::out_of_gas);
  CHECK(run("CALLDATACOPY 0 0 0xffffffffff", default_fork, m).status == Status::out_of_gas);
  CHECK(run("RETURN 0xffffffffffffffff 0xffffffffffffffff", default_fork, m).status ==
        Status::out_of_gas);
  CHECK(run("CREATE 0 0xffffffffffffffff 1", default_fork, m).status == Status::out_of_gas);
}
