// Pure opcodes chosen at run time, and the slow primitives of the C++ word domain.
#include "vm/isa/word_ops.hpp"

#include "vm/isa/assert.hpp"
#include "vm/isa/word_fast.hpp"

namespace mozi::isa {
namespace {

template <Op op>
Word run(const Word* operands) {
  if constexpr (info(op).kind != OpKind::pure) {
    MOZI_ASSERT(false, "evaluate runs pure opcodes only");
    return {};
  } else if constexpr (info(op).pops == 1) {
    return evaluate_words<op>(operands[0]);
  } else if constexpr (info(op).pops == 2) {
    return evaluate_words<op>(operands[0], operands[1]);
  } else {
    return evaluate_words<op>(operands[0], operands[1], operands[2]);
  }
}

}  // namespace

Word evaluate(Op op, const Word* operands) {
  switch (op) {
#define OPCODE(byte, NAME, ...) \
  case Op::NAME:                \
    return run<Op::NAME>(operands);
#include "vm/isa/opcodes.def"
#undef OPCODE
  }
  return {};
}

Word power(Word base, const Word& exponent) {
  Word result{1};
  const unsigned bits = exponent.bit_width();
  // Powers of two, the usual base, are shifts.
  if (base == Word{2}) return bits > 8 ? Word{} : Word{1} << exponent.low();
  for (unsigned i = 0; i < bits; ++i) {
    if (((exponent.limb[i / 64] >> (i % 64)) & 1) != 0) result *= base;
    base *= base;
  }
  return result;
}

}  // namespace mozi::isa
