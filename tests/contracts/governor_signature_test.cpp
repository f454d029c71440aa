// GovernorVault: ballots by signature, once each.
#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include "tests/contracts/governor_world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// A key that signs hashes, by libsecp256k1.
class Key {
 public:
  explicit Key(const Hash& secret) : secret_(secret) {
    secp256k1_pubkey point;
    REQUIRE(secp256k1_ec_pubkey_create(context_.get(), &point, secret_.bytes.data()) == 1);
    std::array<uint8_t, 65> bytes{};
    size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(context_.get(), bytes.data(), &size, &point,
                                  SECP256K1_EC_UNCOMPRESSED);
    address = Address::from_word(crypto::keccak256({bytes.data() + 1, 64}).to_word());
  }
  [[nodiscard]] Bytes sign(const Hash& hash) const {
    secp256k1_ecdsa_recoverable_signature made;
    REQUIRE(secp256k1_ecdsa_sign_recoverable(context_.get(), &made, hash.bytes.data(),
                                             secret_.bytes.data(), nullptr, nullptr) == 1);
    Bytes signature(65);
    int recovery = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context_.get(), signature.data(),
                                                            &recovery, &made);
    signature[64] = static_cast<uint8_t>(27 + recovery);
    return signature;
  }
  Address address;

 private:
  Hash secret_;
  std::unique_ptr<secp256k1_context, void (*)(secp256k1_context*)> context_{
      secp256k1_context_create(SECP256K1_CONTEXT_SIGN), secp256k1_context_destroy};
};

struct Signed : GovernedWorld {
  Key key{tag("a secret")};

  Signed() {
    next_epoch();
    contribute(key.address, 7);
    contribute(alice, 3);
    next_epoch();
  }
  Word open(const std::string& name) {
    Proposal p;
    p.description = name;
    p.add(suite.ledger, "setWeight", {1, 1});
    const auto id = propose(alice, p);
    to_voting();
    return id;
  }
  [[nodiscard]] Hash digest(const Hash& struct_hash) const {
    const auto separator = hash_of(
        {tag("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
             .to_word(),
         tag("GovernorVault").to_word(), tag("1").to_word(), Word{31'337},
         governor.address.to_word()});
    Bytes bytes = {0x19, 0x01};
    bytes.insert(bytes.end(), separator.bytes.begin(), separator.bytes.end());
    bytes.insert(bytes.end(), struct_hash.bytes.begin(), struct_hash.bytes.end());
    return crypto::keccak256(bytes);
  }
  [[nodiscard]] Hash ballot(const Word& id, uint64_t support, const Address& voter,
                            uint64_t nonce) const {
    return digest(hash_of(
        {tag("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)").to_word(), id,
         Word{support}, voter.to_word(), Word{nonce}}));
  }
  std::string refused_ballot(const Word& id, uint64_t support, const Bytes& signature) {
    return refused(carol, "castVoteBySig", {id, support, key.address, signature});
  }
};

}  // namespace

TEST_CASE("anyone brings a signed ballot, and it counts once") {
  Signed w;
  const auto id = w.open("one");
  const auto signature = w.key.sign(w.ballot(id, in_favour, w.key.address, 0));
  const auto invalid = "GovernorInvalidSignature(voter: " + abi::to_checksum(w.key.address) + ")";
  CHECK(w.refused_ballot(id, against, signature) == invalid);
  auto altered = signature;
  altered[40] ^= 1;
  CHECK(w.refused_ballot(id, in_favour, altered) == invalid);
  altered = signature;
  altered.push_back(0);
  CHECK(w.refused_ballot(id, in_favour, altered) == invalid);
  // The same signature with the other s, which everybody can compute.
  altered = signature;
  const Word order{0xffffffffffffffff, 0xfffffffffffffffe, 0xbaaedce6af48a03b, 0xbfd25e8cd0364141};
  const auto s = (order - Word::load(signature.data() + 32)).to_bytes();
  std::copy(s.begin(), s.end(), altered.begin() + 32);
  altered[64] = signature[64] == 27 ? 28 : 27;
  CHECK(w.refused_ballot(id, in_favour, altered) == invalid);

  w.send(w.carol, w.governor, "castVoteBySig", {id, in_favour, w.key.address, signature});
  CHECK(w.number("hasVoted", {id, w.key.address}) == 1);
  CHECK(w.number("nonces", {w.key.address}) == 1);
  CHECK(w.refused_ballot(id, in_favour, signature) == invalid);  // replayed: the nonce has moved
  CHECK(w.refused_ballot(id, in_favour, w.key.sign(w.ballot(id, in_favour, w.key.address, 1)))
            .starts_with("GovernorAlreadyCastVote("));
}

TEST_CASE("a ballot with reason and parameters signs them too") {
  Signed w;
  const auto id = w.open("two");
  const Bytes params = {9, 8, 7};
  const auto hash = w.digest(hash_of(
      {tag("ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string "
           "reason,bytes params)")
           .to_word(),
       id, Word{abstaining}, w.key.address.to_word(), Word{0}, tag("why").to_word(),
       crypto::keccak256(params).to_word()}));
  const auto signature = w.key.sign(hash);
  const auto cast = [&](const char* reason) {
    return w.refused(w.carol, "castVoteWithReasonAndParamsBySig",
                     {id, abstaining, w.key.address, reason, params, signature});
  };
  CHECK(cast("because").starts_with("GovernorInvalidSignature("));
  CHECK(cast("why").empty());
  CHECK(w.client.view(w.governor, "proposalVotes", {id})[2].word == ether / Word{10} * Word{7});
}

TEST_CASE("a contract says by itself whether a ballot is its own") {
  Signed w;
  const auto id = w.open("three");
  w.chain.set_code(w.key.address, refuser());
  CHECK(w.refused_ballot(id, in_favour, {1}).starts_with("GovernorInvalidSignature("));
  w.chain.set_code(w.key.address, returns("0x1626ba"));
  CHECK(w.refused_ballot(id, in_favour, {1}).starts_with("GovernorInvalidSignature("));
  w.chain.set_code(w.key.address, returns("0x1626ba7e" + std::string(56, '0')));
  CHECK(w.refused_ballot(id, in_favour, {1}).empty());
}
