// Values in storage: packed loads and stores, whole structs, and giving places their zero value.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The place of a state variable.
Val field_place(Code& code, uint32_t index);
/// The word at a place of a word type in (transient) storage.
V load_storage_word(Code& code, const Val& place);
/// Writes a clean word to such a place.
void store_storage_word(Code& code, const Val& place, V word);
/// Writes any value to a place in storage, as Solidity's assignment does.
void store_storage(Code& code, const Val& place, const Val& value);
/// A struct in storage as its members: each slot of words is read once, references stay places.
Val load_storage_struct(Code& code, const Val& place);
/// `delete`: gives the place its zero value; mappings inside structs stay.
void reset_storage(Code& code, const Val& place);

/// The slot of a word that shares it with nothing, for places made by hashing.
Val storage_place(TypeRef type, V slot, Where where = Where::storage);

}  // namespace mozi::front
