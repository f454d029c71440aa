// Which words are no value of a type: what ABI decoding refuses.
#include "compiler/front/validate.hpp"

namespace mozi::front {

V dirt(Code& code, const Type& type, V word) {
  switch (type.kind) {
    case Kind::boolean:
      return code.gt(word, 1);
    case Kind::unsigned_:
      return type.bits == 256 ? V{} : code.shr(type.bits, word);
    case Kind::address:
    case Kind::contract:
      return code.shr(160, word);
    case Kind::signed_:
      if (type.bits == 256) return {};
      return code.xor_(code.signextend(type.bits / 8 - 1u, word), word);
    case Kind::fixed_bytes:
      return type.bits == 256 ? V{} : code.shl(type.bits, word);
    case Kind::enumeration:
      return code.gt(word, type.length - 1);
    case Kind::none:
    case Kind::bytes:
    case Kind::string:
    case Kind::structure:
    case Kind::fixed_array:
    case Kind::array:
    case Kind::mapping:
      break;
  }
  return {};
}

void validate(Code& code, const Type& type, V word) {
  if (const V bad = dirt(code, type, word)) code.refuse(bad, empty_trap());
}

V clean(Code& code, const Type& type, V word) {
  const unsigned bits = word_bits(type);
  if (bits == 256) return word;
  if (is_signed(type)) return code.signextend(bits / 8 - 1, word);
  if (is_left_aligned(type)) return code.and_(word, ~low_mask(256 - bits));
  return code.and_(word, low_mask(bits));
}

void Refusals::add(V bad) {
  if (!bad) return;
  any_ = any_ ? code_.or_(any_, bad) : bad;
}

void Refusals::check() {
  if (any_) code_.refuse(any_, empty_trap());
  any_ = {};
}

}  // namespace mozi::front
