// Short lists of ids under keys, with constant-time membership.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::collections {

using namespace mozi::dsl;

/// A mixin: each key has a list of distinct ids. Additions go to the end; a removal moves the last
/// id into the hole.
struct ShortLists {
  FIELD(lists, Map<Bytes32, Array<Bytes32>>);
  FIELD(places, Map<Bytes32, Map<Bytes32, U256>>);  // counted from 1; 0: not in the list

  DEF(Bool, list_contains, (Bytes32 key, Bytes32 id)) { return places[key][id] != 0; }

  DEF(void, list_add, (Bytes32 key, Bytes32 id)) {
    lists[key].push(id);
    places[key][id] = lists[key].length();
  }

  DEF(void, list_remove, (Bytes32 key, Bytes32 id)) {
    U256 hole = places[key][id];
    U256 last = lists[key].length();
    If (hole != last) {
      Bytes32 moved = lists[key][last - 1];
      lists[key][hole - 1] = moved;
      places[key][moved] = hole;
    }
    lists[key].pop();
    places[key][id] = 0;
  }
};

}  // namespace stdlib::collections
