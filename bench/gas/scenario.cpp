// Runs scenarios of calls on the in-process chain, in the environment that environment.json fixes.
#include "bench/gas/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "bench/gas/frame_gas.hpp"
#include "tools/abi/artifact.hpp"
#include "tools/abi/function.hpp"
#include "vm/chain/dev_chain.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::gas {
namespace {

using nlohmann::json;

constexpr uint64_t intrinsic_creation = 21'000 + 32'000;

template <class T>
T must(Expected<T> result, const std::string& what) {
  if (!result) throw std::runtime_error(what + ": " + result.error().message);
  return std::move(*result);
}

/// The gas that a creation pays before its first instruction (EIP-2028, EIP-3860).
uint64_t creation_gas(const Bytes& init_code) {
  uint64_t gas = intrinsic_creation + 2 * ((init_code.size() + 31) / 32);
  for (const auto byte : init_code) gas += byte == 0 ? 4 : 16;
  return gas;
}

/// A scenario under way: the chain, and the addresses that names stand for.
class Run {
 public:
  Run(const json& environment, std::string contract, const Artifacts& artifacts);
  std::optional<Row> step(const json& step);

 private:
  std::string resolve(const json& value) const;
  Hash hash_of(const std::string& list) const;
  Bytes arguments(const json& step, const std::string& signature, bool with_selector) const;
  Row deploy(const json& step);
  Row call(const json& step);
  chain::Receipt send(chain::Request request, const std::string& what);

  const json& environment_;
  std::string contract_;
  const Artifacts& artifacts_;
  std::map<std::string, Address> names_;
  std::map<std::string, Word> results_;
  chain::DevChain chain_;
  FrameGas frame_;
};

chain::DevChain::Options chain_options(const json& environment) {
  const auto seconds = environment.at("secondsPerBlock").get<uint64_t>();
  return {.fork = Fork::osaka,
          .chain_id = environment.at("chainId"),
          .first_timestamp = environment.at("firstTimestamp").get<uint64_t>() + seconds,
          .seconds_per_block = seconds,
          .block_gas_limit = environment.at("blockGasLimit"),
          .max_code_size = environment.at("codeSizeLimit")};
}

Run::Run(const json& environment, std::string contract, const Artifacts& artifacts)
    : environment_(environment),
      contract_(std::move(contract)),
      artifacts_(artifacts),
      chain_(chain_options(environment)) {
  const auto balance =
      must(abi::parse_amount(environment.at("balance").get<std::string>()), "balance");
  for (const auto& [name, address] : environment.at("accounts").items()) {
    names_[name] = must(parse_address(address.get<std::string>()), name);
    chain_.set_balance(names_[name], balance);
  }
  names_["zero"] = {};
  chain_.trace_with(&frame_);
}

/// A value of the scenario as abi::parse_value reads it.
std::string Run::resolve(const json& value) const {
  if (value.is_array()) {
    std::string list;
    for (const auto& item : value) list += (list.empty() ? "" : ",") + resolve(item);
    return "[" + list + "]";
  }
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  if (text.starts_with('$')) {
    if (const auto word = results_.find(text.substr(1)); word != results_.end())
      return to_hex(Hash::from_word(word->second));
    const auto at = names_.find(text.substr(1));
    if (at == names_.end()) throw std::runtime_error("no account or contract is named " + text);
    return to_hex(at->second);
  }
  if (text.starts_with("keccak:")) {
    const auto hashed = text.substr(7);
    return to_hex(crypto::keccak256(
        BytesView{reinterpret_cast<const uint8_t*>(hashed.data()), hashed.size()}));
  }
  if (text.starts_with("hash:")) return to_hex(hash_of(text.substr(5)));
  if (text == "max") return to_decimal(~Word{});
  return text;
}

/// The hash of a list of values, a word each.
Hash Run::hash_of(const std::string& list) const {
  Bytes words;
  for (size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto text = resolve(json(list.substr(begin, end - begin)));
    const auto word = text.starts_with("0x") ? Word::from_bytes(must(parse_hex(text), text))
                                             : must(abi::parse_amount(text), text);
    std::ranges::copy(word.to_bytes(), std::back_inserter(words));
    begin = end + 1;
  }
  return crypto::keccak256(words);
}

/// Tuples are lists in the data; parse_value wants round brackets for them.
std::string as_tuple(const abi::Type& type, std::string text) {
  if (type.kind == abi::Kind::tuple) {
    text.front() = '(';
    text.back() = ')';
  }
  return text;
}

Bytes Run::arguments(const json& step, const std::string& signature, bool with_selector) const {
  const auto function = must(abi::parse_function(signature), signature);
  std::vector<std::string> texts;
  const auto& given = step.value("args", json::array());
  for (size_t i = 0; i < given.size(); ++i)
    texts.push_back(i < function.inputs.parts.size()
                        ? as_tuple(function.inputs.parts[i], resolve(given[i]))
                        : resolve(given[i]));
  return with_selector ? must(function.encode_call(std::span<const std::string>(texts)), signature)
                       : must(function.encode_arguments(texts), signature);
}

chain::Receipt Run::send(chain::Request request, const std::string& what) {
  request.gas = environment_.at("transactionGasLimit");
  auto receipt = chain_.send(std::move(request));
  if (!receipt) throw std::runtime_error(what + ": " + receipt.error().message);
  return std::move(*receipt);
}

json logs_of(const chain::Receipt& receipt) {
  json logs = json::array();
  for (const auto& log : receipt.logs) {
    json topics = json::array();
    for (const auto& topic : log.topics) topics.push_back(to_hex(topic));
    logs.push_back({topics, to_hex(BytesView{log.data})});
  }
  return logs;
}

Row Run::deploy(const json& step) {
  const bool is_mock = step.contains("setup");
  const auto wanted = step.at("deploy").get<std::string>();
  const auto name = wanted == "$contract" ? contract_ : wanted;
  const auto path = (is_mock ? artifacts_.mocks : artifacts_.folder) + "/" + name + ".json";
  auto code = must(abi::load_artifact(path), path).bytecode;
  const auto encoded = arguments(step, step.value("constructor", "constructor()"), false);
  code.insert(code.end(), encoded.begin(), encoded.end());
  const auto intrinsic = creation_gas(code);
  const auto receipt = send({.from = names_.at(step.at("from")), .data = std::move(code)}, name);
  if (!receipt.ok())
    throw std::runtime_error(
        fmt::format("{}: the deployment failed: {}", path, status_text(receipt.status)));
  names_[step.at("as")] = *receipt.contract;
  return {.step = {},
          .success = true,
          .returned = "",
          .logs = logs_of(receipt),
          .gas_used = receipt.gas_used,
          .exec = receipt.gas_used - intrinsic,
          .is_deployment = true};
}

Row Run::call(const json& step) {
  chain::Request request{
      .from = names_.at(step.at("from")),
      .to = must(parse_address(resolve(step.at("to"))), "to"),
      .data = step.contains("data") ? must(parse_hex(step.at("data").get<std::string>()), "data")
                                    : arguments(step, step.at("call"), true),
      .value = must(abi::parse_amount(resolve(step.value("value", json("0")))), "value")};
  // The answer is asked for in the block before.
  const auto now = chain_.timestamp();
  chain_.set_timestamp(now - environment_.at("secondsPerBlock").get<uint64_t>());
  const auto answer = chain_.call(request);
  chain_.set_timestamp(now);
  const auto receipt = send(std::move(request), step.value("step", step.value("setup", "")));
  if (step.contains("result") && answer.output.size() >= 32)
    results_[step.at("result")] = Word::from_bytes(BytesView{answer.output}.first(32));
  if (step.contains("setup") && !receipt.ok())
    throw std::runtime_error("set-up failed: " + step.at("setup").get<std::string>());
  return {.step = {},
          .success = receipt.ok(),
          .returned = to_hex(BytesView{answer.output}),
          .logs = logs_of(receipt),
          .gas_used = receipt.gas_used,
          .exec = frame_.exec(),
          .overhead = frame_.overhead()};
}

std::optional<Row> Run::step(const json& step) {
  Row row = step.contains("deploy") ? deploy(step) : call(step);
  if (step.contains("setup")) return std::nullopt;
  row.step = step.at("step");
  return row;
}

}  // namespace

json read_json(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  auto value = json::parse(file, nullptr, false);
  if (value.is_discarded()) throw std::runtime_error(path + ": is not JSON");
  return value;
}

Scenarios::Scenarios(std::string folder) : environment_(read_json(folder + "/environment.json")) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/scenarios"))
    files.push_back(entry.path().string());
  std::ranges::sort(files);
  for (const auto& file : files) {
    const auto scenario = read_json(file);
    for (const auto& contract : scenario.at("contracts")) {
      contracts_.push_back(contract);
      steps_[contract] = scenario.at("steps");
    }
  }
}

std::vector<Row> Scenarios::run(const std::string& contract, const Artifacts& artifacts) const {
  Run run(environment_, contract, artifacts);
  std::vector<Row> rows;
  for (const auto& step : steps_.at(contract))
    if (auto row = run.step(step)) rows.push_back(std::move(*row));
  return rows;
}

}  // namespace mozi::gas
