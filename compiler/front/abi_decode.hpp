// ABI decoding from memory: return data, constructor arguments, abi.decode. Malformed input
// reverts.
#pragma once

#include <span>

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The values of the types, encoded as a tuple in memory from `start` to `end`. The caller has
/// checked that the heads fit.
std::vector<Val> decode(Code& code, std::span<const TypeRef> types, V start, V end);
/// The same; reverts with empty data if the heads do not fit.
std::vector<Val> checked_decode(Code& code, std::span<const TypeRef> types, V start, V end);

uint64_t head_size(std::span<const TypeRef> types);

}  // namespace mozi::front
