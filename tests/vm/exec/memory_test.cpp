// Memory, buffers and the code cache.
#include "vm/exec/memory.hpp"

#include <catch2/catch.hpp>

#include "tests/support/mock_host.hpp"
#include "tests/support/random.hpp"
#include "vm/exec/buffer_pool.hpp"
#include "vm/exec/code_cache.hpp"
#include "vm/exec/stack.hpp"

using namespace mozi;

TEST_CASE("memory is zero where it grows, also after it was used before") {
  exec::Memory memory;
  REQUIRE(memory.grow(64));
  std::fill_n(memory.data(), 64, uint8_t{0xff});
  REQUIRE(memory.grow(1 << 16));
  CHECK(memory.data()[63] == 0xff);
  CHECK(std::all_of(memory.data() + 64, memory.data() + memory.size(),
                    [](uint8_t b) { return b == 0; }));
  memory.clear();
  CHECK(memory.size() == 0);
  REQUIRE(memory.grow(96));
  CHECK(std::all_of(memory.data(), memory.data() + 96, [](uint8_t b) { return b == 0; }));
}

TEST_CASE("memory of any size keeps what was written and is zero elsewhere") {
  mozi::test::Random random;
  INFO("seed " << mozi::test::seed());
  exec::Memory memory;
  for (int call = 0; call < 40; ++call) {
    Bytes model;
    // Small memories are kept from call to call, large ones are mapped; growth crosses the border.
    for (int step = 0; step < 8; ++step) {
      const uint64_t size = model.size() + 32 * (1 + random.below(uint64_t{1} << random.below(13)));
      REQUIRE(memory.grow(size));
      model.resize(size);
      const uint64_t at = random.below(size);
      memory.data()[at] = model[at] = static_cast<uint8_t>(random.bits());
      memory.data()[size - 1] = model[size - 1] = 0xee;
    }
    REQUIRE(memory.size() == model.size());
    REQUIRE(std::equal(model.begin(), model.end(), memory.data()));
    memory.clear();
  }
}

TEST_CASE("the stack's top pointer tells its height") {
  const exec::Stack stack;
  CHECK(exec::Stack::height(stack.bottom()) == 0);
  CHECK(exec::Stack::height(stack.bottom() + 1) == 1);
  CHECK(exec::Stack::height(stack.bottom() + 1024) == 1024);
}

TEST_CASE("buffers come back empty, with their room, unless they are large") {
  exec::BufferPool pool;
  Bytes buffer(1000, 7);
  const uint8_t* data = buffer.data();
  pool.give(std::move(buffer));
  const Bytes again = pool.take();
  CHECK(again.empty());
  CHECK(again.data() == data);
  pool.give(Bytes(1 << 20));
  CHECK(pool.take().capacity() == 0);
}

TEST_CASE("the code cache hands out one analysis per hash and forgets the oldest") {
  exec::CodeCache cache(20'000);
  const auto hash = [](uint64_t n) { return Hash::from_word(Word{n}); };
  const Bytes code(1000, 0x5b);
  const auto first = cache.get(hash(1), code);
  CHECK(cache.get(hash(1), code) == first);
  CHECK(cache.size() == 1);
  for (uint64_t n = 2; n < 100; ++n) {
    cache.get(hash(n), code);
    cache.get(hash(1), code);  // stays, being used
  }
  CHECK(cache.bytes() <= 20'000);
  CHECK(cache.size() < 20);
  CHECK(cache.get(hash(1), code) == first);
  // What was handed out lives on without the cache.
  for (uint64_t n = 100; n < 200; ++n) cache.get(hash(n), code);
  CHECK(first->size() == 1000);
}

TEST_CASE("a Vm gives the same result with and without a code hash") {
  test::MockHost host;
  Vm vm;
  Message m;
  m.gas = 100;
  const Bytes code = {0x60, 0x01, 0x60, 0x02, 0x01};
  for (int i = 0; i < 3; ++i) {
    CHECK(vm.execute(host, m, code).gas_left == 91);
    CHECK(vm.execute(host, m, code, Hash::from_word(Word{5})).gas_left == 91);
  }
}
