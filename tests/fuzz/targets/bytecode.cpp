// Code in a small world, through the whole host: calls, creations, delegations, precompiles.
#include <algorithm>

#include "tests/fuzz/targets/target.hpp"
#include "vm/chain/delegation.hpp"
#include "vm/chain/transition.hpp"
#include "vm/state/receipt.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::fuzz {
namespace {

constexpr int64_t most_gas = 300'000;

Address account(uint8_t n) {
  Address a;
  a.bytes[19] = n;
  a.bytes[0] = 0xac;
  return a;
}

/// What an input chooses.
struct Scene {
  isa::Rules rules;
  int64_t gas = 0;
  bool creation = false;
  bool is_static = false;
  Bytes code;
  Bytes helper;  // of a second contract
  Bytes data;
};

Scene read_scene(Input input) {
  Scene scene;
  constexpr unsigned forks = static_cast<unsigned>(Fork::bpo2) + 1;
  scene.rules = isa::rules_of(static_cast<Fork>(input.byte() % forks));
  const uint8_t flags = input.byte();
  scene.rules.lattice = (flags & 1) != 0;
  scene.creation = (flags & 2) != 0;
  scene.is_static = (flags & 4) != 0 && !scene.creation && scene.rules.fork >= Fork::byzantium;
  scene.gas = static_cast<int64_t>(input.short_number()) * (most_gas / 65'536 + 1);
  const auto take = [&](size_t size) {
    const BytesView bytes = input.bytes(size);
    return Bytes(bytes.begin(), bytes.end());
  };
  scene.data = take(input.byte());
  scene.helper = take(input.byte());
  scene.code = take(~size_t{0});
  return scene;
}

/// The called contract (2), a helper (3), one that reverts (4), one that calls its caller back (5),
/// one that destroys itself (6), and a delegation to the helper (7).
state::WorldState make_world(const Scene& scene) {
  state::WorldState world;
  world.at(account(1)).balance = Word{1} << 100;
  world.at(account(2)).balance = 1000;
  world.at(account(2)).storage.set(1, 7);
  world.set_code(account(2), scene.code);
  world.set_code(account(3), scene.helper);
  world.set_code(account(4), {0x60, 0x20, 0x60, 0x00, 0xfd});
  world.set_code(account(5), {0x60, 0x00, 0x60, 0x00, 0x60, 0x00, 0x60, 0x00, 0x60, 0x00, 0x33,
                              0x5a, 0xf1, 0x60, 0x01, 0x55});
  world.set_code(account(6), {0x33, 0xff});
  if (scene.rules.delegations) world.set_code(account(7), chain::delegation_code(account(3)));
  return world;
}

/// Holds every step to what a frame must keep to.
class Watcher final : public Tracer {
 public:
  void on_enter(const Message&, BytesView) override { ++frames_; }
  void on_step(const Step& step) override {
    require(step.stack.size() <= 1024, "a stack of at most 1024 words");
    require(step.memory.size() % 32 == 0, "memory in whole words");
    require(step.gas_left >= 0, "gas that is not negative");
    require(step.depth <= 1024, "a depth of at most 1024");
  }
  void on_fault(const Step&, Status status) override {
    require(status != Status::success && status != Status::running, "a fault with its reason");
  }
  void on_exit(const Message&, const Result&) override { --frames_; }
  void finish() const { require(frames_ == 0, "every frame that began to have ended"); }

 private:
  int frames_ = 0;
};

struct Observed {
  Result result;
  Hash logs;
  Hash root;
};

Observed observe(const Scene& scene, Tracer* tracer) {
  state::WorldState world = make_world(scene);
  const Hash before = state::state_root(world);
  Vm vm({.fork = scene.rules.fork});
  vm.trace_with(tracer);
  state::Journal journal(world);
  chain::StateHost host(vm, journal, scene.rules);
  chain::Block block;
  block.number = 1000;
  block.timestamp = 1'700'000'000;
  block.gas_limit = 30'000'000;
  Message message;
  message.kind = scene.creation ? CallKind::create : CallKind::call;
  message.is_static = scene.is_static;
  message.gas = scene.gas;
  message.sender = account(1);
  message.recipient = message.code_address = account(2);
  message.value = scene.is_static ? 0 : 5;
  message.input = scene.creation ? BytesView{scene.code} : BytesView{scene.data};
  Observed seen{chain::run_message(host, block, message), state::logs_hash(journal.logs()), {}};
  if (seen.result.status != Status::success)
    require(journal.logs().empty(), "no logs of a call that failed");
  journal.end_transaction(scene.rules.empty_accounts_vanish ? state::EmptyAccounts::remove
                                                            : state::EmptyAccounts::keep);
  world.apply(journal.take_diff());
  seen.root = state::state_root(world);
  if (scene.is_static) require(seen.root == before, "a static call to change nothing");
  return seen;
}

}  // namespace

void bytecode(BytesView input) {
  const Scene scene = read_scene(Input(input));
  const Observed plain = observe(scene, nullptr);
  const Result& result = plain.result;
  require(result.gas_left >= 0 && result.gas_left <= scene.gas, "gas between zero and the limit");
  require(result.status != Status::running && result.status != Status::host_error,
          "a status that ends a call");
  if (result.status != Status::success && result.status != Status::revert)
    require(result.gas_left == 0 && result.output.empty(), "a failure to take all gas");

  Watcher watcher;
  const Observed traced = observe(scene, &watcher);
  watcher.finish();
  require(traced.result.status == result.status, "the same status under a tracer");
  require(traced.result.gas_left == result.gas_left, "the same gas under a tracer");
  require(traced.result.output == result.output, "the same output under a tracer");
  require(traced.logs == plain.logs, "the same logs under a tracer");
  require(traced.root == plain.root, "the same state under a tracer");
}

}  // namespace mozi::fuzz
