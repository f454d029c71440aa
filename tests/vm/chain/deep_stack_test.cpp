// 1024 nested calls have room on every thread, in every build.
#include "vm/chain/deep_stack.hpp"

#include <pthread.h>

#include <catch2/catch.hpp>

#include "tests/vm/chain/world.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::callee;
using mozi::test::World;

namespace {

/// Notes the range of native stack addresses at which frames run.
class StackMeter final : public Tracer {
 public:
  void on_enter(const Message& message, BytesView) override {
    const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    low = std::min(low, here);
    high = std::max(high, here);
    deepest = std::max(deepest, message.depth);
  }
  void on_step(const Step&) override {}
  void on_fault(const Step&, Status) override {}
  void on_exit(const Message&, const Result&) override {}

  uintptr_t low = ~uintptr_t{0};
  uintptr_t high = 0;
  int32_t deepest = 0;
};

/// A world whose callee calls itself, by CALL or by creating copies of itself, as deep as it can.
World recursive_world(std::string_view code) {
  World world(Fork::tangerine);
  world.block.gas_limit = uint64_t{1} << 62;
  world.state.at(mozi::test::sender).balance = ~Word{} >> 1;
  world.code(callee, code);
  return world;
}

const std::string call_self =
    "GAS; PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 0; ADDRESS; GAS; CALL";
const std::string create_self = "CODECOPY 0 0 64; PUSH1 64; PUSH1 0; PUSH1 0; CREATE";

int32_t depth_reached(std::string_view code, StackMeter& meter) {
  World world = recursive_world(code);
  world.vm.trace_with(&meter);
  auto tx = World::transaction();
  tx.gas_limit = uint64_t{1} << 60;
  tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 1;
  const auto outcome = world.apply(tx);
  REQUIRE(outcome);
  return meter.deepest;
}

/// Runs a function on a thread with little stack.
void on_small_thread(void* (*function)(void*), void* argument) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, size_t{512} << 10) == 0);
  pthread_t thread{};
  REQUIRE(pthread_create(&thread, &attributes, function, argument) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace

TEST_CASE("calls nest 1024 deep within the stack that is set aside for them") {
  for (const std::string& code : {call_self, create_self}) {
    StackMeter meter;
    CHECK(depth_reached(code, meter) == 1024);
    INFO(meter.high - meter.low << " bytes for 1024 levels");
    // Half is kept for what a level calls: precompiles, tracers, the journal.
    CHECK(meter.high - meter.low < deep_stack_size / 2);
  }
}

TEST_CASE("calls nest 1024 deep on a thread with little stack") {
  int32_t deepest = 0;
  on_small_thread(
      [](void* result) -> void* {
        StackMeter meter;
        *static_cast<int32_t*>(result) = depth_reached(call_self, meter);
        return nullptr;
      },
      &deepest);
  CHECK(deepest == 1024);
}

TEST_CASE("a function runs in place where there is room, else on another thread") {
  DeepStack small(size_t{64} << 10);
  pthread_t ran_on{};
  REQUIRE(small.run([&] { ran_on = pthread_self(); }));
  CHECK(pthread_equal(ran_on, pthread_self()));

  DeepStack large(size_t{1} << 30);
  REQUIRE(large.run([&] { ran_on = pthread_self(); }));
  CHECK_FALSE(pthread_equal(ran_on, pthread_self()));
  const pthread_t first = ran_on;
  REQUIRE(large.run([&] { ran_on = pthread_self(); }));
  CHECK(pthread_equal(ran_on, first));

  SECTION("and inside there is room, so that nothing starts a second thread") {
    DeepStack inner(size_t{1} << 30);
    REQUIRE(large.run([&] { REQUIRE(inner.run([&] { ran_on = pthread_self(); })); }));
    CHECK(pthread_equal(ran_on, first));
  }
}

TEST_CASE("a stack that cannot be had is reported, and nothing runs") {
  DeepStack absurd(size_t{1} << 60);
  bool ran = false;
  CHECK_FALSE(absurd.run([&] { ran = true; }));
  CHECK_FALSE(ran);
}
