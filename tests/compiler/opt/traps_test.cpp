// Programs of the kinds that have broken optimisers elsewhere: each behaves the same interpreted
// and at every level. Traps of single passes (reads of gas, stores before a self-destruct,
// overlapping copies, sums in conditions, signed quotients, return data) are the keeps_ files of
// golden/.
#include <catch2/catch.hpp>

#include "compiler/ir/parse.hpp"
#include "compiler/ir/verify.hpp"
#include "compiler/opt/pipeline.hpp"
#include "tests/compiler/support/behaviour.hpp"

namespace {

using namespace mozi;
using namespace mozi::test;

struct Trap {
  std::string_view what;
  std::string_view functions;  // of the runtime object
};

constexpr Trap traps[] = {
    {"a store that may be to other memory keeps what was stored before alive", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = static_memory 64
%1 = static_memory 64
%2 = calldatasize
%3 = constant 0x1
%4 = and_ %2, %3
%5 = constant 0x20
mstore %0, %2
mstore %1, %3
%6 = mul %4, %5
%7 = add %0, %6
mstore %7, %5
%8 = mload %0
%9 = mload %1
%10 = add %8, %9
mstore %1, %10
%11 = keccak256 %0, %5
sstore %3, %11
return %1, %5
}
)"},
    {"several results meet where paths meet", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = calldatasize
%1 = callvalue
%2, %3 = call @1, %0, %1
%4, %5 = call @1, %3, %2
sstore %2, %3
sstore %4, %5
stop
}
fn @1 "order" -> 2 {
^0 "entry" (%0, %1):
%2 = lt %0, %1
branch %2, ^1, ^2
^1 "as they are":
%3 = constant 0x1
%4 = add %0, %3
ret %4, %1
^2 "exchanged":
ret %1, %0
}
)"},
    {"a result that is ready early is not what a later call leaves", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = constant 0x0
%1 = constant 0xca11ee
%2 = constant 0xffff
%3 = ext_call %2, %1, %0, %0, %0, %0, %0
%4 = returndatasize
%5 = calldatasize
%6 = static_memory 32
mstore %6, %5
%7 = constant 0x20
%8 = ext_staticcall %2, %1, %6, %7, %0, %0
%9 = returndatasize
sstore %3, %4
sstore %8, %9
sstore %4, %9
stop
}
)"},
    {"operands with effects run in the order in which they are written", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = constant 0x0
%1 = call @1, %0
%2 = call @1, %1
%3 = sub %2, %1
%4 = call @1, %3
%5 = sub %1, %4
sstore %5, %2
stop
}
fn @1 "next" -> 1 {
^0 "entry" (%0):
%1 = constant 0x0
%2 = sload %1
%3 = constant 0x1
%4 = add %2, %3
%5 = mul %4, %4
sstore %1, %4
%6 = add %5, %0
ret %6
}
)"},
    {"values beyond the reach of DUP and SWAP are found again", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = constant 0x0
%1 = calldataload %0
%2 = not_ %1
%3 = mul %1, %2
%4 = add %3, %1
%5 = xor_ %4, %2
%6 = mul %5, %3
%7 = add %6, %4
%8 = xor_ %7, %5
%9 = mul %8, %6
%10 = add %9, %7
%11 = xor_ %10, %8
%12 = mul %11, %9
%13 = add %12, %10
%14 = xor_ %13, %11
%15 = mul %14, %12
%16 = add %15, %13
%17 = xor_ %16, %14
%18 = mul %17, %15
%19 = add %18, %16
%20 = xor_ %19, %17
jump ^1(%0, %20)
^1 "loop" (%21, %22):
%23 = div %22, %1
%24 = add %23, %2
%25 = div %24, %3
%26 = add %25, %4
%27 = xor_ %26, %5
%28 = add %27, %6
%29 = xor_ %28, %7
%30 = add %29, %8
%31 = xor_ %30, %9
%32 = add %31, %10
%33 = xor_ %32, %11
%34 = add %33, %12
%35 = xor_ %34, %13
%36 = add %35, %14
%37 = xor_ %36, %15
%38 = add %37, %16
%39 = xor_ %38, %17
%40 = add %39, %18
%41 = xor_ %40, %19
sstore %21, %41
%42 = constant 0x1
%43 = add %21, %42
%44 = constant 0x3
%45 = lt %43, %44
branch %45, ^1(%43, %41), ^2
^2 "out":
sstore %20, %19
stop
}
)"},
    {"a lock is free again on each way out of the function that holds it", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = calldatasize
%1 = call @1, %0
%2 = call @1, %1
%3 = constant 0x0
%4 = tload %3
sstore %2, %4
stop
}
fn @1 "guarded" -> 1 {
^0 "entry" (%0):
%1 = constant 0x0
%2 = tload %1
%3 = iszero %2
check error(0x3ee5aeb5), %3
%4 = constant 0x1
tstore %1, %4
branch %0, ^1, ^2
^1 "early":
tstore %1, %1
ret %4
^2 "late":
%5 = caller
sstore %5, %5
tstore %1, %1
ret %5
}
)"},
    {"a slot next to another is not that one, and a key may be another's", R"(
fn @0 "main" -> 0 entry {
^0 "entry":
%0 = constant 0x0
%1 = constant 0x4
%2 = calldataload %0
%3 = calldataload %1
%4 = mapping_slot %0, %2
%5 = mapping_slot %0, %3
%6 = constant 0x1
sstore %4, %6
sstore %5, %1
%7 = sload %4
%8 = add %4, %6
sstore %8, %7
%9 = sload %4
sstore %0, %9
stop
}
)"},
};

constexpr std::string_view header = R"(program "trap"
init "trap.init" entry @0 {
  fn @0 "constructor" -> 0 entry {
  ^0 "entry":
    deploy
  }
}
runtime "trap" entry @0 {
)";

}  // namespace

TEST_CASE("programs that have broken optimisers behave the same at every level") {
  Vm vm;
  for (const Trap& trap : traps) {
    INFO(trap.what);
    const auto parsed = ir::parse(std::string(header) + std::string(trap.functions) + "}\n");
    if (!parsed) FAIL(parsed.error().message);
    if (const auto verified = ir::verify(*parsed); !verified) FAIL(verified.error().message);
    Random random(3);
    for (int run = 0; run < 20; ++run) {
      const Situation situation = random_situation(random, *parsed);
      const std::string expected = behaviour_of_ir(*parsed, situation);
      for (const auto level : {opt::Level::O0, opt::Level::O1, opt::Level::O2, opt::Level::Os}) {
        INFO("level " << static_cast<int>(level));
        ir::Program program = *parsed;
        opt::optimise(program, {level, {}});
        CHECK(behaviour_of_ir(program, situation) == expected);
        const auto code = codegen::generate(program);
        if (!code) FAIL(code.error().message);
        CHECK(behaviour_of_code(vm, *code, situation) == expected);
      }
    }
  }
}
