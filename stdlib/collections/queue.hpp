// A queue of words with two ends, in storage.
#pragma once

#include "stdlib/panics.hpp"

namespace stdlib::collections {

using namespace mozi::dsl;

/// In storage, as a variable or as a member. Items stand at begin .. end - 1; both ends wrap
/// around. Each operation touches the ends' slot and one item.
struct Queue {
  U128 begin;
  U128 end;
  Map<U128, Bytes32> items;
};

/// How many items wait.
template <class Where>
U128 count(Where& queue) {
  U128 items = wrapping(queue.end - queue.begin);
  return items;
}

/// Appends at the end; there must be fewer than 2^128-1 items, which no chain lives to see.
template <class Where>
void push_back(Where& queue, const Bytes32& item) {
  U128 end = queue.end;
  queue.items[end] = item;
  queue.end = wrapping(end + 1);
}

/// Inserts at the front.
template <class Where>
void push_front(Where& queue, const Bytes32& item) {
  U128 begin = wrapping(queue.begin - 1);
  queue.items[begin] = item;
  queue.begin = begin;
}

/// Takes the first item; panics with 0x31 if there is none.
template <class Where>
Bytes32 pop_front(Where& queue) {
  U128 begin = queue.begin;
  assert_(begin != queue.end, panic_empty);
  Bytes32 item = queue.items[begin];
  queue.items[begin] = Bytes32();
  queue.begin = wrapping(begin + 1);
  return item;
}

/// Takes the last item; panics with 0x31 if there is none.
template <class Where>
Bytes32 pop_back(Where& queue) {
  U128 end = queue.end;
  assert_(end != queue.begin, panic_empty);
  end = wrapping(end - 1);
  Bytes32 item = queue.items[end];
  queue.items[end] = Bytes32();
  queue.end = end;
  return item;
}

/// The item at a place counted from the front; panics with 0x32 if there is none.
template <class Where>
Bytes32 item_at(Where& queue, const U256& place) {
  U128 items = count(queue);
  assert_(place < items, panic_index);
  Bytes32 item = queue.items[wrapping(queue.begin + truncate<U128>(place))];
  return item;
}

/// Forgets all items; their slots keep what they held.
template <class Where>
void clear(Where& queue) {
  queue.begin = 0;
  queue.end = 0;
}

}  // namespace stdlib::collections
