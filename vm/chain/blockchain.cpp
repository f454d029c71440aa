// A tree of blocks with the state of any of them: import, fork choice, reorganisation.
#include "vm/chain/blockchain.hpp"

#include <ranges>

#include "vm/chain/fees.hpp"

namespace mozi::chain {

struct Blockchain::Node {
  ImportedBlock imported;
  Node* parent = nullptr;
  std::vector<Hash> ommers;  // their hashes
  state::Changes changes;

  [[nodiscard]] const Header& header() const { return imported.block.header; }
};

Blockchain::Blockchain(ChainConfig config, state::WorldState state, SealedBlock genesis)
    : config_(std::move(config)), world_(std::move(state)) {
  auto node = std::make_unique<Node>();
  node->imported.hash = header_hash(genesis.header);
  node->imported.total_difficulty = genesis.header.difficulty;
  node->imported.block = std::move(genesis);
  genesis_ = head_ = position_ = node.get();
  world_.set_block_hash(node->header().number, node->imported.hash);
  nodes_.emplace(node->imported.hash, std::move(node));
}

Blockchain::~Blockchain() = default;

const ImportedBlock& Blockchain::head() const {
  return head_->imported;
}

const ImportedBlock& Blockchain::genesis() const {
  return genesis_->imported;
}

const ImportedBlock* Blockchain::find(const Hash& hash) const {
  const auto it = nodes_.find(hash);
  return it == nodes_.end() ? nullptr : &it->second->imported;
}

const state::WorldState& Blockchain::head_state() {
  move_to(*head_);
  return world_;
}

std::expected<const ImportedBlock*, BlockRejection> Blockchain::import(BytesView encoded,
                                                                       uint64_t blue_score_delta) {
  auto block = decode_block(encoded);
  if (!block) return std::unexpected(BlockRejection{BlockFault::malformed, block.error().message});
  const Hash hash = header_hash(block->header);
  if (const ImportedBlock* known = find(hash)) return known;
  const auto node = check_and_run(std::move(*block), hash, encoded.size(), blue_score_delta);
  if (!node) return std::unexpected(node.error());
  const bool staked = (*node)->header().difficulty.is_zero();
  if (staked || (*node)->imported.total_difficulty > head_->imported.total_difficulty)
    head_ = *node;
  return &(*node)->imported;
}

/// Whether the block's ommers are new and of its own family.
BlockCheck Blockchain::check_ommers_of(const SealedBlock& block, const Hash& hash,
                                       const Node& parent) {
  if (block.ommers.empty()) return {};
  std::vector<Ancestor> ancestors;
  const Node* node = &parent;
  for (size_t i = 0; node != nullptr && i <= max_ommer_age; ++i, node = node->parent)
    ancestors.push_back(
        {&node->header(), node->imported.hash, node->imported.total_difficulty, node->ommers});
  return check_ommers(block.ommers, hash, ancestors, config_);
}

std::expected<Blockchain::Node*, BlockRejection> Blockchain::check_and_run(
    SealedBlock block, const Hash& hash, size_t size, uint64_t blue_score_delta) {
  const auto found = nodes_.find(block.header.parent_hash);
  if (found == nodes_.end())
    return reject(BlockFault::unknown_parent, "a block of this chain",
                  to_hex(block.header.parent_hash));
  Node& parent = *found->second;
  const Word parent_difficulty = parent.imported.total_difficulty;
  const isa::Rules& rules =
      config_.forks.rules_at({block.header.number, block.header.timestamp, parent_difficulty});
  BlockCheck check = check_size(size, rules);
  if (check) check = check_header(block.header, parent.header(), rules, config_);
  if (check) check = check_body(block, rules);
  if (check) check = check_ommers_of(block, hash, parent);
  if (!check) return std::unexpected(std::move(check).error());

  move_to(parent);
  auto node = std::make_unique<Node>();
  auto result = process_block(vm_, world_, node->changes, config_, rules, block, blue_score_delta);
  if (!result) return std::unexpected(std::move(result).error());
  world_.set_block_hash(block.header.number, hash);
  for (const Header& ommer : block.ommers) node->ommers.push_back(header_hash(ommer));
  const auto total = checked_add(parent_difficulty, block.header.difficulty);
  node->imported = {hash, std::move(block), std::move(*result), total.value_or(~Word{})};
  node->parent = &parent;
  position_ = node.get();
  return nodes_.emplace(hash, std::move(node)).first->second.get();
}

/// Brings the state to another block: back to where the branches meet, then forth.
void Blockchain::move_to(Node& target) {
  std::vector<Node*> forth;
  Node* meeting = &target;
  while (meeting != position_) {
    if (meeting->header().number > position_->header().number) {
      forth.push_back(meeting);
      meeting = meeting->parent;
      continue;
    }
    position_->changes.undo(world_);
    position_ = position_->parent;
  }
  for (Node* node : forth | std::views::reverse) {
    node->changes.redo(world_);
    world_.set_block_hash(node->header().number, node->imported.hash);
    position_ = node;
  }
}

}  // namespace mozi::chain
