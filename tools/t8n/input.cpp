// What a transition is given: accounts, environment, transactions.
#include "tools/t8n/input.hpp"

#include "tools/fixtures/parts.hpp"
#include "tools/support/fail.hpp"

namespace mozi::t8n {
namespace {

using fixtures::Reader;
using nlohmann::json;

std::optional<Word> find_number(const Reader& env, const char* key) {
  const auto member = env.find(key);
  if (!member || member->is_null()) return {};
  return member->number();
}

std::optional<uint64_t> find_number64(const Reader& env, const char* key) {
  const auto member = env.find(key);
  if (!member || member->is_null()) return {};
  return member->number64();
}

std::optional<Hash> find_hash(const Reader& env, const char* key) {
  const auto member = env.find(key);
  if (!member || member->is_null()) return {};
  return Hash::from_word(member->number());
}

chain::Header read_parent(const Reader& env) {
  chain::Header parent;
  parent.difficulty = find_number(env, "parentDifficulty").value_or(Word{});
  parent.timestamp = find_number64(env, "parentTimestamp").value_or(0);
  parent.gas_used = find_number64(env, "parentGasUsed").value_or(0);
  parent.gas_limit = find_number64(env, "parentGasLimit").value_or(0);
  parent.base_fee = find_number(env, "parentBaseFee");
  parent.blob_gas_used = find_number64(env, "parentBlobGasUsed");
  parent.excess_blob_gas = find_number64(env, "parentExcessBlobGas");
  if (const auto hash = find_hash(env, "parentUncleHash"); hash && !hash->is_zero())
    parent.ommers_hash = *hash;
  return parent;
}

std::vector<chain::RewardedOmmer> read_ommers(const Reader& env, uint64_t number) {
  std::vector<chain::RewardedOmmer> ommers;
  if (const auto list = env.find("ommers"); list && !list->is_null())
    list->each([&](const Reader& item) {
      ommers.push_back({item["address"].address(), number - item["delta"].number64()});
    });
  return ommers;
}

std::vector<chain::Withdrawal> read_withdrawals(const Reader& env) {
  std::vector<chain::Withdrawal> withdrawals;
  if (const auto list = env.find("withdrawals"); list && !list->is_null())
    list->each([&](const Reader& item) {
      withdrawals.push_back({item["index"].number64(), item["validatorIndex"].number64(),
                             item["address"].address(), item["amount"].number64()});
    });
  return withdrawals;
}

std::map<uint64_t, Hash> read_block_hashes(const Reader& env) {
  std::map<uint64_t, Hash> hashes;
  if (const auto list = env.find("blockHashes"); list && !list->is_null())
    list->each_member([&](const std::string& key, const Reader& hash) {
      const json number = key;
      hashes[Reader(number, hash.path()).number64()] = hash.hash();
    });
  return hashes;
}

Environment read_environment(const Reader& env) {
  Environment environment;
  chain::Block& block = environment.block;
  block = fixtures::read_block(env);
  environment.difficulty = find_number(env, "currentDifficulty");
  environment.random = find_number(env, "currentRandom");
  environment.base_fee = find_number(env, "currentBaseFee");
  environment.excess_blob_gas = find_number64(env, "currentExcessBlobGas");
  environment.parent_beacon_root = find_hash(env, "parentBeaconBlockRoot");
  environment.parent_hash = find_hash(env, "parentHash");
  environment.block_hashes = read_block_hashes(env);
  environment.parent = read_parent(env);
  environment.parent.number = block.number - 1;
  environment.ommers = read_ommers(env, block.number);
  environment.withdrawals = read_withdrawals(env);
  return environment;
}

std::vector<chain::BlobSchedule> read_blobs(const Reader& parameters, const std::string& fork) {
  if (parameters.is_null()) return {};
  return {{fork, static_cast<uint32_t>(parameters["target"].number64()),
           static_cast<uint32_t>(parameters["max"].number64()),
           parameters["baseFeeUpdateFraction"].number64()}};
}

}  // namespace

Expected<Input> read_input(const json& alloc, const json& env, const json& transactions,
                           const json& blob_parameters, const std::string& fork,
                           const Word& chain_id) {
  try {
    Input input;
    input.alloc = fixtures::read_accounts(Reader(alloc, "alloc"));
    input.environment = read_environment(Reader(env, "env"));
    input.transactions = read_transactions(Reader(transactions, "txs"), chain_id);
    input.blobs = read_blobs(Reader(blob_parameters, "blobParams"), fork);
    return input;
  } catch (const fixtures::ReadError& error) {
    return fail("{}", error.message);
  }
}

}  // namespace mozi::t8n
