// State-test files: the JSON of the official Ethereum tests as plain data.
#include "tools/statetest/fixture.hpp"

#include "tools/fixtures/parts.hpp"
#include "tools/support/fail.hpp"
#include "vm/chain/block_hash.hpp"

namespace mozi::statetest {
namespace {

using fixtures::Fields;
using fixtures::read_access_list;
using fixtures::read_accounts;
using fixtures::read_authorization;
using fixtures::Reader;
using fixtures::ReadError;
using state::TxType;

Environment read_environment(const Reader& env) {
  Environment environment;
  chain::Block& block = environment.block;
  block = fixtures::read_block(env);
  block.hash_of = chain::numbered_block_hash;
  if (const auto difficulty = env.find("currentDifficulty"))
    environment.difficulty = difficulty->number();
  if (const auto random = env.find("currentRandom")) environment.random = random->number();
  if (const auto fee = env.find("currentBaseFee")) environment.base_fee = fee->number();
  if (const auto excess = env.find("currentExcessBlobGas"))
    environment.excess_blob_gas = excess->number64();
  return environment;
}

TxType type_of(const Reader& json) {
  if (json.has("authorizationList")) return TxType::set_code;
  if (json.has("maxFeePerBlobGas") || json.has("blobVersionedHashes")) return TxType::blob;
  if (json.has("maxFeePerGas")) return TxType::dynamic_fee;
  return TxType::legacy;
}

state::Transaction read_common(const Reader& json, std::string& malformed) {
  Fields fields(json, malformed);
  state::Transaction tx;
  tx.type = type_of(json);
  tx.nonce = fields.small("nonce");
  if (json.has("maxFeePerGas")) {
    tx.max_fee_per_gas = fields.word("maxFeePerGas");
    tx.max_priority_fee_per_gas =
        json.has("maxPriorityFeePerGas") ? fields.word("maxPriorityFeePerGas") : Word{};
  } else {
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = fields.word("gasPrice");
  }
  if (const auto to = json.find("to"); to && !to->is_null() && !to->text().empty())
    tx.to = to->address();
  if (json.has("maxFeePerBlobGas")) tx.max_fee_per_blob_gas = fields.word("maxFeePerBlobGas");
  if (const auto hashes = json.find("blobVersionedHashes"))
    hashes->each([&](const Reader& hash) { tx.blob_hashes.push_back(hash.hash()); });
  if (const auto list = json.find("authorizationList"))
    list->each([&](const Reader& item) {
      tx.authorizations.push_back(read_authorization(item, malformed));
    });
  return tx;
}

std::optional<Address> read_sender(const Reader& json) {
  if (const auto sender = json.find("sender")) return sender->address();
  const auto key = json.find("secretKey");
  return key ? crypto::address_of_key(Hash::from_word(key->number())) : std::nullopt;
}

TransactionTemplate read_transaction(const Reader& json) {
  TransactionTemplate parts;
  parts.common = read_common(json, parts.malformed);
  parts.sender = read_sender(json);
  json["data"].each([&](const Reader& data) { parts.data.push_back(data.bytes()); });
  json["gasLimit"].each([&](const Reader& gas) {
    const auto limit = gas.wide_number();
    parts.gas_limits.push_back(limit && limit->fits64() ? std::optional(limit->low())
                                                        : std::nullopt);
  });
  json["value"].each([&](const Reader& value) { parts.values.push_back(value.wide_number()); });
  if (const auto lists = json.find("accessLists"))
    lists->each([&](const Reader& list) { parts.access_lists.push_back(read_access_list(list)); });
  return parts;
}

Case read_case(const std::string& fork, const Reader& json) {
  Case entry;
  entry.fork = fork;
  const Reader indexes = json["indexes"];
  const auto index = [&](const char* key) {
    const auto& number = indexes[key].json();
    if (!number.is_number_unsigned())
      throw ReadError{indexes.path() + "." + key + ": expected a number"};
    return number.get<size_t>();
  };
  entry.data = index("data");
  entry.gas = index("gas");
  entry.value = index("value");
  entry.state_root = json["hash"].hash();
  entry.logs_hash = json["logs"].hash();
  if (const auto encoded = json.find("txbytes")) entry.encoded_transaction = encoded->bytes();
  if (const auto rejection = json.find("expectException"))
    entry.expected_rejection = rejection->text();
  if (const auto state = json.find("state")) entry.state = &state->json();
  return entry;
}

std::vector<Case> read_cases(const Reader& post) {
  std::vector<Case> cases;
  post.each_member([&](const std::string& fork, const Reader& list) {
    list.each([&](const Reader& entry) { cases.push_back(read_case(fork, entry)); });
  });
  return cases;
}

/// What a case chooses must be there.
void check_indexes(const Fixture& fixture) {
  const auto check = [&](const Case& entry, const char* what, size_t index, size_t count) {
    if (index >= count)
      throw ReadError{fmt::format("{}.post.{}: expected an index of {} below {}, got {}",
                                  fixture.name, entry.fork, what, count, index)};
  };
  for (const Case& entry : fixture.cases) {
    check(entry, "data", entry.data, fixture.transaction.data.size());
    check(entry, "gas", entry.gas, fixture.transaction.gas_limits.size());
    check(entry, "value", entry.value, fixture.transaction.values.size());
  }
}

/// Retesteth did, other fillers do not; where it shows, before EIP-158, the files contradict each
/// other but for this.
bool filled_by_retesteth(const Reader& json) {
  const auto info = json.find("_info");
  const auto tool = info ? info->find("filling-tool-version") : std::nullopt;
  return tool && tool->text().starts_with("retesteth");
}

Fixture read_fixture(std::string_view name, const Reader& json) {
  Fixture fixture;
  fixture.name = name;
  fixture.environment = read_environment(json["env"]);
  fixture.pre = read_accounts(json["pre"]);
  fixture.transaction = read_transaction(json["transaction"]);
  fixture.cases = read_cases(json["post"]);
  check_indexes(fixture);
  fixture.always_rewards = filled_by_retesteth(json);
  if (const auto config = json.find("config")) {
    fixture.blob_schedules = fixtures::read_blob_schedules(*config);
    if (const auto id = config->find("chainid")) fixture.environment.block.chain_id = id->number();
  }
  return fixture;
}

}  // namespace

Expected<Fixture> parse_fixture(std::string_view name, const nlohmann::json& json) {
  try {
    return read_fixture(name, Reader(json, std::string(name)));
  } catch (const ReadError& error) {
    return fail("{}", error.message);
  }
}

Expected<state::Transaction> make_transaction(const TransactionTemplate& parts,
                                              const Case& chosen) {
  const auto& gas_limit = parts.gas_limits[chosen.gas];
  const auto& value = parts.values[chosen.value];
  if (!parts.malformed.empty()) return fail("{} is out of range", parts.malformed);
  if (!gas_limit) return fail("the gas limit is out of range");
  if (!value) return fail("the value is out of range");

  state::Transaction tx = parts.common;
  tx.gas_limit = *gas_limit;
  tx.value = *value;
  tx.data = parts.data[chosen.data];
  if (chosen.data < parts.access_lists.size() && parts.access_lists[chosen.data]) {
    tx.access_list = *parts.access_lists[chosen.data];
    if (tx.type == TxType::legacy) tx.type = TxType::access_list;
  }
  return tx;
}

}  // namespace mozi::statetest
