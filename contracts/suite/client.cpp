// Calling contracts on a chain in the process.
#include "contracts/suite/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contracts/suite/artifacts.hpp"
#include "tools/abi/artifact.hpp"
#include "tools/abi/codec.hpp"

namespace mozi::suite {
namespace {

template <class T>
T must(Expected<T> result, const std::string& what) {
  if (!result) throw CallFailed(fmt::format("{}: {}", what, result.error().message));
  return std::move(*result);
}

abi::Artifact artifact_of(std::string_view contract) {
  for (const auto& embedded : embedded_artifacts())
    if (embedded.contract == contract)
      return must(abi::parse_artifact(nlohmann::json::parse(embedded.json)), std::string(contract));
  throw CallFailed(fmt::format("no contract named {} in the suite", contract));
}

Bytes calldata(const Deployed& to, std::string_view function, const Client::Arguments& arguments) {
  const auto what = fmt::format("{}.{}", to.name, function);
  const auto* callee = must(to.interface.find_function(function), what);
  return must(callee->encode_call(arguments), what);
}

}  // namespace

abi::Interface interface_of(std::string_view contract) {
  return artifact_of(contract).interface;
}

namespace {

/// A contract that is about to be deployed, and what its deployment runs.
struct Deployment {
  Deployed contract;
  Bytes code;
};
Deployment prepare(std::string_view contract, const Client::Arguments& arguments) {
  auto artifact = artifact_of(contract);
  const auto encoded = must(abi::encode(artifact.interface.constructor.inputs.parts, arguments),
                            fmt::format("{}.constructor", contract));
  auto code = std::move(artifact.bytecode);
  code.insert(code.end(), encoded.begin(), encoded.end());
  return {{std::string(contract), {}, std::move(artifact.interface)}, std::move(code)};
}

}  // namespace

Deployed Client::deploy_at(const Address& address, const Address& from, std::string_view contract,
                           const Arguments& arguments) {
  auto [deployed, code] = prepare(contract, arguments);
  chain_->set_nonce(address, 1);
  chain_->set_code(address, std::move(code));
  const auto ran = chain_->execute({.from = from, .to = address});
  if (ran.result.status != Status::success)
    throw CallFailed(fmt::format("{}.constructor: {}", contract, status_text(ran.result.status)));
  chain_->set_code(address, ran.result.output);
  deployed.address = address;
  return std::move(deployed);
}

Deployed Client::deploy(const Address& from, std::string_view contract,
                        const Arguments& arguments) {
  const auto what = fmt::format("{}.constructor", contract);
  auto [deployed, code] = prepare(contract, arguments);
  const auto receipt = mine({.from = from, .data = std::move(code)}, what);
  if (!receipt.ok()) throw CallFailed(fmt::format("{}: {}", what, explain(deployed, receipt)));
  count(what, receipt);
  deployed.address = *receipt.contract;
  return std::move(deployed);
}

chain::Receipt Client::mine(chain::Request request, const std::string& what) {
  auto receipt = chain_->send(std::move(request));
  if (!receipt)
    throw CallFailed(fmt::format("{}: no block takes it: {}", what, receipt.error().message));
  return std::move(*receipt);
}

void Client::count(const std::string& what, const chain::Receipt& receipt) {
  auto& use = gas_[what];
  ++use.calls;
  use.least = std::min(use.least, receipt.gas_used);
  use.most = std::max(use.most, receipt.gas_used);
  use.sum += receipt.gas_used;
}

chain::Receipt Client::try_send(const Address& from, const Deployed& to, std::string_view function,
                                const Arguments& arguments, const Word& value) {
  const auto what = fmt::format("{}.{}", to.name, function.substr(0, function.find('(')));
  auto receipt = mine(
      {.from = from, .to = to.address, .data = calldata(to, function, arguments), .value = value},
      what);
  if (receipt.ok()) count(what, receipt);
  return receipt;
}

chain::Receipt Client::send(const Address& from, const Deployed& to, std::string_view function,
                            const Arguments& arguments, const Word& value) {
  auto receipt = try_send(from, to, function, arguments, value);
  if (!receipt.ok())
    throw CallFailed(fmt::format("{}.{}: {}", to.name, function, explain(to, receipt)));
  return receipt;
}

chain::Receipt Client::transfer(const Address& from, const Address& to, const Word& value) {
  const auto what = fmt::format("transfer to {}", to_hex(to));
  auto receipt = mine({.from = from, .to = to, .value = value}, what);
  if (!receipt.ok()) throw CallFailed(fmt::format("{}: {}", what, status_text(receipt.status)));
  return receipt;
}

std::vector<abi::Value> Client::view(const Deployed& to, std::string_view function,
                                     const Arguments& arguments) {
  const auto what = fmt::format("{}.{}", to.name, function);
  const auto result = chain_->call({.to = to.address, .data = calldata(to, function, arguments)});
  if (result.status != Status::success)
    throw CallFailed(fmt::format("{}: {}", what, status_text(result.status)));
  const auto* callee = must(to.interface.find_function(function), what);
  return must(abi::decode(callee->outputs.parts, result.output), what);
}

std::string Client::explain(const Deployed& contract, const chain::Receipt& receipt) {
  if (const auto error = contract.interface.decode_error(receipt.output)) return error->to_text();
  if (receipt.status == Status::revert && !receipt.output.empty())
    return fmt::format("revert {}", to_hex(receipt.output));
  return std::string(status_text(receipt.status));
}

}  // namespace mozi::suite
