// Faster forms of pure opcodes equal their general meaning; the general meanings equal Boost's
// integers.
#include "vm/isa/word_ops.hpp"

#include <catch2/catch.hpp>

#include "tests/support/big.hpp"
#include "tests/support/random.hpp"
#include "vm/isa/word_fast.hpp"

using namespace mozi;
using namespace mozi::test;
using isa::Op;

namespace {

constexpr int rounds = 20'000;

template <Op op>
Word general(const Word* operands) {
  isa::ConcreteDomain d;
  if constexpr (isa::info(op).pops == 1) return isa::evaluate<op>(d, operands[0]);
  if constexpr (isa::info(op).pops == 2) return isa::evaluate<op>(d, operands[0], operands[1]);
  if constexpr (isa::info(op).pops == 3)
    return isa::evaluate<op>(d, operands[0], operands[1], operands[2]);
}

/// Operands of which the first is often small, as shift amounts and byte positions are.
std::array<Word, 3> operands(Random& random) {
  const Word first = random.below(2) == 0 ? Word{random.below(270)} : random.word();
  return {first, random.word(), random.word()};
}

template <Op op>
void compare_fast_with_general() {
  Random random(static_cast<uint64_t>(op));
  for (int i = 0; i < rounds; ++i) {
    const auto in = operands(random);
    const Word expected = general<op>(in.data());
    const Word got = isa::evaluate(op, in.data());
    bool short_agrees = true;
    if constexpr (requires { isa::Short<op>::eval(in[0], in[1]); })
      short_agrees =
          !isa::Short<op>::fits(in[0], in[1]) || isa::Short<op>::eval(in[0], in[1]) == expected;
    if (got == expected && short_agrees) continue;
    INFO(isa::info(op).name << " seed " << seed() << " of " << to_hex(in[0]) << " " << to_hex(in[1])
                            << " " << to_hex(in[2]));
    CHECK(to_hex(got) == to_hex(expected));
    CHECK(short_agrees);
    return;
  }
}

using Oracle = Big (*)(const Word& a, const Word& b);

Big shifted_right(const Word& amount, const Big& value) {
  // Boost rounds negative shifts towards zero; the EVM rounds down.
  const unsigned n = amount < Word{256} ? static_cast<unsigned>(amount.low()) : 256;
  const Big divisor = Big{1} << n;
  Big quot = value / divisor;
  if (value < 0 && quot * divisor != value) --quot;
  return quot;
}

struct Row {
  Op op;
  Oracle oracle;
};

const Row rows[] = {
    {Op::ADD, [](const Word& a, const Word& b) -> Big { return to_big(a) + to_big(b); }},
    {Op::SUB, [](const Word& a, const Word& b) -> Big { return to_big(a) - to_big(b); }},
    {Op::MUL, [](const Word& a, const Word& b) -> Big { return to_big(a) * to_big(b); }},
    {Op::DIV,
     [](const Word& a, const Word& b) -> Big {
       return b.is_zero() ? Big{0} : Big{to_big(a) / to_big(b)};
     }},
    {Op::SDIV,
     [](const Word& a, const Word& b) -> Big {
       return b.is_zero() ? Big{0} : Big{to_signed_big(a) / to_signed_big(b)};
     }},
    {Op::MOD,
     [](const Word& a, const Word& b) -> Big {
       return b.is_zero() ? Big{0} : Big{to_big(a) % to_big(b)};
     }},
    {Op::SMOD,
     [](const Word& a, const Word& b) -> Big {
       return b.is_zero() ? Big{0} : Big{to_signed_big(a) % to_signed_big(b)};
     }},
    {Op::EXP,
     [](const Word& a, const Word& b) -> Big {
       return boost::multiprecision::powm(to_big(a), to_big(b), two_to_256());
     }},
    {Op::LT, [](const Word& a, const Word& b) -> Big { return to_big(a) < to_big(b) ? 1 : 0; }},
    {Op::SLT,
     [](const Word& a, const Word& b) -> Big {
       return to_signed_big(a) < to_signed_big(b) ? 1 : 0;
     }},
    {Op::EQ, [](const Word& a, const Word& b) -> Big { return to_big(a) == to_big(b) ? 1 : 0; }},
    {Op::SHL,
     [](const Word& a, const Word& b) -> Big {
       return a < Word{256} ? Big{to_big(b) << static_cast<unsigned>(a.low())} : Big{0};
     }},
    {Op::SHR, [](const Word& a, const Word& b) -> Big { return shifted_right(a, to_big(b)); }},
    {Op::SAR,
     [](const Word& a, const Word& b) -> Big { return shifted_right(a, to_signed_big(b)); }},
    {Op::BYTE,
     [](const Word& a, const Word& b) -> Big {
       return a < Word{32} ? Big{b.to_bytes()[static_cast<size_t>(a.low())]} : Big{0};
     }},
};

}  // namespace

TEST_CASE("the faster form of every pure opcode equals its general meaning") {
#define COMPARE_pure(NAME) compare_fast_with_general<Op::NAME>();
#define COMPARE_env(NAME)
#define COMPARE_effect(NAME)
#define COMPARE_flow(NAME)
#define OPCODE(byte, NAME, pops, pushes, imm, gas, since, kind, leaves) COMPARE_##kind(NAME)
#include "vm/isa/opcodes.def"
#undef OPCODE
#undef COMPARE_pure
#undef COMPARE_env
#undef COMPARE_effect
#undef COMPARE_flow
}

TEST_CASE("pure opcodes compute what Boost's integers do") {
  for (const Row& row : rows) {
    Random random(static_cast<uint64_t>(row.op) + 1000);
    const int n = row.op == Op::EXP ? 500 : rounds;
    for (int i = 0; i < n; ++i) {
      const auto in = operands(random);
      const Word got = isa::evaluate(row.op, in.data());
      const Word expected = to_word(row.oracle(in[0], in[1]));
      if (got == expected) continue;
      INFO(isa::info(row.op).name << " seed " << seed() << " of " << to_hex(in[0]) << " "
                                  << to_hex(in[1]));
      CHECK(to_hex(got) == to_hex(expected));
      break;
    }
  }
}
