// Every opcode vector, compiled with little and with full effort.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/bytecode.hpp"
#include "tests/vm/jit/run.hpp"
#include "tests/vm/ops/vector.hpp"
#include "tests/vm/ops/world.hpp"
#include "vm/exec/interpreter.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

std::string outcome(const Engine& engine, const OpsVector& v, const isa::Code& code) {
  OpsWorld world;
  const Message m = world.message(v.given, v.is_static);
  exec::BufferPool buffers;
  exec::Frame f;
  f.buffers = &buffers;
  f.enter(isa::rules_of(v.fork), world, m, code);
  const Status status = engine(f);
  std::string text{status_text(status)};
  if (status != Status::success && status != Status::revert) return text;
  text += " gas " + std::to_string(f.gas) + " refund " + std::to_string(f.refund);
  return text + " output " + to_hex(BytesView{f.memory.data() + f.output_offset, f.output_size});
}

/// The vector's program, which leaves words on the stack, and code that returns these.
Bytes with_return(const OpsVector& v) {
  Bytes code = assemble(v.program);
  for (size_t i = 0; i < v.stack.size(); ++i)
    for (const uint8_t byte :
         {0x61, static_cast<int>(i * 32 >> 8), static_cast<int>(i * 32 & 255), 0x52})
      code.push_back(byte);
  for (const int byte : {0x61, static_cast<int>(v.stack.size() * 32 >> 8),
                         static_cast<int>(v.stack.size() * 32 & 255), 0x60, 0, 0xf3})
    code.push_back(static_cast<uint8_t>(byte));
  return code;
}

}  // namespace

TEST_CASE("every opcode vector holds compiled") {
  for (const auto& entry : std::filesystem::directory_iterator("tests/vm/ops")) {
    if (entry.path().extension() != ".ops") continue;
    for (OpsVector v : read_vectors(entry.path().string())) {
      INFO(v.where << ": " << v.program);
      const bool returns = v.status == Status::success && !v.output && v.stack.size() < 40;
      const isa::Code code(returns ? with_return(v) : assemble(v.program));
      if (returns && v.given > 100'000) v.given += 10'000;
      const auto effort = v.program.size() % 4 == 0 ? jit::Effort::full : jit::Effort::quick;
      CHECK(outcome(compiled(code, v.fork, effort), v, code) == outcome(exec::interpret, v, code));
    }
  }
}
