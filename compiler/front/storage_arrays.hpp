// Arrays in storage: assigning whole arrays, delete, push and pop.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// Assigns an array of any location to a fixed or dynamic storage array: what the old one had
/// beyond the new length becomes zero.
void store_array(Code& code, const Val& place, const Val& value);
/// `delete` of a fixed or dynamic array.
void reset_array(Code& code, const Val& place);
/// Appends an element and gives its place; its value is zero.
Val push_element(Code& code, const Val& array);
/// Removes the last element; panics 0x31 if there is none.
void pop_element(Code& code, const Val& array);
/// Stores zero in the slots from `first` (inclusive) to `end` (exclusive).
void clear_slots(Code& code, V first, V end);

}  // namespace mozi::front
