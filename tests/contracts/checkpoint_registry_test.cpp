// CheckpointRegistry: what a committee signed with real ed25519 keys, and everything else refused.
#include <openssl/evp.h>

#include <algorithm>

#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// A member of a committee, by OpenSSL.
class Member {
 public:
  explicit Member(const Hash& seed)
      : key_(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.bytes.data(), 32),
             EVP_PKEY_free) {
    size_t size = 32;
    REQUIRE(EVP_PKEY_get_raw_public_key(key_.get(), public_.bytes.data(), &size) == 1);
  }
  [[nodiscard]] const Hash& key() const { return public_; }
  [[nodiscard]] Bytes sign(BytesView message) const {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    Bytes signature(64);
    size_t size = signature.size();
    REQUIRE(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
    REQUIRE(EVP_DigestSign(context.get(), signature.data(), &size, message.data(),
                           message.size()) == 1);
    return signature;
  }

 private:
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
  Hash public_;
};

std::vector<Member> committee_of(size_t size, std::string_view name = "member") {
  std::vector<Member> members;
  for (size_t i = 0; i < size; ++i)
    members.emplace_back(tag(std::string(name) + " " + std::to_string(i)));
  std::ranges::sort(members, {}, [](const Member& m) { return m.key().to_word(); });
  return members;
}

std::vector<Hash> keys_of(const std::vector<Member>& members) {
  std::vector<Hash> keys;
  for (const auto& member : members) keys.push_back(member.key());
  return keys;
}

Bytes message(uint64_t chain_id, uint64_t height, const Hash& block, const Hash& history) {
  const std::string_view domain = "CITRATE-CHECKPOINT-V1";
  Bytes bytes(domain.begin(), domain.end());
  for (const uint64_t number : {chain_id, height})
    for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<uint8_t>(number >> (8 * i)));
  const auto content = hash_of({block.to_word(), history.to_word()});
  bytes.insert(bytes.end(), content.bytes.begin(), content.bytes.end());
  return bytes;
}

struct Registry : World {
  std::vector<Member> members;
  const Deployed& registry = suite.checkpoint_registry;
  Address anyone = funded("anyone");
  Hash block = tag("block");
  Hash history = tag("history");

  explicit Registry(size_t size = 4)
      : World({.committee = keys_of(committee_of(size))}), members(committee_of(size)) {}

  /// The arguments of a submission that these members sign.
  Client::Arguments signed_by(const std::vector<size_t>& who, uint64_t height) {
    Word signers;
    Bytes signatures;
    for (const auto i : who) {
      signers = signers | (Word{1} << static_cast<unsigned>(i));
      const auto one = members[i].sign(message(31'337, height, block, history));
      signatures.insert(signatures.end(), one.begin(), one.end());
    }
    return {height, block, history, signers, signatures};
  }
  std::string refused(const Client::Arguments& arguments) {
    return fails(anyone, registry, "submit", arguments);
  }
};

}  // namespace

TEST_CASE("a checkpoint with more than two thirds of the signatures is final") {
  Registry w;
  w.chain.mine(30);
  CHECK(w.view(w.registry, "quorum").word == Word{3});
  const auto receipt = w.send(w.anyone, w.registry, "submit", w.signed_by({0, 1, 3}, 10));
  CHECK(World::events(w.registry, receipt) ==
        std::vector<std::string>{"CheckpointFinalized(height: 10, blockHash: " + to_hex(w.block) +
                                 ", historyRoot: " + to_hex(w.history) + ", signatures: 3)"});
  const auto stored = w.client.view(w.registry, "checkpoint", {10});
  CHECK(stored[0] == Value(w.block));
  CHECK(stored[1] == Value(w.history));
  CHECK(stored[2].word == Word{3});
  CHECK(w.view(w.registry, "latest").word == Word{10});
  w.send(w.anyone, w.registry, "submit", w.signed_by({0, 1, 2, 3}, 30));
  CHECK(w.view(w.registry, "latest").word == Word{30});
  CHECK(w.client.view(w.registry, "checkpoint", {20})[2].word.is_zero());
  CHECK(w.refused(w.signed_by({0, 1, 2}, 20)) == "AlreadyFinalized(height: 20)");
  CHECK(w.refused(w.signed_by({0, 1, 2}, 30)) == "AlreadyFinalized(height: 30)");
}

TEST_CASE("heights are multiples of ten that the chain has reached") {
  Registry w;
  w.chain.mine(30);
  for (const uint64_t height :
       {uint64_t{0}, uint64_t{9}, uint64_t{11}, uint64_t{1'000'000}, ~uint64_t{0} - 5})
    CHECK(w.refused(w.signed_by({0, 1, 2}, height)) ==
          "BadHeight(expectedMultipleOf: 10, height: " + std::to_string(height) + ")");
}

TEST_CASE("signers and signatures must match, and suffice") {
  Registry w;
  w.chain.mine(30);
  auto arguments = w.signed_by({0, 1, 2}, 10);
  arguments[3] = Word{0b10111};  // the committee has four
  CHECK(w.refused(arguments) == "BadSigners()");
  arguments = w.signed_by({0, 1, 2}, 10);
  arguments[4].bytes.pop_back();
  CHECK(w.refused(arguments) == "BadSigners()");
  arguments = w.signed_by({0, 1, 2}, 10);
  arguments[3] = Word{0b1111};
  CHECK(w.refused(arguments) == "BadSigners()");
  CHECK(w.refused(w.signed_by({0, 1}, 10)) == "BelowQuorum(have: 2, need: 3)");
  CHECK(w.refused(w.signed_by({}, 10)) == "BelowQuorum(have: 0, need: 3)");
}

TEST_CASE("a signature by another key, of another message or altered is named and refused") {
  Registry w;
  w.chain.mine(30);
  auto arguments = w.signed_by({0, 2, 3}, 10);
  arguments[3] = Word{0b0111};  // signed by 3, said to be by 1
  CHECK(w.refused(arguments) == "BadSignature(index: 1)");
  arguments = w.signed_by({0, 2, 3}, 10);
  arguments[0] = 20;
  CHECK(w.refused(arguments) == "BadSignature(index: 0)");
  arguments = w.signed_by({0, 2, 3}, 10);
  arguments[1] = tag("another block");
  CHECK(w.refused(arguments) == "BadSignature(index: 0)");
  arguments = w.signed_by({0, 2, 3}, 10);
  arguments[4].bytes[64 + 5] ^= 1;
  CHECK(w.refused(arguments) == "BadSignature(index: 2)");
}

TEST_CASE("a committee of a hundred needs 67 signatures and fits a block") {
  Registry w(100);
  w.chain.mine(30);
  CHECK(w.view(w.registry, "quorum").word == Word{67});
  std::vector<size_t> signers(66);
  for (size_t i = 0; i < signers.size(); ++i) signers[i] = i + (i > 20 ? 30 : 0);
  CHECK(w.refused(w.signed_by(signers, 10)) == "BelowQuorum(have: 66, need: 67)");
  signers.push_back(99);
  const auto receipt = w.send(w.anyone, w.registry, "submit", w.signed_by(signers, 10));
  CHECK(receipt.gas_used < 800'000);
}

TEST_CASE("governance replaces the committee; old signatures count no more") {
  Registry w;
  w.chain.mine(30);
  const auto old = w.signed_by({0, 1, 2}, 10);
  const auto next = keys_of(committee_of(7, "next"));
  std::vector<Value> keys(next.begin(), next.end());
  CHECK(w.fails(w.anyone, w.registry, "rotateCommittee", {Value(keys)}) ==
        "NotGovernance(caller: " + abi::to_checksum(w.anyone) + ")");
  const auto receipt = w.send(w.governance, w.registry, "rotateCommittee", {Value(keys)});
  CHECK(World::events(w.registry, receipt) ==
        std::vector<std::string>{"CommitteeRotated(rotation: 1, size: 7)"});
  CHECK(w.view(w.registry, "committee").items == keys);
  CHECK(w.view(w.registry, "quorum").word == Word{5});
  CHECK(w.refused(old) == "BelowQuorum(have: 3, need: 5)");
}

TEST_CASE("a committee is 1 to 100 ascending keys other than zero") {
  Registry w;
  const auto refused = [&](const std::vector<Value>& keys) {
    return w.fails(w.governance, w.registry, "rotateCommittee", {Value(keys)}) == "BadCommittee()";
  };
  const auto good = keys_of(committee_of(3));
  CHECK(refused({}));
  CHECK(refused({Hash{}}));
  CHECK(refused({Hash{}, good[0]}));
  CHECK(refused({good[0], good[0]}));
  CHECK(refused({good[1], good[0]}));
  const auto many = keys_of(committee_of(101));
  CHECK(refused({many.begin(), many.end()}));
  CHECK_FALSE(refused({many.begin(), many.end() - 1}));
  CHECK_THROWS_AS(w.client.deploy(w.governance, "CheckpointRegistry",
                                  {w.governance, Value(std::vector<Value>{})}),
                  suite::CallFailed);
}

TEST_CASE("without the precompile a registry refuses, it does not believe") {
  chain::DevChain plain({.lattice = false});
  Client client(plain);
  const auto anyone = who("anyone");
  plain.set_balance(anyone, Word{1} << 100);
  const auto members = committee_of(1);
  const auto registry =
      client.deploy(anyone, "CheckpointRegistry", {anyone, std::vector<Value>{members[0].key()}});
  plain.mine(30);
  const auto receipt = client.try_send(
      anyone, registry, "submit",
      {10, tag("b"), tag("h"), 1, members[0].sign(message(31'337, 10, tag("b"), tag("h")))});
  CHECK(Client::explain(registry, receipt).starts_with("EmptyResult(target: "));
}
