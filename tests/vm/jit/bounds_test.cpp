// Compilation is bounded: adversarial code is compiled in parts or refused, and runs all the same.
#include <catch2/catch.hpp>

#include "tests/vm/jit/run.hpp"
#include "vm/exec/interpreter.hpp"
#include "vm/jit/discover.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

Bytes repeat(std::initializer_list<uint8_t> pattern, size_t size) {
  Bytes code;
  while (code.size() + pattern.size() <= size) code.insert(code.end(), pattern);
  return code;
}

}  // namespace

TEST_CASE("a loop through pc 0 that grows the stack ends in an overflow") {
  const isa::Code code(Bytes{0x5b, 0x5a, 0x60, 0x00, 0x56});  // JUMPDEST GAS PUSH1 0 JUMP
  const Engine engine = compiled(code, Fork::osaka);
  for (const int64_t gas : {100, 14'000, 15'000, 20'000, 100'000})
    CHECK(observe(engine, code, Fork::osaka, gas) ==
          observe(exec::interpret, code, Fork::osaka, gas));
}

TEST_CASE("a long run of JUMPDEST becomes a few blocks that charge once each") {
  const isa::Code code(repeat({0x5b}, 24'576));
  jit::Statistics statistics;
  const auto object = compiler().compile(
      code, isa::rules_of(Fork::osaka),
      {.effort = jit::Effort::full, .limits = {}, .print = {}, .statistics = &statistics});
  REQUIRE(object);
  CHECK(statistics.instructions <= 1 + 24'576 / jit::Limits{}.block_ops);
  const auto machine_code = compiler().load(*object);
  REQUIRE(machine_code);
  const Engine engine = [&](exec::Frame& f) { return (*machine_code)->run(f); };
  for (const int64_t gas : {0, 24'575, 24'576, 30'000})
    CHECK(observe(engine, code, Fork::osaka, gas) ==
          observe(exec::interpret, code, Fork::osaka, gas));
}

namespace {

/// Code that other compilers choke on.
std::vector<std::pair<const char*, Bytes>> hostile_codes(size_t size) {
  std::vector<std::pair<const char*, Bytes>> all;
  all.emplace_back("DUP1 MUL", repeat({0x80, 0x02}, size));
  all.back().second.insert(all.back().second.begin(), {0x60, 0x03});
  Bytes pushes;
  while (pushes.size() + 34 <= size) {
    pushes.push_back(0x7f);
    pushes.insert(pushes.end(), 32, 0x5b);
    pushes.push_back(0x50);
  }
  all.emplace_back("PUSH32 of JUMPDESTs", pushes);
  // A jump to anywhere, and nothing but places to land.
  Bytes anywhere = {0x60, 0x00, 0x35, 0x56};
  anywhere.resize(size, 0x5b);
  all.emplace_back("computed jump", anywhere);
  // Every place jumps to two others, by what calldata says.
  Bytes table;
  while (table.size() + 12 <= size) {
    const size_t next = (table.size() * 7 + 12) / 12 * 12 % (size / 12 * 12);
    const Bytes row = {
        0x5b, 0x60, 0x00, 0x35, 0x61, static_cast<uint8_t>(next >> 8), static_cast<uint8_t>(next),
        0x57, 0x5a, 0x50, 0x58, 0x50};
    table.insert(table.end(), row.begin(), row.end());
  }
  all.emplace_back("jump table", table);
  // Loops that leave a word behind in every round.
  Bytes loops;
  while (loops.size() + 6 <= size) {
    const size_t start = loops.size();
    const Bytes row = {
        0x5b, 0x5a, 0x61, static_cast<uint8_t>(start >> 8), static_cast<uint8_t>(start), 0x57};
    loops.insert(loops.end(), row.begin(), row.end());
  }
  all.emplace_back("nested loops", loops);
  return all;
}

}  // namespace

TEST_CASE("hostile code of full size is planned within the bounds or refused") {
  const jit::Limits limits;
  for (const auto& [name, bytes] : hostile_codes(24'576)) {
    INFO(name);
    const isa::Code code(bytes);
    const auto plans = jit::discover(code, isa::rules_of(Fork::osaka), limits);
    if (!plans) continue;
    uint64_t ops = 0;
    for (const jit::RegionPlan& plan : *plans) {
      ops += plan.ops;
      CHECK(plan.ops <= limits.region_ops + limits.block_ops);
    }
    CHECK(ops <= limits.ops_base + (limits.ops_per_byte + 3) * bytes.size());
    CHECK(plans->size() <= limits.regions);
  }
}

TEST_CASE("hostile code ends compiled as interpreted") {
  for (const auto& [name, bytes] : hostile_codes(1'800)) {
    INFO(name);
    const isa::Code code(bytes);
    if (!jit::discover(code, isa::rules_of(Fork::osaka), {})) continue;
    const Engine engine = compiled(code, Fork::osaka);
    for (const int64_t gas : {100, 5'000, 50'000})
      CHECK(observe(engine, code, Fork::osaka, gas) ==
            observe(exec::interpret, code, Fork::osaka, gas));
  }
}

TEST_CASE("a region that needs a deep stack here and much room there never overruns") {
  // Entered from below at a height that fits neither: the interpreter finds the failure.
  Bytes bytes = {0x60, 0x00, 0x35, 0x5b};  // a word of calldata, JUMPDEST
  bytes.insert(bytes.end(), 600, 0x50);    // 600 times POP
  bytes.insert(bytes.end(), 900, 0x5a);    // 900 times GAS
  bytes.insert(bytes.end(), {0x60, 0x00, 0x35, 0x56});
  const isa::Code code(bytes);
  const Engine engine = compiled(code, Fork::osaka);
  CHECK(observe(engine, code, Fork::osaka, 50'000) ==
        observe(exec::interpret, code, Fork::osaka, 50'000));
}
