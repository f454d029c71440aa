// Jump destinations, padding, disassembly.
#include "vm/isa/code.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"
#include "vm/isa/disasm.hpp"

using namespace mozi;
using isa::Code;

TEST_CASE("a JUMPDEST inside an immediate is no jump destination") {
  const Bytes bytes = {0x5b, 0x60, 0x5b, 0x5b, 0x7f, 0x5b, 0x5b};
  const Code code(bytes);
  CHECK(code.is_jump_destination(0));
  CHECK_FALSE(code.is_jump_destination(1));
  CHECK_FALSE(code.is_jump_destination(2));
  CHECK(code.is_jump_destination(3));
  CHECK_FALSE(code.is_jump_destination(5));
  CHECK_FALSE(code.is_jump_destination(6));
  CHECK_FALSE(code.is_jump_destination(7));
  CHECK_FALSE(code.is_jump_destination(~uint64_t{0}));
}

TEST_CASE("the jump destinations are those that a walk over the instructions meets") {
  test::Random random;
  for (int round = 0; round < 200; ++round) {
    Bytes bytes(random.below(400));
    for (uint8_t& byte : bytes)
      byte = random.below(3) == 0 ? uint8_t{0x5b} : static_cast<uint8_t>(random.bits());
    const Code code(bytes);
    std::vector<bool> expected(bytes.size() + 40);
    for (size_t pc = 0; pc < bytes.size();) {
      const auto instruction = isa::decode(bytes, pc);
      expected[pc] = instruction.opcode == 0x5b;
      pc += isa::info(instruction.opcode).size();
    }
    for (size_t pc = 0; pc < expected.size(); ++pc)
      if (code.is_jump_destination(pc) != expected[pc]) FAIL_CHECK("position " << pc);
  }
}

TEST_CASE("code is followed by zeros, also when it is replaced by shorter code") {
  Code code(Bytes(100, 0x5b));
  code.assign(Bytes{0x60});
  CHECK(code.size() == 1);
  for (size_t i = 1; i <= 33; ++i) CHECK(code.begin()[i] == 0);
  CHECK_FALSE(code.is_jump_destination(50));
  code.assign({});
  CHECK(code.size() == 0);
  CHECK(code.begin()[0] == 0);
}

TEST_CASE("code is disassembled line by line") {
  const Bytes bytes = {0x60, 0x80, 0x01, 0x0c, 0x5f, 0x61, 0xff};
  CHECK(isa::disassemble(bytes) ==
        "0000  PUSH1 0x80\n"
        "0002  ADD\n"
        "0003  0x0c (undefined)\n"
        "0004  PUSH0\n"
        "0005  PUSH2 0xff (truncated)\n");
  CHECK(isa::disassemble({}).empty());
  CHECK(isa::disassemble(Bytes{0x7f}) == "0000  PUSH32 0x (truncated)\n");
}
