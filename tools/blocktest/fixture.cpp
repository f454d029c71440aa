// Block-test files: the JSON of the official Ethereum tests as plain data.
#include "tools/blocktest/fixture.hpp"

#include "tools/fixtures/parts.hpp"
#include "tools/support/fail.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::blocktest {
namespace {

using fixtures::Reader;
using fixtures::ReadError;

/// The exception of a block; older files have one member per network, with it in the name.
std::string expected_rejection(const Reader& block, const std::string& network) {
  for (const std::string& key : {std::string("expectException"), "expectException" + network,
                                 std::string("expectExceptionALL")})
    if (const auto exception = block.find(key.c_str())) return exception->text();
  return block.has("blockHeader") ? "" : "?";
}

TestBlock read_block(const Reader& json, const std::string& network) {
  TestBlock block;
  block.encoded = json["rlp"].bytes();
  block.expected_rejection = expected_rejection(json, network);
  if (const auto header = json.find("blockHeader")) block.hash = (*header)["hash"].hash();
  return block;
}

chain::SealedBlock read_genesis(const Reader& json, const state::WorldState& pre) {
  const Reader encoded = json["genesisRLP"];
  auto genesis = chain::decode_block(encoded.bytes());
  if (!genesis) throw ReadError{encoded.path() + ": " + genesis.error().message};
  const Reader hash = json["genesisBlockHeader"]["hash"];
  if (chain::header_hash(genesis->header) != hash.hash())
    throw ReadError{fmt::format("{}: expected {}, the hash of genesisRLP, got {}", hash.path(),
                                to_hex(chain::header_hash(genesis->header)), to_hex(hash.hash()))};
  if (const Hash root = state::state_root(pre); root != genesis->header.state_root)
    throw ReadError{fmt::format("{}.pre: expected the state root {} of the genesis, got {}",
                                json.path(), to_hex(genesis->header.state_root), to_hex(root))};
  return std::move(*genesis);
}

chain::ChainConfig read_config(const Reader& json, const std::string& network) {
  std::vector<chain::BlobSchedule> blobs;
  const auto parameters = json.find("config");
  if (parameters) blobs = fixtures::read_blob_schedules(*parameters);
  auto config = chain::config_of_network(network, blobs);
  if (!config) throw ReadError{fmt::format("{}.network: {}", json.path(), config.error().message)};
  if (parameters)
    if (const auto id = parameters->find("chainid")) config->chain_id = id->number();
  return std::move(*config);
}

Fixture read_fixture(std::string_view name, const Reader& json) {
  Fixture fixture;
  fixture.name = name;
  fixture.network = json["network"].text();
  fixture.config = read_config(json, fixture.network);
  fixture.pre = fixtures::read_accounts(json["pre"]);
  fixture.genesis = read_genesis(json, fixture.pre);
  json["blocks"].each(
      [&](const Reader& block) { fixture.blocks.push_back(read_block(block, fixture.network)); });
  fixture.last_block_hash = json["lastblockhash"].hash();
  if (const auto post = json.find("postState"); post && !post->is_null())
    fixture.post = fixtures::read_accounts(*post);
  else
    fixture.post_root = json["postStateHash"].hash();
  return fixture;
}

}  // namespace

std::string network_of(const nlohmann::json& json) {
  const auto network = json.find("network");
  return network != json.end() && network->is_string() ? network->get<std::string>() : "";
}

Expected<Fixture> parse_fixture(std::string_view name, const nlohmann::json& json) {
  try {
    return read_fixture(name, Reader(json, std::string(name)));
  } catch (const ReadError& error) {
    return fail("{}", error.message);
  }
}

}  // namespace mozi::blocktest
