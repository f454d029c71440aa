// What a transition writes: the accounts, the result and the transactions, as the ecosystem's tools
// expect them.
#include "tools/t8n/output.hpp"

#include "vm/chain/requests.hpp"
#include "vm/state/rlp.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::t8n {
namespace {

using nlohmann::json;

std::string hex(uint64_t number) {
  return to_hex(Word{number});
}
std::string hex(const Word& number) {
  return to_hex(number);
}
std::string hex(BytesView bytes) {
  return to_hex(bytes);
}
std::string hex(const Hash& hash) {
  return to_hex(hash);
}

json account_json(const state::Account& account, BytesView code) {
  json object = {{"balance", hex(account.balance)}};
  if (account.nonce != 0) object["nonce"] = hex(account.nonce);
  if (!code.empty()) object["code"] = hex(code);
  for (const auto& [key, value] : account.storage.sorted())
    object["storage"][hex(Hash::from_word(key))] = hex(Hash::from_word(value));
  return object;
}

/// Where a receipt stands; the block has no hash yet.
struct Place {
  Hash transaction;
  size_t index = 0;
  uint64_t block_number = 0;
};

json log_json(const Log& log, const Place& place, size_t log_index) {
  json topics = json::array();
  for (const Hash& topic : log.topics) topics.push_back(hex(topic));
  return {{"address", to_hex(log.address)},
          {"topics", std::move(topics)},
          {"data", hex(BytesView{log.data})},
          {"blockNumber", hex(place.block_number)},
          {"transactionHash", hex(place.transaction)},
          {"transactionIndex", hex(place.index)},
          {"blockHash", hex(Hash{})},
          {"logIndex", hex(log_index)},
          {"removed", false}};
}

json receipt_json(const state::Receipt& receipt, const chain::Outcome& outcome, const Place& place,
                  size_t& log_index) {
  json logs = json::array();
  for (const Log& log : receipt.logs) logs.push_back(log_json(log, place, log_index++));
  return {{"type", hex(static_cast<uint64_t>(receipt.type))},
          {"root", receipt.state_root ? hex(*receipt.state_root) : "0x"},
          {"status", hex(uint64_t{receipt.success})},
          {"cumulativeGasUsed", hex(receipt.cumulative_gas_used)},
          {"logsBloom", hex(BytesView{state::bloom_of(receipt.logs).bytes})},
          {"logs", std::move(logs)},
          {"transactionHash", hex(place.transaction)},
          {"contractAddress", to_hex(outcome.created.value_or(Address{}))},
          {"gasUsed", hex(outcome.gas_used)},
          {"effectiveGasPrice", nullptr},
          {"blockHash", hex(Hash{})},
          {"transactionIndex", hex(place.index)}};
}

json receipts_json(const Output& output) {
  json list = json::array();
  size_t log_index = 0;
  for (size_t i = 0; i < output.applied.size(); ++i) {
    const Applied& applied = output.applied[i];
    const Place place{state::transaction_hash(applied.transaction), i, output.block.number};
    list.push_back(receipt_json(output.result.receipts[i], applied.outcome, place, log_index));
  }
  return list;
}

std::vector<state::Transaction> transactions_of(const Output& output) {
  std::vector<state::Transaction> list;
  for (const Applied& applied : output.applied) list.push_back(applied.transaction);
  return list;
}

Hash logs_hash(const Output& output) {
  std::vector<Log> logs;
  for (const state::Receipt& receipt : output.result.receipts)
    logs.insert(logs.end(), receipt.logs.begin(), receipt.logs.end());
  return state::logs_hash(logs);
}

/// What only some forks have.
void add_fork_members(json& object, const Output& output) {
  const isa::Rules& rules = output.rules;
  if (rules.prev_randao)
    object["currentDifficulty"] = nullptr;
  else
    object["currentDifficulty"] = hex(output.block.prev_randao);
  if (rules.fee_market) object["currentBaseFee"] = hex(output.block.base_fee);
  if (rules.withdrawals)
    object["withdrawalsRoot"] = hex(chain::withdrawals_root(output.withdrawals));
  if (rules.blob_tx) {
    object["currentExcessBlobGas"] = hex(output.excess_blob_gas.value_or(0));
    object["blobGasUsed"] = hex(output.result.blob_gas_used);
  }
  if (rules.execution_requests) {
    object["requestsHash"] = hex(chain::requests_hash(output.result.requests));
    object["requests"] = json::array();
    for (const Bytes& request : output.result.requests)
      object["requests"].push_back(hex(BytesView{request}));
  }
}

}  // namespace

json alloc_json(const state::WorldState& alloc) {
  json object = json::object();
  for (const Address& address : alloc.addresses())
    object[to_hex(address)] = account_json(*alloc.find(address), alloc.code_of(address));
  return object;
}

json result_json(const Output& output) {
  json rejected = json::array();
  for (const Rejected& transaction : output.rejected)
    rejected.push_back({{"index", transaction.index}, {"error", transaction.error}});
  json object = {{"stateRoot", hex(state::state_root(output.alloc))},
                 {"txRoot", hex(chain::transactions_root(transactions_of(output)))},
                 {"receiptsRoot", hex(chain::receipts_root(output.result.receipts))},
                 {"logsHash", hex(logs_hash(output))},
                 {"logsBloom", hex(BytesView{output.result.logs_bloom.bytes})},
                 {"receipts", receipts_json(output)},
                 {"rejected", std::move(rejected)},
                 {"gasUsed", hex(output.result.gas_used)}};
  add_fork_members(object, output);
  if (!output.block_error.empty()) object["blockException"] = output.block_error;
  return object;
}

json body_json(const Output& output) {
  state::rlp::Encoder out;
  chain::encode_transactions(out, transactions_of(output));
  return hex(BytesView{out.view()});
}

}  // namespace mozi::t8n
