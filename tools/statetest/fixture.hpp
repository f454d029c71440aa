// State-test files: the JSON of the official Ethereum tests as plain data.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"
#include "vm/chain/block.hpp"
#include "vm/chain/chain_config.hpp"
#include "vm/state/transaction.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::statetest {

/// The block as the file gives it, before a fork's rules say what of it counts.
struct Environment {
  chain::Block block;  // without base fee, blob base fee and randomness
  Word difficulty;
  std::optional<Word> random;
  std::optional<Word> base_fee;
  uint64_t excess_blob_gas = 0;
};

/// A transaction with several choices of data, gas limit and value. A choice that is no number of
/// its range is nothing: no valid transaction can have it.
struct TransactionTemplate {
  state::Transaction common;  // what all choices share
  std::string malformed;      // names a shared field out of range; empty if all are fine
  std::optional<Address> sender;
  std::vector<Bytes> data;
  std::vector<std::optional<uint64_t>> gas_limits;
  std::vector<std::optional<Word>> values;
  std::vector<std::optional<state::AccessList>>
      access_lists;  // per data; empty if the file has none
};

/// One case: a choice of the transaction's parts under one fork, and what must come of it.
struct Case {
  std::string fork;
  size_t data = 0;
  size_t gas = 0;
  size_t value = 0;
  Hash state_root;
  Hash logs_hash;
  std::optional<Bytes> encoded_transaction;
  std::string expected_rejection;         // the name of the rule; empty: must be accepted
  const nlohmann::json* state = nullptr;  // all accounts afterwards, where the file says; of the
                                          // document that the fixture was read from
};

/// One named test of a file.
struct Fixture {
  std::string name;
  Environment environment;
  state::WorldState pre;
  TransactionTemplate transaction;
  std::vector<Case> cases;
  std::vector<chain::BlobSchedule> blob_schedules;
  /// The file's author closed every block with a reward of zero, also one whose only transaction
  /// was rejected: that touches the coinbase.
  bool always_rewards = false;
};

/// Reads the test `name` from its JSON. Errors name the field.
[[nodiscard]] Expected<Fixture> parse_fixture(std::string_view name, const nlohmann::json& json);

/// The transaction of one case, from the template; an error if a chosen part is out of range.
[[nodiscard]] Expected<state::Transaction> make_transaction(const TransactionTemplate& parts,
                                                            const Case& chosen);

}  // namespace mozi::statetest
