// What a transition is given: accounts, environment, transactions.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "tools/t8n/transactions.hpp"
#include "vm/chain/block_executor.hpp"

namespace mozi::t8n {

/// The block as "env" describes it. What the current block lacks follows from its parent, as far as
/// that is given.
struct Environment {
  chain::Block block;  // without prices and randomness
  std::optional<Word> difficulty;
  std::optional<Word> random;
  std::optional<Word> base_fee;
  std::optional<uint64_t> excess_blob_gas;
  std::optional<Hash> parent_beacon_root;
  std::optional<Hash> parent_hash;
  std::map<uint64_t, Hash> block_hashes;
  chain::Header parent;  // its prices, gas, difficulty, time and ommers hash
  std::vector<chain::RewardedOmmer> ommers;
  std::vector<chain::Withdrawal> withdrawals;
};

/// The three inputs.
struct Input {
  state::WorldState alloc;
  Environment environment;
  std::vector<TransactionInput> transactions;
  std::vector<chain::BlobSchedule> blobs;  // "blobParams", for the fork that is asked for
};

/// Reads the inputs, each as its JSON; errors name the member. `fork` is what "blobParams", if any,
/// apply to.
[[nodiscard]] Expected<Input> read_input(const nlohmann::json& alloc, const nlohmann::json& env,
                                         const nlohmann::json& transactions,
                                         const nlohmann::json& blob_parameters,
                                         const std::string& fork, const Word& chain_id);

}  // namespace mozi::t8n
