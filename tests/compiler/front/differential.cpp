// Runs one contract twice, as solc compiled it and as we do, and compares everything a caller can
// see.
#include "tests/compiler/front/differential.hpp"

#include "tests/compiler/front/tree.hpp"
#include "tests/support/fixtures.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::test {

namespace {

std::string text_of(const std::vector<Log>& logs) {
  std::string text;
  for (const auto& log : logs) {
    text += to_hex(log.address);
    for (const auto& topic : log.topics) text += " " + to_hex(topic);
    text += " " + to_hex(BytesView{log.data}) + "\n";
  }
  return text;
}

std::string text_of(const std::map<Word, Word>& storage) {
  std::string text;
  for (const auto& [slot, word] : storage) text += to_hex(slot) + ": " + to_hex(word) + "\n";
  return text;
}

dsl::ast::TypeRef element_type(const nlohmann::json& input, std::string name);

/// The type of a parameter in an ABI.
dsl::ast::TypeRef abi_type(const nlohmann::json& input) {
  return element_type(input, input.at("type").get<std::string>());
}

dsl::ast::TypeRef tuple_type(const nlohmann::json& input) {
  auto type = std::make_shared<dsl::ast::Type>();
  type->kind = Kind::structure;
  for (const auto& member : input.at("components"))
    type->members.push_back({member.at("name").get<std::string>(), abi_type(member)});
  return type;
}

dsl::ast::TypeRef element_type(const nlohmann::json& input, std::string name) {
  if (name.ends_with("]")) {
    const auto open = name.rfind('[');
    const auto length = name.substr(open + 1, name.size() - open - 2);
    const auto element = element_type(input, name.substr(0, open));
    return length.empty() ? make_type(Kind::array, 0, element)
                          : make_type(Kind::fixed_array, 0, element, std::stoul(length));
  }
  const auto bits = [&](size_t from) {
    return static_cast<unsigned>(std::stoul(name.substr(from)));
  };
  if (name == "tuple") return tuple_type(input);
  if (name == "bool") return make_type(Kind::boolean);
  if (name == "address") return make_type(Kind::address);
  if (name == "bytes" || name == "string") return make_type(Kind::bytes);
  if (name.starts_with("bytes")) return bytes_t(bits(5));
  if (name.starts_with("int")) return int_t(bits(3));
  const bool is_enum = input.at("internalType").get<std::string>().starts_with("enum");
  return is_enum ? make_type(Kind::enumeration, 8, nullptr, 3) : uint_t(bits(4));
}

void read_abi(const nlohmann::json& abi, Solidity& contract) {
  for (const auto& item : abi) {
    if (item.at("type") != "function") continue;
    const auto name = item.at("name").get<std::string>();
    std::vector<dsl::ast::Parameter> parameters;
    std::vector<dsl::ast::TypeRef> types;
    for (const auto& input : item.at("inputs")) types.push_back(abi_type(input));
    for (const auto& [signature, selector] : contract.selectors)
      if (signature.starts_with(name + "(")) contract.inputs[signature] = types;
  }
}

}  // namespace

Solidity read_solidity(const std::string& name) {
  const auto json = read_json("tests/compiler/front/solidity/" + name + ".json");
  Solidity contract;
  contract.bytecode = parse_hex(json.at("bytecode").get<std::string>()).value();
  const auto& methods = json.at("methodIdentifiers");
  for (auto at = methods.begin(); at != methods.end(); ++at)
    contract.selectors[at.key()] =
        static_cast<uint32_t>(std::stoul(at.value().get<std::string>(), nullptr, 16));
  read_abi(json.at("abi"), contract);
  return contract;
}

std::string_view name_of(Engine engine) {
  if (engine == Engine::interpreted_ir) return "interpreted IR";
  return engine == Engine::bytecode_O0 ? "bytecode at O0" : "bytecode at O2";
}

artifact::Compiled compile_or_fail(const dsl::ast::Contract& contract, Engine engine) {
  opt::Options options;
  options.level = engine == Engine::bytecode_O2 ? opt::Level::O2 : opt::Level::O0;
  auto compiled = artifact::compile(contract, options);
  if (compiled) return std::move(*compiled);
  for (const auto& diagnostic : compiled.error()) UNSCOPED_INFO(to_string(diagnostic));
  FAIL("expected " << contract.name << " to compile");
  return {};
}

Twins::Twins(const dsl::ast::Contract& ours, const Solidity& theirs, Engine engine)
    : compiled_(compile_or_fail(ours, engine)), engine_(engine), theirs_(theirs) {
  for (auto* world : {&solidity, &mozi}) {
    world->context.timestamp = 1'700'000'000;
    world->context.block_number = 1234;
    world->context.chain_id = Word{31337};
  }
}

void Twins::deploy(BytesView arguments, const Word& value) {
  const auto theirs = solidity.deploy(address(), theirs_.bytecode, arguments, value);
  const auto ours = engine_ == Engine::interpreted_ir
                        ? mozi.deploy(address(), compiled_.program, arguments, value)
                        : mozi.deploy(address(), compiled_.code.init.bytes, arguments, value);
  INFO(name_of(engine_));
  INFO("constructor arguments " << to_hex(arguments));
  compare(theirs, ours);
}

Result Twins::transact(BytesView input, const Word& value) {
  const auto theirs = solidity.transact(address(), input, value);
  auto ours = mozi.transact(address(), input, value);
  INFO(name_of(engine_));
  INFO("calldata " << to_hex(input));
  compare(theirs, ours);
  return ours;
}

void Twins::compare(const Result& theirs, const Result& ours) {
  // Neither engine's budget is part of the language.
  const auto ran_out = [](Status s) {
    return s == Status::out_of_gas || s == Status::interrupted ||
           s == Status::invalid_memory_access;
  };
  if (ran_out(ours.status) && ran_out(theirs.status)) return;
  CHECK(status_text(ours.status) == status_text(theirs.status));
  CHECK(to_hex(ours.output) == to_hex(theirs.output));
  CHECK(text_of(mozi.logs) == text_of(solidity.logs));
  const auto& our_account = mozi.accounts[address()];
  const auto& their_account = solidity.accounts[address()];
  CHECK(text_of(our_account.storage) == text_of(their_account.storage));
  CHECK(our_account.balance == their_account.balance);
}

uint32_t selector(std::string_view signature) {
  const BytesView text{reinterpret_cast<const uint8_t*>(signature.data()), signature.size()};
  return static_cast<uint32_t>((crypto::keccak256(text).to_word() >> 224).low());
}

Bytes calldata(uint32_t selector, BytesView arguments) {
  Bytes bytes;
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<uint8_t>(selector >> shift));
  bytes.insert(bytes.end(), arguments.begin(), arguments.end());
  return bytes;
}

}  // namespace mozi::test
