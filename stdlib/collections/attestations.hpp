// What a few attesters say about one thing, and the median of it.
#pragma once

#include "stdlib/math/median.hpp"

namespace stdlib::collections {

using namespace mozi::dsl;

inline constexpr unsigned max_attesters = 7;

struct Attestation {
  Address attester;
  U64 value;
};

/// In storage, as a variable or as a member. At most one value per attester, in no order; the first
/// `count` entries are in use.
struct Attestations {
  U64 count;
  U64 median;  // kept up to date by put and remove
  FixedArray<Attestation, max_attesters> list;
};

/// Takes the lower middle of the values in use as the median; 0 if there are none.
template <class All>
void update_median(All& all) {
  U256 count = all.count;
  Array<U64> values = new_array<U64>(count);
  For (U256 i = 0, i < count, i += 1) {
    values[i] = all.list[i].value;
  }
  all.median = math::lower_median(values);
}

/// The place of an attester's entry, or `count` if there is none.
template <class All>
U256 find(All& all, const Address& attester) {
  U256 count = all.count;
  U256 place = 0;
  While (place < count && all.list[place].attester != attester) {
    place += 1;
  }
  return place;
}

/// Sets what an attester says; reverts with `full` if the list holds others only and has no room.
template <class All, class Full>
void put(All& all, const Address& attester, const U64& value, const Full& full) {
  U256 place = find(all, attester);
  If (place == all.count) {
    require(place < max_attesters, full());
    all.count += 1;
  }
  auto entry = all.list[place];
  entry.attester = attester;
  entry.value = value;
  update_median(all);
}

/// Takes the entry at `place` out; the last one fills the hole.
template <class All>
void remove_at(All& all, const U256& place) {
  all.count -= 1;
  U256 last = all.count;
  Attestation moved = all.list[last];
  auto entry = all.list[place];
  entry.attester = moved.attester;
  entry.value = moved.value;
  reset(all.list[last]);
  update_median(all);
}

}  // namespace stdlib::collections
