// The verifier accepts what passes and code generator can rely on, and says what is wrong
// otherwise.
#include "compiler/ir/verify.hpp"

#include <catch2/catch.hpp>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/print.hpp"

namespace {

using namespace mozi;
using namespace mozi::ir;
using Kind = Terminator::Kind;

/// A program whose objects only stop; function 0 of the runtime is its entry.
Program empty_program() {
  Program p;
  for (Object* object : {&p.init, &p.runtime}) {
    object->entry = add_function(*object, "main", 0, 0);
    object->functions[0].is_entry = true;
  }
  Builder(p.init, 0).halt(Kind::deploy);
  return p;
}

std::string mistake(const Program& p) {
  const auto result = verify(p);
  return result ? "none" : result.error().message;
}

using Catch::Contains;

}  // namespace

TEST_CASE("a program that only stops verifies") {
  Program p = empty_program();
  Builder(p.runtime, 0).halt(Kind::stop);
  CHECK(mistake(p) == "none");
}

TEST_CASE("a block without terminator is refused") {
  CHECK(mistake(empty_program()) ==
        "runtime: fn \"main\": ^0 \"entry\": `open`: expected that the block has a terminator");
}

TEST_CASE("a value must be defined on every path to its use") {
  Program p = empty_program();
  Builder b(p.runtime, 0);
  const BlockId left = b.block("left");
  const BlockId right = b.block("right");
  const BlockId join = b.block("join");
  b.branch(b.emit(Op::callvalue, {}), {left, {}}, {right, {}});
  b.at(left);
  const ValueId x = b.emit(Op::caller, {});
  b.jump(join);
  b.at(right);
  b.jump(join);
  b.at(join);
  b.effect(Op::sstore, {x, x});
  b.halt(Kind::stop);
  CHECK_THAT(mistake(p),
             Contains("`sstore %1, %1`") && Contains("%1 is defined before its use on every path"));
}

TEST_CASE("edges carry as many arguments as their target has parameters") {
  Program p = empty_program();
  Builder b(p.runtime, 0);
  const BlockId next = b.block("next", 2);
  const ValueId x = b.constant(Word{1});
  b.jump(next, {{x}});
  b.at(next);
  b.halt(Kind::stop);
  CHECK_THAT(mistake(p), Contains("the edge to ^1 has 2 arguments, not 1"));
}

TEST_CASE("functions that call each other in a circle are refused by name") {
  Program p = empty_program();
  Builder(p.runtime, 0).halt(Kind::stop);
  const FunctionId ping = add_function(p.runtime, "ping", 0, 0);
  const FunctionId pong = add_function(p.runtime, "pong", 0, 0);
  for (const auto& [from, to] : {std::pair{ping, pong}, std::pair{pong, ping}}) {
    Builder b(p.runtime, from);
    b.call(to, {});
    b.ret({});
  }
  CHECK(mistake(p) ==
        "runtime: expected functions that do not call themselves, got the cycle \"ping\" -> "
        "\"pong\" -> \"ping\"");
}

TEST_CASE("ops of the init object are refused in the runtime") {
  Program p = empty_program();
  p.immutables.push_back({"owner", "address"});
  Builder b(p.runtime, 0);
  b.effect(Op::store_immutable, {b.emit(Op::caller, {})}, Word{0});
  b.halt(Kind::stop);
  CHECK_THAT(mistake(p), Contains("this op stands in the init object"));
}

TEST_CASE("operands, immediates and results must fit the op's row") {
  Program p = empty_program();
  Builder b(p.runtime, 0);
  const ValueId x = b.constant(Word{1});
  SECTION("operands") {
    b.emit(Op::add, {x});
    b.halt(Kind::stop);
    CHECK_THAT(mistake(p), Contains("there are 2 operands, not 1"));
  }
  SECTION("immediates") {
    b.emit(Op::data_offset, {}, Word{3});
    b.halt(Kind::stop);
    CHECK_THAT(mistake(p), Contains("data segment 0x3 exists"));
  }
  SECTION("switch cases") {
    const BlockId next = b.block("next");
    b.switch_(x, {Word{7}, Word{7}}, {{next, {}}, {next, {}}, {next, {}}});
    b.at(next);
    b.halt(Kind::stop);
    CHECK_THAT(mistake(p), Contains("the cases of a switch differ"));
  }
  SECTION("return from the entry") {
    b.ret({});
    CHECK_THAT(mistake(p), Contains("the entry function does not return"));
  }
}

TEST_CASE("the text of a function numbers values as they are defined") {
  Program p = empty_program();
  Builder b(p.runtime, 0);
  const ValueId x = b.emit(Op::callvalue, {});
  b.name(x, "paid");
  b.check(x, {Trap::Kind::panic, 0x11, {}});
  b.halt(Kind::stop);
  CHECK(print(p.runtime, "runtime") ==
        "runtime \"\" entry @0 {\n"
        "  fn @0 \"main\" -> 0 entry {\n"
        "  ^0 \"entry\":\n"
        "    %0 \"paid\" = callvalue\n"
        "    check panic(0x11), %0\n"
        "    stop\n"
        "  }\n"
        "}\n");
}
