// Runs every opcode vector on every way there is to run it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "tests/support/bytecode.hpp"
#include "tests/vm/ops/vector.hpp"
#include "tests/vm/ops/world.hpp"
#include "vm/exec/interpreter.hpp"
#include "vm/isa/disasm.hpp"
#include "vm/isa/word_fast.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Remembers the stack before the last opcode and every fault.
class LastStack : public Tracer {
 public:
  std::vector<Word> stack;  // topmost first
  Status fault = Status::running;
  std::set<uint8_t> seen;

  void on_enter(const Message&, BytesView) override {}
  void on_exit(const Message&, const Result&) override {}
  void on_step(const Step& step) override {
    stack.assign(step.stack.rbegin(), step.stack.rend());
    seen.insert(step.opcode);
  }
  void on_fault(const Step&, Status status) override { fault = status; }
};

using Engine = Status (*)(exec::Frame&);

void check_run(const OpsVector& v, const Assembled& program, Engine engine, LastStack* tracer) {
  OpsWorld world;
  const Message m = world.message(v.given, v.is_static);
  const isa::Code code(program.code);
  exec::BufferPool buffers;
  exec::Frame f;
  f.buffers = &buffers;
  f.tracer = tracer;
  f.enter(isa::rules_of(v.fork), world, m, code);
  const Status status = engine(f);

  CHECK(status_text(status) == status_text(v.status));
  if (tracer != nullptr) {
    const bool failed = status != Status::success && status != Status::revert;
    CHECK(tracer->fault == (failed ? status : Status::running));
  }
  if (v.refund && status != Status::revert) CHECK(f.refund == *v.refund);
  if (status != v.status || (status != Status::success && status != Status::revert)) return;
  if (v.gas) CHECK(v.given - f.gas - program.operand_gas == *v.gas);
  if (v.output) {
    const uint8_t* output = f.memory.data() + f.output_offset;
    CHECK(Bytes(output, output + f.output_size) == *v.output);
    return;
  }
  const size_t height = v.stack.size();
  for (size_t i = 0; i < height; ++i) {
    INFO("word " << i << " from the top");
    CHECK(to_hex(f.stack.bottom()[height - i]) == to_hex(v.stack[i]));
  }
  // A program that runs off its end has a last step, the implicit STOP, that shows the whole stack.
  const bool halted_by_opcode = status == Status::revert || program.code.back() == 0xff;
  if (tracer != nullptr && !halted_by_opcode) CHECK(tracer->stack.size() == height);
}

template <isa::Op op>
Word general_meaning([[maybe_unused]] const Word* operands) {
  [[maybe_unused]] isa::ConcreteDomain d;
  if constexpr (isa::info(op).kind != isa::OpKind::pure)
    return {};
  else if constexpr (isa::info(op).pops == 1)
    return isa::evaluate<op>(d, operands[0]);
  else if constexpr (isa::info(op).pops == 2)
    return isa::evaluate<op>(d, operands[0], operands[1]);
  else
    return isa::evaluate<op>(d, operands[0], operands[1], operands[2]);
}

Word general_meaning(isa::Op op, const Word* operands) {
  switch (op) {
#define OPCODE(byte, NAME, ...) \
  case isa::Op::NAME:           \
    return general_meaning<isa::Op::NAME>(operands);
#include "vm/isa/opcodes.def"
#undef OPCODE
  }
  return {};
}

/// The opcode and operands of a program that is one pure opcode on pushed operands.
struct PureProgram {
  isa::Op op;
  std::vector<Word> operands;  // topmost first
};

std::optional<PureProgram> as_pure(const Bytes& code) {
  PureProgram p{};
  size_t pc = 0;
  while (pc < code.size() && isa::is_push(code[pc])) {
    const auto instruction = isa::decode(code, pc);
    p.operands.insert(p.operands.begin(), Word::from_bytes(instruction.immediate));
    pc += isa::info(code[pc]).size();
  }
  if (pc + 1 != code.size()) return {};
  p.op = static_cast<isa::Op>(code[pc]);
  const isa::OpInfo& row = isa::info(p.op);
  if (row.kind != isa::OpKind::pure || p.operands.size() != row.pops) return {};
  return p;
}

std::vector<std::string> ops_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/vm/ops"))
    if (entry.path().extension() == ".ops") files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("every opcode vector holds in every interpreter loop") {
  std::set<uint8_t> seen;
  for (const std::string& file : ops_files()) {
    for (const OpsVector& v : read_vectors(file)) {
      const Assembled program = assemble_with_gas(v.program);
      INFO(v.where << ": " << v.program);
      {
        INFO("tail calls");
        check_run(v, program, exec::interpret, nullptr);
      }
      {
        INFO("portable loop");
        check_run(v, program, exec::interpret_portably, nullptr);
      }
      INFO("traced");
      LastStack tracer;
      check_run(v, program, exec::interpret, &tracer);
      seen.merge(tracer.seen);
    }
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (!isa::info(static_cast<uint8_t>(byte)).defined()) continue;
    INFO(isa::info(static_cast<uint8_t>(byte)).name << " has no vector");
    CHECK(seen.contains(static_cast<uint8_t>(byte)));
  }
}

TEST_CASE("every vector of a pure opcode holds in the constant domain and by the general meaning") {
  size_t count = 0;
  for (const std::string& file : ops_files()) {
    for (const OpsVector& v : read_vectors(file)) {
      const auto pure = as_pure(assemble(v.program));
      if (!pure || v.status != Status::success) continue;
      INFO(v.where << ": " << v.program);
      CHECK(to_hex(isa::evaluate(pure->op, pure->operands.data())) == to_hex(v.stack.at(0)));
      CHECK(to_hex(general_meaning(pure->op, pure->operands.data())) == to_hex(v.stack.at(0)));
      ++count;
    }
  }
  CHECK(count >= 26 * 24);
}
