// The block in which transactions run, as far as they can see it.
#pragma once

#include <cstdint>

#include "mozi/types.hpp"

namespace mozi::chain {

/// What a block gives to its transactions. Plain numbers: how they follow from the parent is in
/// fees.hpp.
struct Block {
  uint64_t number = 0;
  uint64_t timestamp = 0;
  uint64_t gas_limit = 0;
  Address coinbase;
  Word prev_randao;    // the difficulty before Paris
  Word base_fee;       // zero before London
  Word blob_base_fee;  // zero before Cancun
  Word chain_id = 1;
  /// Hashes of earlier blocks; null: the state backend knows them.
  Hash (*hash_of)(uint64_t number) = nullptr;
};

}  // namespace mozi::chain
