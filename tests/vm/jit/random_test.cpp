// Random programs give the same compiled and interpreted.
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/jit/run.hpp"
#include "vm/exec/interpreter.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// How many programs: few in ordinary runs, as many as MOZI_ROUNDS says in a hunt.
uint64_t rounds() {
  const char* text = std::getenv("MOZI_ROUNDS");
  return text != nullptr ? std::strtoull(text, nullptr, 0) : 150;
}

constexpr Fork forks[] = {Fork::osaka,    Fork::cancun,    Fork::london,
                          Fork::istanbul, Fork::byzantium, Fork::frontier};

}  // namespace

TEST_CASE("random programs end the same way compiled and interpreted") {
  size_t successes = 0;
  for (uint64_t round = 0; round < rounds(); ++round) {
    const isa::Code code(random_program(round));
    Random random(round);
    const Fork fork = forks[random.below(3) == 0 ? random.below(std::size(forks)) : 0];
    const auto effort = random.below(4) == 0 ? jit::Effort::full : jit::Effort::quick;
    const Engine engine = compiled(code, fork, effort);
    const std::string whole = observe(exec::interpret, code, fork, 200'000);
    successes += whole.starts_with("success") ? 1 : 0;
    for (const int64_t gas : {int64_t{200'000}, static_cast<int64_t>(random.below(20'000)),
                              static_cast<int64_t>(random.below(1'000))}) {
      const std::string expected = observe(exec::interpret, code, fork, gas);
      const std::string got = observe(engine, code, fork, gas);
      if (got == expected) continue;
      INFO("seed " << seed() << " round " << round << " gas " << gas << " " << fork_name(fork)
                   << " " << to_hex(code.bytes()));
      CHECK(got == expected);
      return;
    }
  }
  CHECK(successes > rounds() / 4);
}
