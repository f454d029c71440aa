// Passes keep what random programs do: interpreted after each pass, and as bytecode at each level.
#include <catch2/catch.hpp>

#include "compiler/ir/print.hpp"
#include "compiler/ir/verify.hpp"
#include "compiler/opt/pipeline.hpp"
#include "tests/compiler/support/behaviour.hpp"
#include "tests/compiler/support/random_program.hpp"

namespace {

using namespace mozi;
using namespace mozi::test;

struct Case {
  ir::Program program;
  std::vector<Situation> situations;
  std::vector<std::string> expected;
};

Case random_case(uint64_t n) {
  Random random(n);
  Case c;
  c.program = random_program(random);
  for (int run = 0; run < 3; ++run) {
    Situation situation = random_situation(random, c.program);
    std::string behaviour = behaviour_of_ir(c.program, situation);
    if (behaviour == too_long) continue;
    c.situations.push_back(std::move(situation));
    c.expected.push_back(std::move(behaviour));
  }
  return c;
}

}  // namespace

TEST_CASE("every pass keeps what random programs do") {
  constexpr uint64_t programs = 700;
  for (uint64_t n = 0; n < programs; ++n) {
    const auto level = n % 3 == 0 ? opt::Level::Os : opt::Level::O2;
    INFO("MOZI_SEED=" << seed() << ", program " << n);
    const Case c = random_case(n);
    ir::Program program = c.program;
    ir::Program before = program;
    opt::Options options{.level = level, .after = {}};
    options.after = [&](std::string_view pass, const ir::Program& p) {
      INFO("after " << pass);
      if (const auto verified = ir::verify(p); !verified)
        FAIL(verified.error().message << "\n" << ir::print(before) << "\nbecame\n" << ir::print(p));
      for (size_t i = 0; i < c.situations.size(); ++i) {
        const std::string got = behaviour_of_ir(p, c.situations[i]);
        if (got == c.expected[i] || got == too_long) continue;
        FAIL("run " << i << "\nexpected " << c.expected[i] << "\ngot " << got << "\n"
                    << ir::print(before) << "\nbecame\n"
                    << ir::print(p));
      }
      before = p;
    };
    opt::optimise(program, options);
  }
}

TEST_CASE("random programs behave the same as IR and as bytecode at every level") {
  constexpr uint64_t programs = 700;
  Vm vm;
  for (uint64_t n = 0; n < programs; ++n) {
    const Case c = random_case(n + 100'000);
    for (const auto level : {opt::Level::O1, opt::Level::O2, opt::Level::Os}) {
      INFO("MOZI_SEED=" << seed() << ", program " << n + 100'000 << ", level "
                        << static_cast<int>(level));
      ir::Program program = c.program;
      opt::optimise(program, {level, {}});
      codegen::Options generation;
      if (level == opt::Level::Os) generation.runs = 1;
      const auto code = codegen::generate(program, generation);
      if (!code) FAIL(code.error().message);
      for (size_t i = 0; i < c.situations.size(); ++i) {
        const std::string got = behaviour_of_code(vm, *code, c.situations[i]);
        if (got != c.expected[i])
          FAIL("run " << i << "\nexpected " << c.expected[i] << "\ngot " << got << "\n"
                      << ir::print(c.program) << "\nbecame\n"
                      << ir::print(program));
      }
    }
  }
}
