// Random programs behave the same as IR and as bytecode.
#include <catch2/catch.hpp>

#include "compiler/ir/print.hpp"
#include "compiler/ir/verify.hpp"
#include "tests/compiler/support/behaviour.hpp"
#include "tests/compiler/support/random_program.hpp"

namespace {

using namespace mozi;
using namespace mozi::test;

constexpr uint64_t programs = 1500;

}  // namespace

TEST_CASE("random programs behave the same as IR and as bytecode") {
  Vm vm;
  uint64_t compared = 0;
  uint64_t succeeded = 0;
  for (uint64_t n = 0; n < programs; ++n) {
    Random random(n);
    const ir::Program program = random_program(random);
    INFO("MOZI_SEED=" << seed() << ", program " << n);
    if (const auto verified = ir::verify(program); !verified) FAIL(verified.error().message);
    const auto code = codegen::generate(program);
    if (!code) FAIL(code.error().message);
    for (int run = 0; run < 3; ++run) {
      const Situation situation = random_situation(random, program);
      const std::string expected = behaviour_of_ir(program, situation);
      if (expected == too_long) continue;
      const std::string got = behaviour_of_code(vm, *code, situation);
      if (got != expected) {
        FAIL("run " << run << "\nexpected " << expected << "\ngot " << got << "\n"
                    << ir::print(program));
      }
      ++compared;
      succeeded += expected.starts_with("success") ? 1 : 0;
    }
  }
  // The generator must not degrade to programs that all fail.
  CHECK(compared > programs * 2);
  CHECK(succeeded > compared / 4);
}
