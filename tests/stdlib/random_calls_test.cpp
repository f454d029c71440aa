// Random calls of every function of the hosts, good and senseless: ours end as OpenZeppelin's do.
#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "mozi/types.hpp"
#include "tests/stdlib/lockstep.hpp"
#include "tests/support/random.hpp"
#include "tools/abi/codec.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// What a host is deployed with, and what happens before it is called.
struct Setting {
  std::function<std::vector<abi::Value>(Lockstep&)> arguments;
  std::function<void(Lockstep&, const Address&)> prepare = [](Lockstep&, const Address&) {};
};

/// Calls one host with values out of small pools, so that calls meet each other's state.
class RandomCaller {
 public:
  RandomCaller(const std::string& name, const std::vector<abi::Value>& arguments, uint64_t salt)
      : RandomCaller(name, Setting{[arguments](Lockstep&) { return arguments; }}, salt) {}
  RandomCaller(const std::string& name, Setting setting, uint64_t salt)
      : random_(salt), host_(chains_.host(name)), setting_(std::move(setting)) {
    for (const auto* who : {"A", "B", "C"}) accounts_.push_back(Signer(who).address);
    for (const auto& account : accounts_) chains_.set_balance(account, Word{1} << 100);
  }

  void run(int calls) {
    for (int i = 0; i < calls; ++i) {
      if (i % calls_per_contract == 0) deploy();
      if (random_.below(20) == 0) chains_.advance_time(random_.below(100'000));
      call_once();
    }
    for (const auto& function : host_.interface.functions) {
      if (function.mutability == "pure" || ignored_.contains(function.name)) continue;
      INFO(function.signature() << " never succeeded; MOZI_SEED " << seed());
      CHECK(successes_[function.signature()] > 0);
    }
  }

  /// Functions that only a signature or a certain contract can make succeed.
  void ignore(const std::string& function) { ignored_.insert(function); }

 private:
  static constexpr int calls_per_contract = 400;

  void deploy() {
    const auto& types = host_.interface.constructor.inputs.parts;
    auto data = abi::encode(types, setting_.arguments(chains_)).value();
    const auto made = chains_.send({.from = accounts_[0], .data = std::move(data)}, &host_);
    REQUIRE(made.success);
    target_ = made.created.value();
    setting_.prepare(chains_, target_);
  }

  void call_once() {
    const auto& functions = host_.interface.functions;
    const auto& function = functions[random_.below(functions.size())];
    std::vector<abi::Value> arguments;
    for (const auto& type : function.inputs.parts) arguments.push_back(value(type));
    INFO(function.signature() << " " << abi::to_text(function.inputs, abi::Value(arguments))
                              << ", MOZI_SEED " << seed());
    const auto outcome = chains_.send({.from = accounts_[random_.below(accounts_.size())],
                                       .to = target_,
                                       .data = function.encode_call(arguments).value()});
    if (!outcome.success) return;
    ++successes_[function.signature()];
    if (outcome.output.size() == 32) returned_.insert(outcome.output);
  }

  /// A word that some call returned: role names and ids come back as arguments.
  const Bytes& returned_word() {
    return *std::next(returned_.begin(), static_cast<ptrdiff_t>(random_.below(returned_.size())));
  }

  Bytes some_bytes(size_t length) {
    Bytes bytes(length);
    for (auto& byte : bytes) byte = static_cast<uint8_t>(random_.below(3));
    return bytes;
  }

  abi::Value value(const abi::Type& type) {
    switch (type.kind) {
      case abi::Kind::boolean:
        return random_.below(2) == 1;
      case abi::Kind::address:
        return random_.below(12) == 0   ? Address{}
               : random_.below(12) == 0 ? target_
                                        : accounts_[random_.below(3)];
      case abi::Kind::fixed_bytes:
        if (type.size == 32 && random_.below(4) != 0) return returned_word();
        return some_bytes(type.size);
      case abi::Kind::bytes:
      case abi::Kind::string:
        return some_bytes(random_.below(4) * 11);
      case abi::Kind::tuple: {
        std::vector<abi::Value> members;
        for (const auto& part : type.parts) members.push_back(value(part));
        return members;
      }
      case abi::Kind::array:
      case abi::Kind::fixed_array: {
        std::vector<abi::Value> items(type.kind == abi::Kind::array ? random_.below(4) : type.size);
        for (auto& item : items) item = value(type.parts[0]);
        return items;
      }
      case abi::Kind::uint:
      case abi::Kind::sint:
        break;
    }
    switch (random_.below(12)) {
      case 0:
        return (Word{1} << static_cast<unsigned>(type.size -
                                                 (type.kind == abi::Kind::sint ? 1 : 0))) -
               Word{1};
      case 1:
        return chains_.timestamp() &
               (type.size < 64 ? (uint64_t{1} << type.size) - 1 : ~uint64_t{0});
      case 2:
        return Word{random_.below(200)};
      default:
        return Word{random_.below(5)};
    }
  }

  Lockstep chains_;
  Random random_;
  const HostContract& host_;
  Setting setting_;
  std::vector<Address> accounts_;
  Address target_;
  std::set<Bytes> returned_{Bytes(32, 0)};
  std::map<std::string, int> successes_;
  std::set<std::string> ignored_;
};

const std::vector<abi::Value> no_arguments;

}  // namespace

TEST_CASE("tokens answer random calls as OpenZeppelin's") {
  RandomCaller token("PermitToken", no_arguments, 1);
  token.ignore("permit");
  token.run(3'000);
}

TEST_CASE("owners, roles, pauses and locks answer random calls as OpenZeppelin's") {
  RandomCaller admin("Admin", std::vector<abi::Value>{Signer("A").address}, 2);
  admin.ignore("again");
  admin.run(4'000);
}

TEST_CASE("votes and their history answer random calls as OpenZeppelin's") {
  RandomCaller token("VotesToken", no_arguments, 3);
  for (const auto* signed_call : {"permit", "delegateBySig"}) token.ignore(signed_call);
  token.run(4'000);
}

TEST_CASE("items and deeds answer random calls as OpenZeppelin's") {
  RandomCaller items("Items", no_arguments, 4);
  items.run(4'000);
  RandomCaller deeds("Deeds", no_arguments, 5);
  deeds.run(4'000);
}

TEST_CASE("a timelock answers random calls as OpenZeppelin's") {
  const abi::Value everyone(std::vector<abi::Value>{Signer("A").address, Signer("B").address});
  RandomCaller wait("Wait", {1, everyone, everyone, Signer("C").address}, 6);
  for (const auto* rare : {"cancel", "execute", "executeBatch", "updateDelay"}) wait.ignore(rare);
  wait.run(6'000);
}

TEST_CASE("collections, proofs and arithmetic answer random calls as OpenZeppelin's") {
  RandomCaller toolbox("Toolbox", no_arguments, 7);
  for (const auto* by_signature : {"signer", "signerPacked"}) toolbox.ignore(by_signature);
  toolbox.run(20'000);
}

TEST_CASE("vaults answer random calls as OpenZeppelin's, with gifts between") {
  Address token;
  const auto send = [&](Lockstep& chains, const char* who, const char* call,
                        std::initializer_list<abi::Value> values) {
    REQUIRE(chains
                .send({.from = Signer(who).address,
                       .to = token,
                       .data = abi::encode_call(call, values).value()})
                .success);
  };
  const Setting setting{
      [&](Lockstep& chains) {
        token =
            chains.send({.from = Signer("A").address}, &chains.host("PermitToken")).created.value();
        return std::vector<abi::Value>{token};
      },
      [&](Lockstep& chains, const Address& vault) {
        for (const auto* who : {"A", "B", "C"}) {
          send(chains, who, "mint(address,uint256)", {Signer(who).address, 10'000});
          send(chains, who, "approve(address,uint256)", {vault, ~Word{}});
        }
        send(chains, "A", "transfer(address,uint256)", {vault, 777});
      }};
  for (const auto* name : {"Vault", "OffsetVault"}) RandomCaller(name, setting, 8).run(4'000);
}
