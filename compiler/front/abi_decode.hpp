// ABI decoding into memory: return data, constructor arguments, abi.decode, copies of call data.
// Malformed input reverts.
#pragma once

#include <span>

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The values of the types, encoded as a tuple in memory from `start` to `end`. The caller has
/// checked that the heads fit.
std::vector<Val> decode(Code& code, std::span<const TypeRef> types, V start, V end);
/// The same; reverts with empty data if the heads do not fit.
std::vector<Val> checked_decode(Code& code, std::span<const TypeRef> types, V start, V end);

/// An array or bytes in calldata as a new one in memory; gives the pointer.
V copy_calldata_array(Code& code, const Val& array);
/// A struct in calldata as its members, those that are references in memory.
Val decode_calldata_struct(Code& code, const Val& structure);

uint64_t head_size(std::span<const TypeRef> types);

}  // namespace mozi::front
