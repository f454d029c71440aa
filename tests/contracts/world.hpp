// A deployed suite with a few people, and shorthands for what tests say about calls.
#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "contracts/suite/artifacts.hpp"
#include "contracts/suite/model.hpp"
#include "contracts/suite/suite.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::test {

using abi::Value;
using suite::Client;
using suite::Deployed;

/// An address that depends on the name alone.
inline Address who(std::string_view name) {
  const BytesView bytes{reinterpret_cast<const uint8_t*>(name.data()), name.size()};
  return Address::from_word(crypto::keccak256(bytes).to_word());
}

/// A hash that depends on the text alone.
inline Hash tag(std::string_view text) {
  return crypto::keccak256({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

/// keccak256(abi.encode(words)), as the contracts derive ids.
inline Hash hash_of(std::initializer_list<Word> words) {
  Bytes bytes;
  for (const auto& word : words) {
    const auto part = word.to_bytes();
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  return crypto::keccak256(bytes);
}

inline const Word ether{1'000'000'000'000'000'000u};

/// The suite as governance "governance" deploys it, with funded accounts for everybody named.
struct World {
  chain::DevChain chain;
  Client client{chain};
  Address governance = funded("governance");
  suite::Suite suite;

  explicit World(suite::Settings settings = {}) {
    settings.snap_base_price = Word{1'000};
    settings.snap_slope = Word{7};
    suite = suite::deploy(client, governance, settings);
  }

  Address funded(std::string_view name) {
    const auto address = who(name);
    chain.set_balance(address, Word{1} << 128);
    return address;
  }

  /// "" if the call succeeds, else what it fails with: "NothingToClaim()".
  std::string fails(const Address& from, const Deployed& to, std::string_view function,
                    const Client::Arguments& arguments = {}, const Word& value = {}) {
    const auto receipt = client.try_send(from, to, function, arguments, value);
    return receipt.ok() ? "" : Client::explain(to, receipt);
  }
  chain::Receipt send(const Address& from, const Deployed& to, std::string_view function,
                      const Client::Arguments& arguments = {}, const Word& value = {}) {
    return client.send(from, to, function, arguments, value);
  }
  /// The first result of a view.
  Value view(const Deployed& to, std::string_view function,
             const Client::Arguments& arguments = {}) {
    return client.view(to, function, arguments).at(0);
  }
  /// The same with a gas limit.
  chain::Receipt send_with_gas(uint64_t gas, const Address& from, const Deployed& to,
                               std::string_view function, const Client::Arguments& arguments = {},
                               const Word& value = {}) {
    return chain
        .send({.from = from,
               .to = to.address,
               .data = call_data(to, function, arguments),
               .value = value,
               .gas = gas})
        .value();
  }
  /// What a transaction to the function carries.
  static Bytes call_data(const Deployed& to, std::string_view function,
                         const Client::Arguments& arguments = {}) {
    return to.interface.find_function(function).value()->encode_call(arguments).value();
  }
  /// The storage slot of a contract's variable.
  static Word slot(const Deployed& contract, std::string_view variable) {
    for (const auto& artifact : suite::embedded_artifacts()) {
      if (artifact.contract != contract.name) continue;
      const auto json = nlohmann::json::parse(artifact.json);
      for (const auto& row : json.at("storageLayout").at("storage"))
        if (row.at("label") == variable)
          return Word{std::stoull(row.at("slot").get<std::string>())};
    }
    throw std::invalid_argument(std::string(variable));
  }
  /// The events of a receipt as text, in order: "Claimed(who: 0x.., amount: 5)".
  static std::vector<std::string> events(const Deployed& contract, const chain::Receipt& receipt) {
    std::vector<std::string> all;
    for (const auto& log : receipt.logs) {
      if (log.address != contract.address) continue;
      const auto decoded = contract.interface.decode_log(log);
      all.push_back(decoded ? decoded->to_text() : "unknown event");
    }
    return all;
  }

  /// Registers an active model of `owner` at `price` wei a unit; returns its id.
  Hash model(const Address& owner, const Word& price, std::string_view name = "weights") {
    const auto weights = tag(name);
    const auto id = hash_of({owner.to_word(), weights.to_word()});
    send(owner, suite.marketplace, "registerModel", {id, weights, price, "ipfs://m"});
    return id;
  }
  /// Requests one inference; returns the request's id.
  Hash request(const Address& from, const Hash& model, const Address& host, uint64_t units,
               const Word& fee, uint64_t blocks = 10) {
    const auto receipt = send(from, suite.marketplace, "requestInference",
                              {model, host, tag("input"), units, chain.number() + 1 + blocks}, fee);
    return Hash::from_word(Word::load(receipt.output.data()));
  }
};

}  // namespace mozi::test
