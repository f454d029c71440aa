// Compilation is bounded: adversarial code is compiled in parts or refused, and runs all the same.
#include <catch2/catch.hpp>

#include "tests/vm/jit/run.hpp"
#include "vm/exec/interpreter.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

Bytes repeat(std::initializer_list<uint8_t> pattern, size_t size) {
  Bytes code;
  while (code.size() + pattern.size() <= size) code.insert(code.end(), pattern);
  return code;
}

}  // namespace

TEST_CASE("a long run of JUMPDEST becomes one block that charges once") {
  const isa::Code code(repeat({0x5b}, 24'576));
  jit::Statistics statistics;
  const auto object = compiler().compile(
      code, isa::rules_of(Fork::osaka),
      {.effort = jit::Effort::full, .limits = {}, .print = {}, .statistics = &statistics});
  REQUIRE(object);
  CHECK(statistics.instructions <= 4);
  const auto machine_code = compiler().load(*object);
  REQUIRE(machine_code);
  const Engine engine = [&](exec::Frame& f) { return (*machine_code)->run(f); };
  for (const int64_t gas : {0, 24'575, 24'576, 30'000})
    CHECK(observe(engine, code, Fork::osaka, gas) ==
          observe(exec::interpret, code, Fork::osaka, gas));
}
