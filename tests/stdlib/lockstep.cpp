// The same transactions on chains that differ in who compiled the contracts.
#include "tests/stdlib/lockstep.hpp"

#include <catch2/catch.hpp>

#include "mozi/types.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/crypto/secp256k1.hpp"

namespace mozi::test {
namespace {

constexpr std::array sides = {"OpenZeppelin", "ours at -O0", "ours at -O2"};
const std::array<std::string, 3> folders = {STDLIB_OPENZEPPELIN, STDLIB_ARTIFACTS_O0,
                                            STDLIB_ARTIFACTS};

std::string text_of(const std::vector<Log>& logs) {
  std::string text;
  for (const auto& log : logs) {
    text += to_hex(log.address) + ":";
    for (const auto& topic : log.topics) text += " " + to_hex(topic);
    text += " | " + to_hex(BytesView{log.data}) + "\n";
  }
  return text;
}

}  // namespace

Signer::Signer(const std::string& name)
    : key(crypto::keccak256(BytesView{reinterpret_cast<const uint8_t*>(name.data()), name.size()})),
      address(crypto::address_of_key(key).value()) {}

Lockstep::Lockstep() {
  for (size_t i = 0; i < sides.size(); ++i)
    sides_.push_back(std::make_unique<chain::DevChain>(
        chain::DevChain::Options{.chain_id = chain_id(), .max_code_size = 200'000}));
}

const HostContract& Lockstep::host(const std::string& name) {
  const auto known = hosts_.find(name);
  if (known != hosts_.end()) return known->second;
  HostContract host;
  for (size_t i = 0; i < sides.size(); ++i) {
    const auto& folder = name.starts_with("Mock") ? folders[0] : folders[i];
    auto artifact = abi::load_artifact(folder + "/" + name + ".json");
    if (!artifact) FAIL(artifact.error().message);
    if (host.codes.empty()) host.interface = std::move(artifact->interface);
    host.codes.push_back(std::move(artifact->bytecode));
  }
  return hosts_.emplace(name, std::move(host)).first->second;
}

template <class Run>
Outcome Lockstep::compare(const Run& run) {
  Outcome first;
  for (size_t i = 0; i < sides_.size(); ++i) {
    Outcome outcome = run(*sides_[i], i);
    if (i == 0) {
      first = std::move(outcome);
      continue;
    }
    INFO(sides[i]);
    CHECK(outcome.success == first.success);
    CHECK(to_hex(BytesView{outcome.output}) == to_hex(BytesView{first.output}));
    CHECK(text_of(outcome.logs) == text_of(first.logs));
    first.gas_of_ours = outcome.gas;
  }
  return first;
}

Outcome Lockstep::send(const chain::Request& request, const HostContract* deployed) {
  return compare([&](chain::DevChain& side, size_t i) {
    auto sent = request;
    if (deployed != nullptr)
      sent.data.insert(sent.data.begin(), deployed->codes[i].begin(), deployed->codes[i].end());
    auto receipt = side.send(std::move(sent));
    if (!receipt) FAIL(receipt.error().message);
    // What a deployment returns is its code.
    const bool hidden = deployed != nullptr && receipt->ok();
    return Outcome{receipt->ok(), hidden ? Bytes{} : receipt->output, receipt->logs,
                   receipt->contract, receipt->gas_used};
  });
}

Outcome Lockstep::call(const chain::Request& request) {
  return compare([&](chain::DevChain& side, size_t) {
    auto result = side.call(request);
    return Outcome{result.status == Status::success, result.output, {}, {}};
  });
}

void Lockstep::mine(uint64_t blocks) {
  for (const auto& side : sides_) side->mine(blocks);
}

void Lockstep::advance_time(uint64_t seconds) {
  for (const auto& side : sides_) side->advance_time(seconds);
}

void Lockstep::set_balance(const Address& address, const Word& balance) {
  for (const auto& side : sides_) side->set_balance(address, balance);
}

}  // namespace mozi::test
