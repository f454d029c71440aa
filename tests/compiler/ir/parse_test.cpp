// The text form: what print writes, parse reads back to the same text; mistakes are located.
#include "compiler/ir/parse.hpp"

#include <catch2/catch.hpp>

#include "compiler/ir/print.hpp"
#include "compiler/ir/verify.hpp"

namespace {

using namespace mozi;

constexpr std::string_view everything = R"(program "Every \"thing\"\n"
source "a.hpp" "line\x09one\n"
location 0 1 2 0 4
location 0 2 1 9 3
immutable "owner" "address"
init "Every.init" entry @0 {
  data "runtime" 0x6001
  fn @0 "constructor" -> 0 entry !1 {
  ^0 "entry":
    %0 = args_offset
    %1 = data_size 0 !0
    store_immutable 0, %0
    deploy !0
  }
}
runtime "Every" entry @1 {
  data "" 0x
  fn @0 "both" -> 2 {
  ^0 "entry" (%0 "a", %1):
    %2 = static_memory 64
    mstore %2, %0
    ret %1, %0
  }
  fn @1 "main" -> 0 entry {
  ^0 "entry":
    %0 = constant 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
    %1 "x", %2 = call @0, %0, %0
    check panic(0x11), %1
    check error(0x01020304), %1
    branch %1, ^1, ^2(%2, %0)
  ^1 "left":
    switch %2, [0x1: ^3, 0x2: ^2(%1, %1)], ^4
  ^2 "right" (%3, %4) cold:
    return %3, %4
  ^3 "stops":
    %5 = load_immutable 0
    selfdestruct %5
  ^4 "traps" cold:
    trap empty
  }
}
)";

std::string mistake(std::string_view text) {
  const auto result = ir::parse(text);
  return result ? "none" : result.error().message;
}

/// A program whose runtime function consists of `body`.
std::string with_body(const std::string& body) {
  return "program \"\"\ninit \"\" {\n}\nruntime \"\" entry @0 {\nfn @0 \"f\" -> 0 entry {\n" + body;
}

}  // namespace

TEST_CASE("every form of the text reads back to itself") {
  REQUIRE(mistake(everything) == "none");
  const auto program = ir::parse(everything);
  CHECK(ir::print(*program) == everything);
  CHECK(ir::verify(*program));
}

TEST_CASE("values may have any numbers, be used before their line, and comments are skipped") {
  const auto program = ir::parse(with_body(
      "^0 \"\": jump ^2 ; to the end\n ^1 \"\": sstore %70, %70 stop ^2 \"\": %70 = caller jump ^1 "
      "}\n}"));
  REQUIRE(program);
  CHECK(ir::print(*program).find("sstore %0, %0") != std::string::npos);
}

TEST_CASE("mistakes in the text are reported with line and column") {
  CHECK(mistake("") == "1:1: expected `program`, got the end");
  CHECK(mistake("program \"x\"\nfoo") == "2:1: expected `init`, got `foo`");
  CHECK(mistake("program \"x") == "1:9: expected a closing quote, got the end");
  CHECK(mistake("program \"\\q\"") == "1:10: expected one of the escapes \\n \\\" \\\\ \\xhh");
  CHECK(mistake(with_body("^0 \"\":\n  sstor %1")) == "7:3: expected an op, got `sstor`");
  CHECK(mistake(with_body("^0 \"\":\n  sstore %1, %1\n  stop\n}\n}")) ==
        "7:10: expected a value that is defined, got %1");
  CHECK(mistake(with_body("^0 \"\":\n %1 = caller\n %1 = caller")) ==
        "8:2: expected a value that is not defined yet");
  CHECK(mistake(with_body("^1 \"\":")) == "6:2: expected block ^0: blocks stand in order");
  CHECK(mistake(with_body("^0 \"\": check panic(0x1122)")) == "6:20: expected one byte");
  CHECK(mistake(with_body("^0 \"\": jump ^9999999999")) ==
        "6:14: expected the number of a block, got `9999999999`");
}

TEST_CASE("no cut or damaged text crashes the parser") {
  for (size_t i = 0; i < everything.size(); ++i) {
    mistake(everything.substr(0, i));
    for (const char c : {'"', '^', '%', '9', '{', '\\', '\0'}) {
      std::string damaged{everything};
      damaged[i] = c;
      if (const auto program = ir::parse(damaged)) static_cast<void>(ir::verify(*program));
    }
  }
}
