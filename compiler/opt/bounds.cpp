// How large a value can be, from how it is made.
#include "compiler/opt/bounds.hpp"

#include <algorithm>

#include "compiler/opt/values.hpp"

// What no case names can be any word.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::opt {

using namespace ir;

namespace {

constexpr unsigned max_depth = 12;
constexpr Word any = ~Word{};
constexpr Word address_mask = (Word{1} << 160) - Word{1};
constexpr Word uint64_mask{~uint64_t{0}};

bool product_fits(const Word& a, const Word& b) {
  return umul_wide(a, b).first.is_zero();
}

}  // namespace

Word Bounds::most(ValueId v) {
  return most(v, 0);
}

Word Bounds::most(ValueId v, unsigned depth) {
  if (known_.size() < f_.values.size()) known_.resize(f_.values.size());
  if (known_[v]) return *known_[v];
  if (depth >= max_depth) return any;
  const Word bound = compute(v, depth);
  known_[v] = bound;
  return bound;
}

Word Bounds::compute(ValueId v, unsigned depth) {
  const Inst* inst = definition(f_, v);
  return inst != nullptr ? of_inst(*inst, depth) : any;
}

Word Bounds::of_inst(const Inst& inst, unsigned depth) {
  const auto bound = [&](size_t i) { return most(inst.operands[i], depth + 1); };
  const auto word = [&](size_t i) { return constant(f_, inst.operands[i]); };
  switch (inst.op) {
    case Op::constant:
      return inst.imm;
    case Op::lt:
    case Op::gt:
    case Op::slt:
    case Op::sgt:
    case Op::eq:
    case Op::iszero:
    case Op::ext_call:
    case Op::ext_callcode:
    case Op::ext_delegatecall:
    case Op::ext_staticcall:
      return Word{1};
    case Op::byte:
      return Word{255};
    case Op::clz:
      return Word{256};
    case Op::caller:
    case Op::address:
    case Op::origin:
    case Op::coinbase:
    case Op::create:
    case Op::create2:
      return address_mask;
    case Op::timestamp:
    case Op::number:
    case Op::gaslimit:
    case Op::calldatasize:
    case Op::returndatasize:
    case Op::codesize:
    case Op::extcodesize:
    case Op::gas:
    case Op::static_memory:
    case Op::data_offset:
    case Op::data_size:
    case Op::args_offset:
      return uint64_mask;
    case Op::and_:
      return std::min(bound(0), bound(1));
    case Op::or_:
    case Op::xor_:
      return fill_below(bound(0) | bound(1));
    case Op::add: {
      const Word sum = bound(0) + bound(1);
      return sum < bound(0) ? any : sum;
    }
    case Op::mul:
      return product_fits(bound(0), bound(1)) ? bound(0) * bound(1) : any;
    case Op::div:
      return word(1) != nullptr && !word(1)->is_zero() ? bound(0) / *word(1) : bound(0);
    case Op::mod: {
      const Word limit = bound(1).is_zero() ? Word{} : bound(1) - Word{1};
      return std::min(bound(0), limit);
    }
    case Op::addmod:
    case Op::mulmod:
      return bound(2).is_zero() ? Word{} : bound(2) - Word{1};
    case Op::shr:
      return word(0) != nullptr && word(0)->fits64() ? bound(1) >> word(0)->low() : bound(1);
    case Op::shl: {
      const bool fits = word(0) != nullptr && *word(0) < Word{256} &&
                        bound(1).bit_width() + word(0)->low() <= 256;
      return fits ? bound(1) << word(0)->low() : any;
    }
    case Op::select:
      return std::max(bound(1), bound(2));
    default:
      return any;
  }
}

}  // namespace mozi::opt
