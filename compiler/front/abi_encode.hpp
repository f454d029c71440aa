// ABI encoding of values in any location, standard and packed.
#pragma once

#include <optional>
#include <span>

#include "compiler/front/code.hpp"
#include "compiler/front/memory.hpp"

namespace mozi::front {

/// Bytes of the encoding where that is known: static types and constant texts.
std::optional<uint64_t> encoded_size(std::span<const Val> values);

/// Writes abi.encode of the values to memory at `to`; gives the end. May write up to 32 bytes more.
V encode(Code& code, std::span<const Val> values, V to);

/// An encoding in memory that the next use of free memory may overwrite, with a selector before it
/// if there is one. At least `room` bytes there may be written over afterwards.
Span encode_temporary(Code& code, std::optional<uint32_t> selector, std::span<const Val> values,
                      uint64_t room = 0);

/// Bytes of the packed encoding where that is known.
std::optional<uint64_t> packed_size(std::span<const Val> values);
/// Writes abi.encodePacked of the values to memory at `to`; gives the end. May write up to 32 bytes
/// more.
V encode_packed(Code& code, std::span<const Val> values, V to);
Span packed_temporary(Code& code, std::span<const Val> values);

/// What an indexed reference value leaves in its topic: the hash of its parts without lengths and
/// offsets.
V topic_hash(Code& code, const Val& value);

}  // namespace mozi::front
