// Runs scenarios of JSON on chains in lockstep.
#include "tests/stdlib/scenario.hpp"

#include <catch2/catch.hpp>

#include "mozi/types.hpp"
#include "tools/abi/codec.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/crypto/secp256k1.hpp"

namespace mozi::test {
namespace {

using nlohmann::json;

constexpr uint64_t default_wealth = 1'000'000;  // ether

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Hash keccak_of(std::string_view text) {
  return crypto::keccak256(bytes_of(text));
}

template <class T>
T must(Expected<T> result, const std::string& what) {
  if (!result) FAIL(what << ": " << result.error().message);
  return std::move(*result);
}

void append(Bytes& bytes, BytesView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

/// parse_value wants round brackets around tuples and square ones around arrays; the data have
/// square ones.
void write_value(const abi::Type& type, const json& value, std::string& text,
                 const std::function<std::string(const json&)>& resolve) {
  if (!value.is_array()) {
    text += resolve(value);
    return;
  }
  const bool is_tuple = type.kind == abi::Kind::tuple;
  text += is_tuple ? '(' : '[';
  for (size_t i = 0; i < value.size(); ++i) {
    if (i != 0) text += ',';
    write_value(type.parts.at(is_tuple ? i : 0), value[i], text, resolve);
  }
  text += is_tuple ? ')' : ']';
}

}  // namespace

Address Scenario::account(const std::string& name) const {
  return must(parse_address(resolve("$" + name)), name);
}

std::string Scenario::resolve_object(const json& value) const {
  if (value.contains("call")) return to_hex(BytesView{call_data(value)});
  if (value.contains("encode")) {
    const auto types = must(abi::parse_type(value.at("encode").get<std::string>()), value.dump());
    return to_hex(BytesView{encode(types.parts, value.at("args"))});
  }
  if (value.contains("keccak"))
    return to_hex(crypto::keccak256(must(parse_hex(resolve(value.at("keccak"))), value.dump())));
  if (value.contains("now"))
    return std::to_string(static_cast<int64_t>(chains_.timestamp()) +
                          value.at("now").get<int64_t>());
  if (value.contains("block"))
    return std::to_string(static_cast<int64_t>(chains_.number()) + 1 +
                          value.at("block").get<int64_t>());
  FAIL("expected call, encode, keccak, now or block; got " << value.dump());
  return "";
}

std::string Scenario::resolve(const json& value) const {
  if (value.is_object()) return resolve_object(value);
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  if (text.starts_with("keccak:")) return to_hex(keccak_of(text.substr(7)));
  if (text == "max") return to_decimal(~Word{});
  if (!text.starts_with('$')) return text;
  const auto name = text.substr(1);
  if (name == "zero") return to_hex(mozi::Address{});
  const auto known = names_.find(name);
  if (known != names_.end()) return known->second;
  if (name.size() != 1) FAIL("nothing is named " << text);
  return to_hex(Signer(name).address);
}

Bytes Scenario::encode(const std::vector<abi::Type>& types, const json& values) const {
  REQUIRE(types.size() == values.size());
  std::vector<abi::Value> parsed;
  for (size_t i = 0; i < types.size(); ++i) {
    std::string text;
    write_value(types[i], values[i], text, [&](const json& value) { return resolve(value); });
    parsed.push_back(must(abi::parse_value(types[i], text), text));
  }
  return must(abi::encode(types, parsed), values.dump());
}

Bytes Scenario::call_data(const json& step) const {
  const auto signature = step.at("call").get<std::string>();
  const auto function = must(abi::parse_function(signature), signature);
  const auto selector = function.selector();
  Bytes data(selector.begin(), selector.end());
  append(data, encode(function.inputs.parts, step.value("args", json::array())));
  return data;
}

void Scenario::check_end(const json& step, const Outcome& outcome,
                         const abi::Interface* interface) {
  if (!step.contains("fails")) {
    INFO("reverted with " << to_hex(BytesView{outcome.output}));
    CHECK(outcome.success);
    return;
  }
  CHECK_FALSE(outcome.success);
  const auto expected = step.at("fails").get<std::string>();
  std::string name;
  for (const auto& [address, host] : deployed_)
    if (const auto error = host->interface.decode_error(outcome.output)) name = error->name;
  if (interface != nullptr)
    if (const auto error = interface->decode_error(outcome.output)) name = error->name;
  INFO("reverted with " << to_hex(BytesView{outcome.output}));
  CHECK(name == expected);
}

void Scenario::deploy(const json& step) {
  const auto& host = chains_.host(step.at("deploy").get<std::string>());
  const auto outcome = chains_.send(
      {.from = account(step.value("from", "A")),
       .data = encode(host.interface.constructor.inputs.parts, step.value("args", json::array())),
       .value = must(abi::parse_amount(step.value("value", "0")), "value")},
      &host);
  check_end(step, outcome, &host.interface);
  if (!outcome.success) return;
  const auto address = to_hex(outcome.created.value());
  names_[step.value("as", step.at("deploy").get<std::string>())] = address;
  deployed_[address] = &host;
}

void Scenario::call(const json& step) {
  const auto outcome =
      chains_.send({.from = account(step.value("from", "A")),
                    .to = must(parse_address(resolve(step.at("to"))), "to"),
                    .data = step.contains("call") ? call_data(step) : Bytes{},
                    .value = must(abi::parse_amount(step.value("value", "0")), "value")});
  check_end(step, outcome, nullptr);
  if (outcome.success) {
    gas_ += outcome.gas;
    gas_of_ours_ += outcome.gas_of_ours;
  }
  if (step.contains("as")) names_[step.at("as")] = to_hex(BytesView{outcome.output});
}

/// The digest of EIP-712: `type` as it is hashed, `args` its members, `domain` name, version and
/// contract.
Hash Scenario::typed_digest(const json& step) const {
  const auto type = step.at("type").get<std::string>();
  const auto open = type.find('(');
  Bytes structure;
  append(structure, keccak_of(type).bytes);
  const auto list = type.substr(open, type.find(')') - open + 1);
  const auto members = must(abi::split_list(list), type);
  for (size_t i = 0; i < members.size(); ++i) {
    const auto word = std::string(members[i].substr(0, members[i].find(' ')));
    const auto text = resolve(step.at("args").at(i));
    if (word == "string") {
      append(structure, keccak_of(text).bytes);
    } else if (word == "bytes") {
      append(structure, crypto::keccak256(must(parse_hex(text), text)).bytes);
    } else {
      const std::vector member = {must(abi::parse_type(word), word)};
      append(structure, encode(member, json::array({step.at("args").at(i)})));
    }
  }
  const auto& domain = step.at("domain");
  Bytes separator;
  append(separator,
         keccak_of(
             "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
             .bytes);
  append(separator, keccak_of(domain.at(0).get<std::string>()).bytes);
  append(separator, keccak_of(domain.at(1).get<std::string>()).bytes);
  append(separator, Word{chains_.chain_id()}.to_bytes());
  append(separator, must(parse_address(resolve(domain.at(2))), "domain").to_word().to_bytes());
  Bytes typed = {0x19, 0x01};
  append(typed, crypto::keccak256(separator).bytes);
  append(typed, crypto::keccak256(structure).bytes);
  return crypto::keccak256(typed);
}

void Scenario::sign(const json& step) {
  const Signer signer(step.at("sign").get<std::string>());
  const auto digest =
      step.contains("digest")
          ? Hash::from_word(must(abi::parse_amount(resolve(step.at("digest"))), "digest"))
          : typed_digest(step);
  auto signature = crypto::sign(digest, signer.key).value();
  if (step.value("high", false)) {
    signature.s = crypto::secp256k1_order - signature.s;
    signature.y_parity ^= 1;
  }
  const auto v = static_cast<uint8_t>(27 + signature.y_parity);
  Bytes packed;
  append(packed, signature.r.to_bytes());
  append(packed, signature.s.to_bytes());
  packed.push_back(v);
  const auto name = step.at("as").get<std::string>();
  names_[name + ".digest"] = to_hex(digest);
  names_[name + ".v"] = std::to_string(v);
  names_[name + ".r"] = to_hex(Hash::from_word(signature.r));
  names_[name + ".s"] = to_hex(Hash::from_word(signature.s));
  names_[name] = to_hex(BytesView{packed});
}

void Scenario::step(const json& step) {
  if (step.contains("deploy")) return deploy(step);
  if (step.contains("sign")) return sign(step);
  if (step.contains("warp")) return chains_.advance_time(step.at("warp"));
  if (step.contains("mine")) return chains_.mine(step.at("mine"));
  if (step.contains("to")) return call(step);
  FAIL("expected deploy, to, sign, warp or mine; got " << step.dump());
}

/// Whether everything that the value names is there already.
bool Scenario::is_named(const json& value) const {
  if (value.is_array())
    return std::ranges::all_of(value, [&](const json& item) { return is_named(item); });
  if (!value.is_string()) return true;
  const auto text = value.get<std::string>();
  const bool is_name = text.starts_with('$') && text.size() > 2 && text != "$zero";
  return !is_name || names_.contains(text.substr(1));
}

void Scenario::watch(const json& views) {
  for (const auto& view : views) {
    if (!is_named(view.at("to")) || !is_named(view.value("args", json::array()))) continue;
    INFO("watched: " << view.dump());
    chains_.call(
        {.to = must(parse_address(resolve(view.at("to"))), "to"), .data = call_data(view)});
  }
}

void Scenario::run(const json& scenario) {
  for (char name = 'A'; name <= 'H'; ++name)
    chains_.set_balance(Signer({name}).address,
                        Word{default_wealth} * Word{1'000'000'000} * Word{1'000'000'000});
  for (const auto& each : scenario.at("steps")) {
    INFO(each.dump());
    step(each);
    watch(scenario.value("watch", json::array()));
  }
  // Not step by step: a tree that writes less is cheaper over many leaves, not for each.
  CHECK(gas_of_ours_ < gas_);
}

}  // namespace mozi::test
