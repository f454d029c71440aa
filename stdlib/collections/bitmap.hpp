// A bit for every number, 256 to a slot.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::collections {

using namespace mozi::dsl;

/// In storage, as a variable or as a member.
struct Bitmap {
  Map<U256, U256> words;
};

template <class Where>
Bool is_set(Where& bitmap, const U256& index) {
  Bool bit = (bitmap.words[index >> 8] >> (index & 0xff) & 1) == 1;
  return bit;
}

template <class Where>
void set_bit(Where& bitmap, const U256& index) {
  bitmap.words[index >> 8] |= U256(1) << (index & 0xff);
}

template <class Where>
void clear_bit(Where& bitmap, const U256& index) {
  bitmap.words[index >> 8] &= ~(U256(1) << (index & 0xff));
}

}  // namespace stdlib::collections
