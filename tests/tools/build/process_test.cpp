// Running other programs.
#include "tools/build/process.hpp"

#include <catch2/catch.hpp>

namespace {

using mozi::build::find_program;
using mozi::build::run_process;

TEST_CASE("a program's output, errors and exit code come back") {
  const auto run = run_process({"sh", "-c", "echo out; echo err >&2; exit 3"});
  REQUIRE(run);
  CHECK(run->out == "out\n");
  CHECK(run->err == "err\n");
  CHECK(run->exit_code == 3);
}

TEST_CASE("output of any length comes back whole, on both streams at once") {
  const auto run = run_process(
      {"sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; head -c 9 /dev/zero"});
  REQUIRE(run);
  CHECK(run->out.size() == 300'009);
  CHECK(run->err.size() == 300'000);
}

TEST_CASE("a program that a signal ends has 128 more as its exit code") {
  const auto run = run_process({"sh", "-c", "kill -9 $$"});
  REQUIRE(run);
  CHECK(run->exit_code == 128 + 9);
}

TEST_CASE("a program that is not there is an error") {
  const auto run = run_process({"no-such-program-of-ours"});
  CHECK(!run.has_value());
}

TEST_CASE("programs are found in PATH, and by path") {
  CHECK(!find_program("sh").empty());
  CHECK(find_program("/bin/sh") == "/bin/sh");
  CHECK(find_program("no-such-program-of-ours").empty());
  CHECK(find_program("/no/such/program").empty());
}

}  // namespace
