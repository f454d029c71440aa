// The opcode table: names, availability and static gas, against figures written down independently.
#include "vm/isa/opcodes.hpp"

#include <catch2/catch.hpp>

using namespace mozi;
using namespace mozi::isa;

namespace {

int defined_count(Fork fork) {
  int n = 0;
  for (unsigned byte = 0; byte < 256; ++byte)
    n += is_defined(rules_of(fork), static_cast<uint8_t>(byte)) ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("each fork has its number of opcodes") {
  // INVALID counts; every later number is the one before plus what the EIPs of the fork add.
  CHECK(defined_count(Fork::frontier) == 130);
  CHECK(defined_count(Fork::homestead) == 131);
  CHECK(defined_count(Fork::tangerine) == 131);
  CHECK(defined_count(Fork::byzantium) == 135);
  CHECK(defined_count(Fork::constantinople) == 140);
  CHECK(defined_count(Fork::petersburg) == 140);
  CHECK(defined_count(Fork::istanbul) == 142);
  CHECK(defined_count(Fork::london) == 143);
  CHECK(defined_count(Fork::shanghai) == 144);
  CHECK(defined_count(Fork::cancun) == 149);
  CHECK(defined_count(Fork::osaka) == 150);
  CHECK(defined_count(Fork::bpo2) == 150);
}

TEST_CASE("opcodes are found by name in any case and by their old names") {
  CHECK(parse_op("SLOAD") == Op::SLOAD);
  CHECK(parse_op("push17") == Op::PUSH17);
  CHECK(parse_op("sha3") == Op::KECCAK256);
  CHECK(parse_op("DIFFICULTY") == Op::PREVRANDAO);
  CHECK(parse_op("SUICIDE") == Op::SELFDESTRUCT);
  CHECK_FALSE(parse_op("").has_value());
  CHECK_FALSE(parse_op("PUSH33").has_value());
}

TEST_CASE("static gas follows the forks") {
  const auto gas = [](Fork fork, Op op) { return static_gas(rules_of(fork), op); };
  CHECK(gas(Fork::frontier, Op::ADD) == 3);
  CHECK(gas(Fork::osaka, Op::ADD) == 3);
  CHECK(gas(Fork::frontier, Op::SLOAD) == 50);
  CHECK(gas(Fork::tangerine, Op::SLOAD) == 200);
  CHECK(gas(Fork::istanbul, Op::SLOAD) == 800);
  CHECK(gas(Fork::berlin, Op::SLOAD) == 100);
  CHECK(gas(Fork::frontier, Op::BALANCE) == 20);
  CHECK(gas(Fork::tangerine, Op::BALANCE) == 400);
  CHECK(gas(Fork::istanbul, Op::BALANCE) == 700);
  CHECK(gas(Fork::berlin, Op::BALANCE) == 100);
  CHECK(gas(Fork::constantinople, Op::EXTCODEHASH) == 400);
  CHECK(gas(Fork::istanbul, Op::EXTCODEHASH) == 700);
  CHECK(gas(Fork::frontier, Op::CALL) == 40);
  CHECK(gas(Fork::tangerine, Op::CALL) == 700);
  CHECK(gas(Fork::berlin, Op::CALL) == 100);
  CHECK(gas(Fork::frontier, Op::SELFDESTRUCT) == 0);
  CHECK(gas(Fork::tangerine, Op::SELFDESTRUCT) == 5000);
  CHECK(gas(Fork::berlin, Op::SELFDESTRUCT) == 5000);
  CHECK(gas(Fork::cancun, Op::TLOAD) == 100);
  CHECK(gas(Fork::osaka, Op::CLZ) == 5);
}
