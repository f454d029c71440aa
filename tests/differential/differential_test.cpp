// Our engines agree on random programs; and where one is wrong, it is found and the program is
// small.
#include <catch2/catch.hpp>

#include "mozi/vm.hpp"
#include "tests/differential/campaign.hpp"
#include "tests/differential/generator.hpp"
#include "vm/isa/disasm.hpp"

using namespace mozi;
using namespace mozi::differential;

namespace {

using Engines = std::vector<std::unique_ptr<Engine>>;

/// The interpreter with a fault.
class Faulty : public Engine {
 public:
  [[nodiscard]] std::string name() const override { return "faulty"; }
  Result execute(Host& host, Fork fork, const Message& message, BytesView code,
                 const Hash&) override {
    vm_.use_fork(fork);
    const Bytes changed = change(code);
    Result result = vm_.execute(host, message, changed);
    change(result, code);
    return result;
  }

 protected:
  virtual Bytes change(BytesView code) { return {code.begin(), code.end()}; }
  virtual void change(Result&, BytesView) {}

  Vm vm_;
};

bool holds(BytesView code, isa::Op op) {
  for (size_t pc = 0; pc < code.size();) {
    const auto instruction = isa::decode(code, pc);
    if (instruction.opcode == static_cast<uint8_t>(op)) return true;
    pc += 1 + instruction.immediate.size();
  }
  return false;
}

/// Takes SAR for SHR.
class WrongShift final : public Faulty {
  Bytes change(BytesView code) override {
    Bytes changed(code.begin(), code.end());
    for (size_t pc = 0; pc < code.size();) {
      const auto instruction = isa::decode(code, pc);
      if (instruction.opcode == static_cast<uint8_t>(isa::Op::SAR))
        changed[pc] = static_cast<uint8_t>(isa::Op::SHR);
      pc += 1 + instruction.immediate.size();
    }
    return changed;
  }
};

/// Takes one gas too much from successful frames whose code has MSIZE.
class WrongGas final : public Faulty {
  void change(Result& result, BytesView code) override {
    if (result.status == Status::success && result.gas_left > 0 && holds(code, isa::Op::MSIZE))
      --result.gas_left;
  }
};

/// Forgets the refund of frames that destroy themselves or clear a slot.
class NoRefund final : public Faulty {
  void change(Result& result, BytesView) override { result.gas_refund = 0; }
};

Engines with(std::unique_ptr<Engine> other) {
  Engines engines;
  engines.push_back(interpreter());
  engines.push_back(std::move(other));
  return engines;
}

/// The smallest program on which the engine differs from the interpreter.
Finding fault_of(std::unique_ptr<Engine> engine) {
  Tally tally;
  auto finding = look_for_fault(with(std::move(engine)), {.from = 0, .seeds = 3000}, tally);
  REQUIRE(finding);
  INFO(finding->report);
  CHECK(tally.programs < 3000);
  return std::move(*finding);
}

size_t size_of(const Program& program) {
  size_t bytes = 0;
  for (const Contract& contract : program.contracts) bytes += assemble(contract).size();
  return bytes;
}

}  // namespace

TEST_CASE("both loops of the interpreter agree on random programs") {
  Tally tally;
  const auto finding =
      look_for_fault(with(tracing_interpreter()), {.from = 0, .seeds = 3000}, tally);
  if (finding) FAIL("seed " << finding->seed << "\n" << finding->report);
  CHECK(tally.programs == 3000);
  // Programs that all fail, or all end at once, would say little.
  CHECK(tally.successes > 600);
  CHECK(tally.gas > 3000 * 20'000);
}

TEST_CASE("machine code agrees with the interpreter on random programs") {
  // Each has several contracts to compile, so that there are fewer of them.
  Tally tally;
  const auto finding = look_for_fault(with(jit()), {.from = 300'000, .seeds = 200}, tally);
  if (finding) FAIL("seed " << finding->seed << "\n" << finding->report);
  CHECK(tally.programs == 200);
}

TEST_CASE("libmozi-evmc agrees with the interpreter behind our own host") {
  auto library = evmc_library(MOZI_EVMC_LIBRARY);
  if (!library) FAIL(library.error().message);
  Tally tally;
  const auto finding =
      look_for_fault(with(std::move(*library)), {.from = 100'000, .seeds = 3000}, tally);
  if (finding) FAIL("seed " << finding->seed << "\n" << finding->report);
  CHECK(tally.programs == 3000);
}

TEST_CASE("our tiers agree whatever the gas limit") {
  Tally tally;
  const auto finding = look_for_fault(with(tracing_interpreter()),
                                      {.from = 200'000, .seeds = 40, .sweep = true}, tally);
  if (finding) FAIL("seed " << finding->seed << "\n" << finding->report);
}

TEST_CASE("an opcode with another's meaning is found, and the program shrinks to it") {
  const Finding finding = fault_of(std::make_unique<WrongShift>());
  CHECK(finding.report.find("SAR") != std::string::npos);
  CHECK(size_of(finding.program) < 60);
}

TEST_CASE("one unit of gas too much is found") {
  const Finding finding = fault_of(std::make_unique<WrongGas>());
  CHECK(finding.report.find("gas left") != std::string::npos);
  CHECK(finding.report.find("MSIZE") != std::string::npos);
  CHECK(size_of(finding.program) <= 2);
}

TEST_CASE("a refund that gets lost is found") {
  const Finding finding = fault_of(std::make_unique<NoRefund>());
  CHECK(finding.report.find("gas refund") != std::string::npos);
  CHECK(size_of(finding.program) < 20);
}

TEST_CASE("programs are the same whenever they are made, and their text gives them back") {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Program program = make_program(seed);
    CHECK(to_text(program) == to_text(make_program(seed)));
    const auto back = parse_program(to_text(program));
    REQUIRE(back);
    CHECK(to_text(*back) == to_text(program));
    CHECK(to_text(in_instructions(program)) == to_text(program));
  }
  CHECK_FALSE(parse_program("osaka call 1 2"));
  CHECK_FALSE(parse_program("osaka call many 0 0x 0x 0x 0x"));
  CHECK_FALSE(parse_program("osaka jump 1 0 0x 0x 0x 0x"));
  CHECK_FALSE(parse_program("tokio call 1 0 0x 0x 0x 0x"));
}

TEST_CASE("programs reach every opcode") {
  std::array<bool, 256> reached{};
  for (uint64_t seed = 0; seed < 3000; ++seed)
    for (const Contract& contract : make_program(seed).contracts) {
      const Bytes code = assemble(contract);
      for (size_t pc = 0; pc < code.size();) {
        reached[code[pc]] = true;
        pc += 1 + isa::decode(code, pc).immediate.size();
      }
    }
  for (unsigned byte = 0; byte < 256; ++byte)
    if (isa::info(static_cast<uint8_t>(byte)).defined() && !reached[byte])
      FAIL_CHECK("no program has " << isa::info(static_cast<uint8_t>(byte)).name);
}
