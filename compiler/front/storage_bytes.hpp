// bytes and strings in storage: up to 31 bytes lie in the slot itself, longer ones behind its hash.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The length; panics 0x22 if the slot holds no valid form.
V stored_length(Code& code, V slot);
/// Writes the content to memory at `to`, in whole words.
void read_stored_bytes(Code& code, V slot, V to);
/// Assigns bytes of any location.
void store_bytes(Code& code, V slot, const Val& value);
/// `delete`.
void reset_bytes(Code& code, V slot);
/// Byte `index` as bytes1; the caller has checked the bounds.
V load_stored_byte(Code& code, V slot, V index);
void store_stored_byte(Code& code, V slot, V index, V byte);
/// Appends a byte (bytes1 on the stack).
void push_byte(Code& code, V slot, V byte);
/// Removes the last byte; panics 0x31 if there is none.
void pop_byte(Code& code, V slot);

}  // namespace mozi::front
