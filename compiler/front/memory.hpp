// Values in memory, laid out as Solidity does: allocation, copies from every location, zero values.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// Bytes in memory, without a length word before them.
struct Span {
  V at;
  V size;
};

/// New memory of `size` bytes, a multiple of 32 that cannot overflow.
V allocate(Code& code, const X& size);
/// A new array in memory with its length stored, its elements not; panics 0x41 if that is too big.
V allocate_array(Code& code, V length, const Type& array);
/// Bytes that `length` elements of a memory array take, rounded up to whole words.
V array_bytes(Code& code, V length, const Type& array);

/// A reference value as it is in memory: itself if it is there, else a copy.
Val in_memory(Code& code, const Val& value);
/// A new copy in memory, of nested values too.
Val copy_to_memory(Code& code, const Val& value);
/// New bytes (of type bytes or string) with the content of `span`.
Val copy_to_bytes(Code& code, TypeRef type, Span span);
/// A memory array with `length` zero elements.
Val new_array(Code& code, TypeRef type, V length);
/// The value that an uninitialised local has.
Val zero_value(Code& code, const TypeRef& type);

/// Writes the content of bytes in any location to memory at `to`; `length` is its length.
void write_bytes(Code& code, const Val& bytes, V to, V length);
/// Writes constant bytes to memory, in whole words: up to 31 bytes behind them become zero.
void write_text(Code& code, std::string_view text, V to);
/// The content of bytes in any location as a span; overwritten by the next use of free memory.
Span memory_span(Code& code, const Val& bytes);

/// How a local, an argument or a result of this type is held: a word, the members of a struct, or
/// a reference.
Val canonical(Code& code, const Val& value, const TypeRef& type, Where where);
/// A value of that form without words of its own, for parameters; `words` counts them.
Val shape_of(const TypeRef& type, Where where);

/// Stores to a place in memory: a word, or a reference by its pointer.
void store_memory(Code& code, const Val& place, const Val& value);

}  // namespace mozi::front
