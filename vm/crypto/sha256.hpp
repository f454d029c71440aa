// SHA-256.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// The SHA-256 hash of `data`.
[[nodiscard]] Hash sha256(BytesView data);

}  // namespace mozi::crypto
