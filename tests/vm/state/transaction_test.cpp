// Transactions of every type against ethers, as round trips, and cut or changed.
#include "vm/state/transaction.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"

using namespace mozi;
using namespace mozi::state;
using test::from_hex;
using test::hex;

namespace {

struct Vector {
  const char* what;
  const char* encoded;
  const char* hash;
  const char* signing_hash;
};

// Signed by ethers 6.17 with the key of EIP-155's example, 32 bytes of 0x46.
constexpr Vector vectors[] = {
#include "tests/vm/state/transactions.inc"
};
constexpr const char* sender = "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f";

Hash random_hash(std::mt19937_64& random) {
  return Hash::from_word({random(), random(), random(), random()});
}

Word random_number(std::mt19937_64& random) {
  return random_hash(random).to_word() >> (random() % 257);
}

Transaction random_transaction(std::mt19937_64& random, const Hash& key) {
  Transaction tx;
  tx.type = static_cast<TxType>(random() % 5);
  if (tx.type != TxType::legacy || random() % 2 == 0) tx.chain_id = Word{random() >> 2};
  tx.nonce = random() >> (random() % 64);
  tx.max_fee_per_gas = random_number(random);
  tx.max_priority_fee_per_gas =
      tx.type >= TxType::dynamic_fee ? random_number(random) : tx.max_fee_per_gas;
  tx.gas_limit = random() >> (random() % 64);
  if (tx.type >= TxType::blob || random() % 3 != 0)
    tx.to = Address::from_word(random_hash(random).to_word());
  tx.value = random_number(random);
  tx.data.resize(random() % 100);
  for (auto& b : tx.data) b = static_cast<uint8_t>(random());
  for (size_t i = tx.type == TxType::legacy ? 0 : random() % 3; i > 0; --i) {
    auto& item = tx.access_list.emplace_back();
    item.address = Address::from_word(random_hash(random).to_word());
    item.keys.resize(random() % 3, random_hash(random));
  }
  if (tx.type == TxType::blob) {
    tx.max_fee_per_blob_gas = random_number(random);
    tx.blob_hashes.resize(random() % 4, random_hash(random));
  }
  for (size_t i = tx.type == TxType::set_code ? random() % 3 : 0; i > 0; --i) {
    auto& a = tx.authorizations.emplace_back();
    a.chain_id = random_number(random);
    a.address = Address::from_word(random_hash(random).to_word());
    a.nonce = random() >> (random() % 64);
    REQUIRE(sign(a, key));
  }
  REQUIRE(sign(tx, key));
  return tx;
}

}  // namespace

TEST_CASE("transactions of every type agree with ethers") {
  for (const auto& vector : vectors) {
    CAPTURE(vector.what);
    const Bytes encoded = from_hex(vector.encoded);
    const auto tx = decode_transaction(encoded);
    REQUIRE(tx);
    CHECK(hex(encode_transaction(*tx)) == hex(encoded));
    CHECK(to_hex(transaction_hash(*tx)) == vector.hash);
    CHECK(to_hex(signing_hash(*tx)) == vector.signing_hash);
    const auto from = recover_sender(*tx);
    REQUIRE(from);
    CHECK(to_hex(*from) == sender);
  }
}

TEST_CASE("an authorization gives away its authority") {
  const auto tx = decode_transaction(from_hex(std::prev(std::end(vectors))->encoded));
  REQUIRE(tx);
  REQUIRE(tx->authorizations.size() == 1);
  auto authorization = tx->authorizations[0];
  CHECK(authorization.nonce == 5);
  const auto authority = recover_authority(authorization);
  REQUIRE(authority);
  CHECK(to_hex(*authority) == "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b");
  authorization.signature.s = crypto::secp256k1_order - authorization.signature.s;
  authorization.signature.y_parity ^= 1;
  CHECK_FALSE(recover_authority(authorization));
}

TEST_CASE("what is signed and encoded is decoded and recovered") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 300; ++i) {
    const Hash key = random_hash(random);
    const auto tx = random_transaction(random, key);
    const auto again = decode_transaction(encode_transaction(tx));
    REQUIRE(again);
    CHECK(*again == tx);
    const auto from = recover_sender(*again);
    REQUIRE(from);
    CHECK(*from == *crypto::address_of_key(key));
    for (const auto& authorization : again->authorizations)
      CHECK(recover_authority(authorization) == *from);
  }
}

TEST_CASE("a high s is refused since Homestead and was fine before") {
  Transaction tx;
  const auto key = Hash::from_word(Word{77});
  REQUIRE(sign(tx, key));
  tx.signature.s = crypto::secp256k1_order - tx.signature.s;
  tx.signature.y_parity ^= 1;
  CHECK_FALSE(recover_sender(tx));
  const auto from = recover_sender(tx, HighS::allow);
  REQUIRE(from);
  CHECK(*from == *crypto::address_of_key(key));
}

TEST_CASE("wrong transactions are refused with the reason") {
  const auto error = [](std::string_view encoded) {
    const auto tx = decode_transaction(from_hex(encoded));
    return tx ? "none" : tx.error().message;
  };
  CHECK(error("") ==
        "transaction: list of fields at byte 0: expected another item, got the end of the list");
  CHECK(error("00c0") == "transaction: expected a list or a type from 1 to 4, got 0x00");
  CHECK(error("05c0") == "transaction: expected a list or a type from 1 to 4, got 0x05");
  CHECK(error("80") == "transaction: expected a list or a type from 1 to 4, got 0x80");
  CHECK(error("0280") == "transaction: list of fields at byte 0: expected a list, got a string");
  CHECK(error("c0") ==
        "transaction: nonce at byte 1: expected another item, got the end of the list");
  CHECK(error("c9808080808080808080") ==
        "transaction: v at byte 7: expected 27, 28 or at least 35, got 0");
  CHECK(error("c98080808080801b8080") == "none");
  CHECK(error("ca8080808080801b808080") ==
        "transaction: transaction at byte 10: expected the end of the list, got more items");
  CHECK(error("c98080808080801b808080") ==
        "transaction: input at byte 10: expected the end of the list, got more items");
  CHECK(error("ca8080808101"
              "80801b8080")
            .starts_with("transaction: to at byte"));
  CHECK(error("cb8080808201018080"
              "1b8080") == "transaction: to at byte 4: expected no or 20 bytes, got 2");
}

TEST_CASE("blob and set-code transactions create no contracts") {
  for (const auto type : {TxType::blob, TxType::set_code}) {
    Transaction tx;
    tx.type = type;
    tx.chain_id = 1;
    const auto again = decode_transaction(encode_transaction(tx));
    REQUIRE_FALSE(again);
    CHECK(again.error().message == "transaction: to at byte 6: expected 20 bytes, got 0");
  }
}

TEST_CASE("no prefix of a transaction passes, and no change of a byte goes unseen") {
  for (const auto& vector : vectors) {
    CAPTURE(vector.what);
    const Bytes encoded = from_hex(vector.encoded);
    for (size_t n = 0; n < encoded.size(); ++n)
      CHECK_FALSE(decode_transaction(BytesView{encoded}.first(n)));
    for (size_t i = 0; i < encoded.size(); ++i) {
      Bytes changed = encoded;
      changed[i] ^= static_cast<uint8_t>(1u << (i % 8));
      const auto tx = decode_transaction(changed);
      if (!tx) continue;
      CHECK(hex(encode_transaction(*tx)) == hex(changed));  // so the encoding is canonical
      const auto from = recover_sender(*tx);
      if (from) CHECK(to_hex(*from) != sender);
    }
  }
}
