// Which headers beside the chain a block of proof of work may include, and what for.
#pragma once

#include <span>
#include <vector>

#include "vm/chain/header_rules.hpp"

namespace mozi::chain {

/// An ommer is at most this many blocks older than the block that includes it.
inline constexpr size_t max_ommer_age = 6;

/// A block before the one that includes ommers.
struct Ancestor {
  const Header* header = nullptr;
  Hash hash;
  Word total_difficulty;
  std::span<const Hash> ommers;  // hashes of what it included
};

/// Checks the ommers of a block: `ancestors` begins with the block's parent and goes back as far as
/// the chain has blocks, up to max_ommer_age + 1.
[[nodiscard]] BlockCheck check_ommers(std::span<const Header> ommers, const Hash& block_hash,
                                      std::span<const Ancestor> ancestors,
                                      const ChainConfig& config);

}  // namespace mozi::chain
