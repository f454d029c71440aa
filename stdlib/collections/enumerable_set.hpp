// A set of words that can be listed; as OpenZeppelin Contracts 5.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::collections {

using namespace mozi::dsl;

/// In storage, as a variable or as a member. Every operation takes constant time but listing; a
/// removal moves the last item into the hole.
struct EnumerableSet {
  Array<Bytes32> items;
  Map<Bytes32, U256> places;  // counted from 1; 0: not in the set
};

/// An address as an item, and back.
inline Bytes32 item_of(const Address& account) {
  Bytes32 item = reinterpret<Bytes32>(U256(reinterpret<U160>(account)));
  return item;
}
inline Address account_of(const Bytes32& item) {
  Address account = reinterpret<Address>(truncate<U160>(reinterpret<U256>(item)));
  return account;
}

template <class Where>
Bool contains(Where& set, const Bytes32& item) {
  Bool found = set.places[item] != 0;
  return found;
}

/// Puts an item in; false if it was in already.
template <class Where>
Bool insert(Where& set, const Bytes32& item) {
  Bool is_new = set.places[item] == 0;
  If (is_new) {
    set.items.push(item);
    set.places[item] = set.items.length();
  }
  return is_new;
}

/// Takes an item out; false if it was not in.
template <class Where>
Bool erase(Where& set, const Bytes32& item) {
  U256 place = set.places[item];
  Bool was_in = place != 0;
  If (was_in) {
    U256 last = set.items.length();
    If (place != last) {
      Bytes32 moved = set.items[last - 1];
      set.items[place - 1] = moved;
      set.places[moved] = place;
    }
    set.items.pop();
    set.places[item] = 0;
  }
  return was_in;
}

/// How many items there are; set.items[i] is each of them, set.items all.
template <class Where>
U256 size(Where& set) {
  U256 items = set.items.length();
  return items;
}

}  // namespace stdlib::collections
