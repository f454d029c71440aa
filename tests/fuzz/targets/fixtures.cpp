// The JSON of the ecosystem's tests and of the transition tool: read, and run within bounds.
#include <algorithm>

#include "tests/fuzz/targets/target.hpp"
#include "tools/blocktest/fixture.hpp"
#include "tools/blocktest/runner.hpp"
#include "tools/fixtures/members.hpp"
#include "tools/genesis/genesis.hpp"
#include "tools/statetest/fixture.hpp"
#include "tools/statetest/runner.hpp"
#include "tools/support/files.hpp"
#include "tools/t8n/output.hpp"
#include "vm/chain/blockchain.hpp"

namespace mozi::fuzz {
namespace {

/// Bounds the time of a run; what the tools allow is as much as the file says.
constexpr uint64_t most_gas = 1'000'000;

/// Calls `visit(name, json)` for each test of a file of tests.
template <class Visit>
void each_test(BytesView input, Visit visit) {
  const auto members = fixtures::split_members(text_of(input));
  if (!members) return require(!members.error().message.empty(), "a reason");
  for (const auto& member : *members) {
    const auto json = parse_json(member.value);
    if (json) visit(std::string(member.name), *json);
  }
}

void run_cases(statetest::Fixture fixture) {
  fixture.environment.block.gas_limit = std::min(fixture.environment.block.gas_limit, most_gas);
  statetest::Runner runner;
  for (size_t i = 0; i < std::min<size_t>(fixture.cases.size(), 4); ++i) {
    const auto fork = parse_fork(fixture.cases[i].fork);
    if (!fork) continue;
    const auto result = runner.run(fixture, fixture.cases[i], *fork);
    require(result.pass == result.error.empty(), "a reason for each failure, and for nothing else");
    static_cast<void>(statetest::explain(fixture, fixture.cases[i], *fork));
  }
}

}  // namespace

void state_test(BytesView input) {
  each_test(input, [](const std::string& name, const nlohmann::json& json) {
    auto fixture = statetest::parse_fixture(name, json);
    if (fixture) return run_cases(std::move(*fixture));
    require(fixture.error().message.starts_with(name), "an error that names the test");
  });
}

void block_test(BytesView input) {
  each_test(input, [](const std::string& name, const nlohmann::json& json) {
    if (!json.is_object()) return;
    static_cast<void>(blocktest::network_of(json));
    const auto fixture = blocktest::parse_fixture(name, json);
    if (!fixture)
      return require(fixture.error().message.starts_with(name), "an error that names the test");
    // Each block's limit is within a 1024th of the one before.
    if (fixture->genesis.header.gas_limit > most_gas || fixture->blocks.size() > 8) return;
    const auto result = blocktest::run(*fixture, blocktest::Reasons::require);
    require(result.pass == result.error.empty(), "a reason for each failure, and for nothing else");
  });
}

void transition(BytesView input) {
  const auto json = parse_json(text_of(input));
  if (!json || !json->is_object()) return;
  const auto member = [&](const char* name) {
    const auto it = json->find(name);
    return it == json->end() ? nlohmann::json() : *it;
  };
  const auto fork_json = member("fork");
  const std::string fork = fork_json.is_string() ? fork_json.get<std::string>() : "Osaka";
  auto read =
      t8n::read_input(member("alloc"), member("env"), member("txs"), member("blobParams"), fork, 1);
  if (!read) return require(!read.error().message.empty(), "a reason");
  auto& limit = read->environment.block.gas_limit;
  limit = std::min(limit, most_gas);
  if (read->transactions.size() > 8) return;
  const size_t transactions = read->transactions.size();
  const auto output = t8n::run(std::move(*read), {.fork = fork, .chain_id = 1, .reward = 0}, {});
  if (!output) return require(!output.error().message.empty(), "a reason");
  require(output->applied.size() + output->rejected.size() == transactions,
          "every transaction applied or rejected");
  require(output->result.gas_used <= limit || transactions == 0, "gas within the block's limit");
  static_cast<void>(t8n::alloc_json(output->alloc).dump());
  static_cast<void>(t8n::result_json(*output).dump());
  static_cast<void>(t8n::body_json(*output).dump());
}

void genesis(BytesView input) {
  const auto json = parse_json(text_of(input));
  if (!json) return;
  auto read = genesis::parse_genesis(*json);
  if (!read) return require(!read.error().message.empty(), "a reason");
  const auto encoded = chain::encode_block(read->block);
  require(chain::decode_block(encoded) == read->block, "a first block that reads back");
  chain::Blockchain chain(std::move(read->config), std::move(read->world), std::move(read->block));
  require(chain.import(encoded).has_value(), "the first block to be known");
}

}  // namespace mozi::fuzz
