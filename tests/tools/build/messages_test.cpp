// What mozi build says of a compiler's output.
#include "tools/build/messages.hpp"

#include <catch2/catch.hpp>

namespace {

using mozi::build::first_error;

TEST_CASE("the first error with a place is taken, warnings before it are not") {
  const auto first = first_error(
      "a.cpp:1:2: warning: odd\n"
      "In file included from a.cpp:3:\n"
      "a.cpp:4:5: error: wrong\n"
      "    4 | x\n"
      "a.cpp:6:7: error: also wrong\n");
  CHECK(first.line == "a.cpp:4:5: error: wrong");
  CHECK(first.hint.empty());
  CHECK(first.rest ==
        "a.cpp:1:2: warning: odd\n"
        "In file included from a.cpp:3:\n"
        "    4 | x\n"
        "a.cpp:6:7: error: also wrong\n");
}

TEST_CASE("a fatal error has a place too") {
  CHECK(first_error("x/a.cpp:1:10: fatal error: 'b.hpp' file not found\n").line ==
        "x/a.cpp:1:10: fatal error: 'b.hpp' file not found");
}

TEST_CASE("without a place, the first line that says something is taken") {
  CHECK(first_error("\nld.lld: error: undefined symbol: f\n>>> referenced\n").line ==
        "ld.lld: error: undefined symbol: f");
  CHECK(first_error("").line.empty());
  CHECK(first_error("\n\n").line.empty());
  CHECK(first_error("no newline").line == "no newline");
}

TEST_CASE("a number before a colon is no place") {
  CHECK(first_error("4:5: error: x\n").line == "4:5: error: x");
  CHECK(first_error("a.cpp::5: error: x\nb.cpp:1:1: error: y\n").line == "b.cpp:1:1: error: y");
}

TEST_CASE("a condition in a native if gets the way out") {
  const auto first = first_error(
      "a.cpp:4:5: error: value of type 'Bool' is not contextually convertible to 'bool'\n");
  CHECK(first.hint.find("If (...)") != std::string::npos);
}

TEST_CASE("a constant that refuses its literal says why") {
  const auto first = first_error(
      "a.cpp:4:5: error: call to consteval function 'f' is not a constant expression\n"
      "w.hpp:9:9: note: non-constexpr function 'the_address_has_a_wrong_checksum' cannot be used "
      "in a constant expression\n");
  CHECK(first.hint == "the address has a wrong checksum");
}

}  // namespace
