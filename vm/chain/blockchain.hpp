// A tree of blocks with the state of any of them: import, fork choice, reorganisation.
#pragma once

#include <memory>
#include <unordered_map>

#include "vm/chain/ommers.hpp"
#include "vm/chain/process_block.hpp"
#include "vm/state/seeded_hash.hpp"

namespace mozi::chain {

/// A block that has been accepted, with what a node tells about it.
struct ImportedBlock {
  Hash hash;
  SealedBlock block;
  BlockResult result;
  Word total_difficulty;  // of the chain up to it, itself included
};

/// All valid blocks, from genesis on. The state is kept once, at one block; other blocks are
/// reached by taking changes back and writing them again, so that a branch costs memory only by
/// what its blocks changed. One thread uses it at a time.
///
/// The head is the block with the greatest total difficulty, the first of equals; from the merge on
/// it is the last block imported, for proof of stake leaves the choice to the caller.
class Blockchain {
 public:
  /// The genesis must be a block over `state`.
  Blockchain(ChainConfig config, state::WorldState state, SealedBlock genesis);
  ~Blockchain();
  Blockchain(const Blockchain&) = delete;
  Blockchain& operator=(const Blockchain&) = delete;

  /// Decodes, checks and runs a block; its parent must be known. A block that is known already is
  /// accepted and changes nothing. The reference is valid as long as the chain.
  [[nodiscard]] std::expected<const ImportedBlock*, BlockRejection> import(
      BytesView encoded, uint64_t blue_score_delta = 0);

  [[nodiscard]] const ChainConfig& config() const { return config_; }
  [[nodiscard]] const ImportedBlock& head() const;
  [[nodiscard]] const ImportedBlock& genesis() const;
  /// The block with this hash, or null.
  [[nodiscard]] const ImportedBlock* find(const Hash& hash) const;
  /// The state after the head; valid until the next import.
  [[nodiscard]] const state::WorldState& head_state();

  /// Observes all executions from here on; null stops it.
  void trace_with(Tracer* tracer) { vm_.trace_with(tracer); }

 private:
  struct Node;

  [[nodiscard]] std::expected<Node*, BlockRejection> check_and_run(SealedBlock block,
                                                                   const Hash& hash, size_t size,
                                                                   uint64_t blue_score_delta);
  [[nodiscard]] BlockCheck check_ommers_of(const SealedBlock& block, const Hash& hash,
                                           const Node& parent);
  void move_to(Node& target);

  ChainConfig config_;
  Vm vm_;
  state::WorldState world_;  // the state after `position_`
  std::unordered_map<Hash, std::unique_ptr<Node>, state::SeededHash> nodes_;
  Node* genesis_ = nullptr;
  Node* head_ = nullptr;
  Node* position_ = nullptr;
};

}  // namespace mozi::chain
