// The compiled engine and what can be observed of a run.
#include "tests/vm/jit/run.hpp"

#include <catch2/catch.hpp>

#include "vm/exec/frame.hpp"

namespace mozi::test {
namespace {

const Address self = address(0xaaaa);

/// Answers calls by their address: some fail, some revert, all return 40 bytes and some gas.
class World : public MockHost {
 public:
  World() {
    accounts[self].balance = 100;
    accounts[address(0xbbbb)].balance = 1;
    accounts[address(0xbbbb)].code = {1, 2, 3, 4};
    context.block_number = 300;
    context.timestamp = 0x12345678;
    for (uint8_t i = 0; i < input.size(); ++i) input[i] = static_cast<uint8_t>(i * 7 + 1);
  }
  Result call(const Message& m) override {
    static_cast<void>(MockHost::call(m));
    Result r;
    r.gas_left = m.gas / 2;
    for (uint8_t i = 1; i <= 40; ++i) r.output.push_back(i);
    if (m.gas % 3 == 0) r.status = Status::revert;
    if (m.gas % 3 == 1) {
      r = {};
      r.status = Status::out_of_gas;
    }
    if (r.status == Status::success) r.gas_refund = 7;
    return r;
  }
  std::array<uint8_t, 70> input;
};

}  // namespace

jit::Jit& compiler() {
  static jit::Jit jit;
  return jit;
}

Engine compiled(const isa::Code& code, Fork fork, jit::Effort effort) {
  const auto object =
      compiler().compile(code, isa::rules_of(fork), {.effort = effort, .limits = {}, .print = {}});
  if (!object) {
    FAIL("does not compile: " << object.error().message);
    return {};
  }
  const auto machine_code = compiler().load(*object);
  if (!machine_code) FAIL("does not load: " << machine_code.error().message);
  return [machine = *machine_code](exec::Frame& f) { return machine->run(f); };
}

std::string observe(const Engine& engine, const isa::Code& code, Fork fork, int64_t gas) {
  World host;
  Message m;
  m.gas = gas;
  m.recipient = m.code_address = self;
  m.sender = address(0xcccc);
  m.value = 5;
  m.input = host.input;
  exec::BufferPool buffers;
  exec::Frame f;
  f.buffers = &buffers;
  f.enter(isa::rules_of(fork), host, m, code);
  const Status s = engine(f);
  std::string seen{status_text(s)};
  // What a failed call did to the world is undone, but hosts may still see it happen.
  seen += " writes " + std::to_string(host.storage_writes) + " logs " +
          std::to_string(host.logs.size()) + " warm " + std::to_string(host.warm_slots.size()) +
          "/" + std::to_string(host.warm_accounts.size());
  for (const Message& call : host.calls)
    seen += " call " + std::to_string(call.gas) + " " + to_hex(call.input);
  if (s != Status::success && s != Status::revert) return seen;
  seen += " gas " + std::to_string(f.gas) + " refund " + std::to_string(f.refund);
  seen += " output " + to_hex(BytesView{f.memory.data() + f.output_offset, f.output_size});
  seen += " memory " + to_hex(BytesView{f.memory.data(), f.memory.size()});
  seen += " returned " + to_hex(f.return_data);
  for (const auto& [key, value] : host.accounts[self].storage)
    seen += " [" + to_hex(key) + "]=" + to_hex(value);
  for (const Log& log : host.logs) seen += " log " + to_hex(log.data);
  return seen;
}

}  // namespace mozi::test
