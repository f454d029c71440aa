// Runs one contract twice, as solc compiled it and as we do, and compares everything a caller can
// see.
#include "tests/compiler/front/differential.hpp"

#include "compiler/front/front.hpp"
#include "compiler/ir/print.hpp"
#include "tests/support/fixtures.hpp"

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

}  // namespace

Solidity read_solidity(const std::string& name) {
  const auto json = read_json("tests/compiler/front/solidity/" + name + ".json");
  Solidity contract;
  contract.bytecode = parse_hex(json.at("bytecode").get<std::string>()).value();
  const auto& methods = json.at("methodIdentifiers");
  for (auto at = methods.begin(); at != methods.end(); ++at)
    contract.selectors[at.key()] =
        static_cast<uint32_t>(std::stoul(at.value().get<std::string>(), nullptr, 16));
  return contract;
}

ir::Program lower_or_fail(const dsl::ast::Contract& contract) {
  auto lowered = front::lower(contract);
  if (lowered) return std::move(lowered->program);
  for (const auto& diagnostic : lowered.error()) UNSCOPED_INFO(to_string(diagnostic));
  FAIL("expected " << contract.name << " to compile");
  return {};
}

Twins::Twins(const dsl::ast::Contract& ours, const Solidity& theirs)
    : program_(lower_or_fail(ours)), theirs_(theirs) {
  for (auto* world : {&solidity, &mozi}) {
    world->context.timestamp = 1'700'000'000;
    world->context.block_number = 1234;
    world->context.chain_id = Word{31337};
  }
}

void Twins::deploy(BytesView arguments, const Word& value) {
  const auto theirs = solidity.deploy(address(), theirs_.bytecode, arguments, value);
  const auto ours = mozi.deploy(address(), program_, arguments, value);
  INFO("constructor arguments " << to_hex(arguments));
  compare(theirs, ours);
}

Result Twins::transact(BytesView input, const Word& value) {
  const auto theirs = solidity.transact(address(), input, value);
  auto ours = mozi.transact(address(), input, value);
  INFO("calldata " << to_hex(input));
  compare(theirs, ours);
  return ours;
}

void Twins::compare(const Result& theirs, const Result& ours) {
  CHECK(status_text(ours.status) == status_text(theirs.status));
  CHECK(to_hex(ours.output) == to_hex(theirs.output));
  CHECK(text_of(mozi.logs) == text_of(solidity.logs));
  const auto& our_account = mozi.accounts[address()];
  const auto& their_account = solidity.accounts[address()];
  CHECK(text_of(our_account.storage) == text_of(their_account.storage));
  CHECK(our_account.balance == their_account.balance);
}

Bytes calldata(uint32_t selector, BytesView arguments) {
  Bytes bytes;
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<uint8_t>(selector >> shift));
  bytes.insert(bytes.end(), arguments.begin(), arguments.end());
  return bytes;
}

}  // namespace mozi::test
