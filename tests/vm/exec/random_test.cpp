// Random bytecode: every loop ends, agrees with the others, and never breaks the frame.
#include "tests/support/random.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/exec/run.hpp"
#include "vm/exec/interpreter.hpp"
#include "vm/isa/disasm.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Bytecode in which opcodes that exist are likely and operands are mostly small.
Bytes random_code(Random& random) {
  Bytes code;
  const size_t size = 1 + random.below(120);
  for (uint64_t i = random.below(20); i > 0; --i) {
    code.push_back(0x60);
    code.push_back(static_cast<uint8_t>(random.below(size)));
  }
  while (code.size() < size) {
    switch (random.below(4)) {
      case 0:
      case 1: {  // a small number
        code.push_back(0x60);
        code.push_back(
            static_cast<uint8_t>(random.below(3) == 0 ? random.bits() : random.below(size)));
        break;
      }
      case 2:
        code.push_back(static_cast<uint8_t>(random.bits()));
        break;
      default: {
        static constexpr uint8_t likely[] = {0x01, 0x02, 0x04, 0x0a, 0x14, 0x19, 0x1b, 0x20,
                                             0x35, 0x37, 0x39, 0x3e, 0x50, 0x51, 0x52, 0x53,
                                             0x54, 0x55, 0x56, 0x57, 0x5a, 0x5b, 0x5c, 0x5d,
                                             0x5e, 0x80, 0x81, 0x90, 0xa1, 0xf0, 0xf1, 0xfa};
        code.push_back(likely[random.below(std::size(likely))]);
      }
    }
  }
  return code;
}

class Silent : public Tracer {
 public:
  void on_enter(const Message&, BytesView) override {}
  void on_step(const Step& step) override {
    if (step.stack.size() > 1024 || step.memory.size() % 32 != 0) sane = false;
  }
  void on_fault(const Step&, Status) override {}
  void on_exit(const Message&, const Result&) override {}
  bool sane = true;
};

/// Everything a contract or a chain can observe of one run.
std::string observe(Status (*engine)(exec::Frame&), const Bytes& bytes, Fork fork, Tracer* tracer) {
  MockHost host;
  host.accounts[self].balance = 100;
  const Message m = plain_message(20'000);
  const isa::Code code(bytes);
  exec::BufferPool buffers;
  exec::Frame f;
  f.buffers = &buffers;
  f.tracer = tracer;
  f.enter(isa::rules_of(fork), host, m, code);
  const Status s = engine(f);
  std::string seen{status_text(s)};
  if (s != Status::success && s != Status::revert) return seen;
  seen += " gas " + std::to_string(f.gas) + " refund " + std::to_string(f.refund);
  seen += " output " + to_hex(BytesView{f.memory.data() + f.output_offset, f.output_size});
  seen += " memory " + to_hex(BytesView{f.memory.data(), f.memory.size()});
  for (const auto& [key, value] : host.accounts[self].storage)
    seen += " [" + to_hex(key) + "]=" + to_hex(value);
  return seen + " logs " + std::to_string(host.logs.size()) + " calls " +
         std::to_string(host.calls.size());
}

}  // namespace

TEST_CASE("random programs end the same way in every loop") {
  Random random;
  constexpr Fork forks[] = {Fork::frontier, Fork::byzantium, Fork::istanbul, Fork::london,
                            Fork::osaka};
  size_t successes = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Bytes code = random_code(random);
    const Fork fork = forks[random.below(std::size(forks))];
    Silent tracer;
    const std::string tail = observe(exec::interpret, code, fork, nullptr);
    const std::string portable = observe(exec::interpret_portably, code, fork, nullptr);
    const std::string traced = observe(exec::interpret, code, fork, &tracer);
    successes += tail.starts_with("success") ? 1 : 0;
    if (tail == portable && tail == traced && tracer.sane) continue;
    INFO("seed " << seed() << " round " << round << " " << fork_name(fork) << " " << to_hex(code));
    CHECK(tail == portable);
    CHECK(tail == traced);
    CHECK(tracer.sane);
    break;
  }
  CHECK(successes > 1000);
}
