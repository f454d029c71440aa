// Block-test files: the JSON of the official Ethereum tests as plain data.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/chain/chain_config.hpp"
#include "vm/chain/sealed_block.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::blocktest {

/// A block to import, and what must come of it.
struct TestBlock {
  Bytes encoded;
  /// The names of the rules that it breaks, separated by '|'; empty: it must be accepted. A file
  /// that only says that the block is bad has "?".
  std::string expected_rejection;
  std::optional<Hash> hash;  // of a valid one
};

/// One named test of a file.
struct Fixture {
  std::string name;
  std::string network;
  chain::ChainConfig config;
  state::WorldState pre;
  chain::SealedBlock genesis;
  std::vector<TestBlock> blocks;
  Hash last_block_hash;
  std::optional<state::WorldState> post;  // the state after the last block,
  std::optional<Hash> post_root;          // or its root
};

/// The network that the test's JSON names; empty if it names none.
[[nodiscard]] std::string network_of(const nlohmann::json& json);

/// Reads the test `name` from its JSON. Errors name the field.
[[nodiscard]] Expected<Fixture> parse_fixture(std::string_view name, const nlohmann::json& json);

}  // namespace mozi::blocktest
