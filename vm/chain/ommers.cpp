// Which headers beside the chain a block of proof of work may include, and what for.
#include "vm/chain/ommers.hpp"

#include <algorithm>

namespace mozi::chain {
namespace {

constexpr size_t max_ommers = 2;

BlockCheck check_unseen(const Hash& hash, const Hash& block_hash,
                        std::span<const Ancestor> ancestors) {
  if (hash == block_hash)
    return reject(BlockFault::ommer_is_ancestor, "another block", "the block itself");
  for (const Ancestor& ancestor : ancestors) {
    if (hash == ancestor.hash)
      return reject(BlockFault::ommer_is_ancestor, "a block beside the chain", to_hex(hash));
    if (std::ranges::find(ancestor.ommers, hash) != ancestor.ommers.end())
      return reject(BlockFault::repeated_ommer, "a new one", to_hex(hash));
  }
  return {};
}

BlockCheck check_ommer(const Header& ommer, std::span<const Ancestor> ancestors,
                       const ChainConfig& config) {
  const auto parent = std::ranges::find(ancestors, ommer.parent_hash, &Ancestor::hash);
  // A child of the block's own parent would be a brother of the block.
  if (parent == ancestors.end() || parent == ancestors.begin())
    return reject(BlockFault::ommer_of_wrong_parent,
                  "an ancestor 2 to " + std::to_string(max_ommer_age + 1) + " blocks back",
                  to_hex(ommer.parent_hash));
  const Position position{parent->header->number + 1, ommer.timestamp, parent->total_difficulty};
  return check_header(ommer, *parent->header, config.forks.rules_at(position), config);
}

}  // namespace

BlockCheck check_ommers(std::span<const Header> ommers, const Hash& block_hash,
                        std::span<const Ancestor> ancestors, const ChainConfig& config) {
  if (ommers.size() > max_ommers)
    return reject(BlockFault::too_many_ommers, "at most " + std::to_string(max_ommers),
                  std::to_string(ommers.size()));
  std::vector<Hash> seen;
  for (const Header& ommer : ommers) {
    const Hash hash = header_hash(ommer);
    if (std::ranges::find(seen, hash) != seen.end())
      return reject(BlockFault::repeated_ommer, "different ommers", to_hex(hash) + " twice");
    seen.push_back(hash);
    BlockCheck check = check_unseen(hash, block_hash, ancestors);
    if (check) check = check_ommer(ommer, ancestors, config);
    if (!check) return check;
  }
  return {};
}

}  // namespace mozi::chain
