// Parts of what an expression denotes: members, elements, bytes, slices, in every data location.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The word that a value of a word type is, read from where it lies.
V load_word(Code& code, const Val& value);
/// A reference in memory as its pointer, not as the address of the word that holds it.
Val dereference(Code& code, const Val& value);

/// The place of a key in a mapping; `key` is a word, bytes or a string.
Val map_at(Code& code, const Val& mapping, const Val& key);
/// Member `index` of a struct.
Val member_of(Code& code, const Val& structure, size_t index);
/// Element `index` of an array. The caller has checked the bounds.
Val element_at(Code& code, const Val& array, V index);
/// The same; panics 0x32 when out of bounds.
Val checked_element(Code& code, const Val& array, V index);
/// The length of an array, bytes or string.
V length_of(Code& code, const Val& value);
/// Byte `index` of bytes, as a place; panics 0x32 when out of bounds.
Val byte_of(Code& code, const Val& bytes, V index);
/// Bytes or a calldata array from `first` (inclusive) to `last` (exclusive); out of range reverts.
Val slice_of(Code& code, const Val& value, V first, V last);

}  // namespace mozi::front
