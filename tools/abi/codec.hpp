// Contract ABI encoding and decoding of values.
#pragma once

#include <span>
#include <vector>

#include "mozi/types.hpp"
#include "tools/abi/type.hpp"
#include "tools/abi/value.hpp"

namespace mozi::abi {

/// Encodes the values as the members of one tuple. Fails when a value does not have the shape or
/// the range of its type.
[[nodiscard]] Expected<Bytes> encode(std::span<const Type> types, std::span<const Value> values);

/// Decodes the members of one tuple. Strict about ranges, padding and bounds, as Solidity's decoder
/// is; the work is bounded by the size of `data`. Bytes after the encoding are allowed.
[[nodiscard]] Expected<std::vector<Value>> decode(std::span<const Type> types, BytesView data);

}  // namespace mozi::abi
