// RIPEMD-160.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// The 20 bytes of the RIPEMD-160 hash of `data`.
[[nodiscard]] std::array<uint8_t, 20> ripemd160(BytesView data);

}  // namespace mozi::crypto
