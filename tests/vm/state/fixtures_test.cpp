// Ethereum's own vectors: RLP, tries, transactions, and the states and transactions of state tests.
#include "tests/support/fixtures.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/hex.hpp"
#include "vm/state/rlp.hpp"
#include "vm/state/state_root.hpp"
#include "vm/state/transaction.hpp"
#include "vm/state/trie.hpp"
#include "vm/state/world_state.hpp"

using namespace mozi;
using namespace mozi::state;
using nlohmann::json;
using test::from_hex;
using test::hex;

namespace {

// Fixtures spell text as it is and bytes with "0x".
Bytes bytes_in(const std::string& text) {
  return text.starts_with("0x") ? from_hex(text) : test::bytes_of(text);
}

Word word_in(const json& text) {
  auto digits = text.get<std::string>();
  if (digits == "0x") return {};
  Word out;
  if (!parse_word(digits, out)) throw std::invalid_argument("not a word: " + digits);
  return out;
}

// Numbers too big for JSON are spelt "#" and decimal digits; one does not even fit a word.
Bytes big_number(const std::string& decimal) {
  Bytes out;
  export_bits(boost::multiprecision::cpp_int{decimal}, std::back_inserter(out), 8);
  return out;
}

void encode_json(rlp::Encoder& out, const json& value) {
  if (value.is_array()) {
    out.list([&] {
      for (const auto& item : value) encode_json(out, item);
    });
  } else if (value.is_number()) {
    out.number(value.get<uint64_t>());
  } else if (const auto text = value.get<std::string>(); text.starts_with("#")) {
    out.bytes(big_number(text.substr(1)));
  } else {
    out.bytes(test::bytes_of(text));
  }
}

// The pairs of a trie test: an object, or a list of writes where null deletes.
std::map<Bytes, Bytes> pairs_in(const json& in) {
  std::map<Bytes, Bytes> out;
  if (in.is_object()) {
    for (const auto& [key, value] : in.items()) out[bytes_in(key)] = bytes_in(value);
    return out;
  }
  for (const auto& write : in) {
    const auto key = bytes_in(write[0]);
    if (write[1].is_null())
      out.erase(key);
    else
      out[key] = bytes_in(write[1]);
  }
  return out;
}

// What a fork or the chain forbids, but not the encoding: the reader lets it pass.
bool depends_on_rules(const std::string& exception) {
  static const std::set<std::string> names = {
      "TYPE_NOT_SUPPORTED",
      "INTRINSIC_GAS_TOO_LOW",
      "INVALID_CHAINID",
      "NONCE_TOO_BIG",
      "GASLIMIT_PRICE_PRODUCT_OVERFLOW",
      "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2",
  };
  return names.contains(exception.substr(exception.find('.') + 1));
}

void check_transaction(const Bytes& encoded, const std::string& fork, const json& result) {
  const auto tx = decode_transaction(encoded);
  const auto high_s = fork == "Frontier" ? HighS::allow : HighS::refuse;
  const auto from = tx ? recover_sender(*tx, high_s) : Expected<Address>{};
  if (result.contains("exception")) {
    const auto exception = result["exception"].get<std::string>();
    CAPTURE(exception);
    if (depends_on_rules(exception)) return;
    // EIP-155 came with EIP-158; what protects against replay is no signature before.
    if (tx && tx->chain_id && (fork == "Frontier" || fork == "Homestead" || fork == "EIP150"))
      return;
    CHECK_FALSE((tx && from));
    return;
  }
  REQUIRE(tx);
  REQUIRE(from);
  CHECK(to_hex(*from) == result["sender"].get<std::string>());
  CHECK(to_hex(transaction_hash(*tx)) == result["hash"].get<std::string>());
  CHECK(hex(encode_transaction(*tx)) == hex(encoded));
}

WorldState world_in(const json& accounts) {
  WorldState world;
  for (const auto& [key, account] : accounts.items()) {
    const auto address = *parse_address(key);
    auto& to = world.at(address);
    to.nonce = word_in(account["nonce"]).low();
    to.balance = word_in(account["balance"]);
    for (const auto& [slot, value] : account["storage"].items())
      to.storage.set(word_in(slot), word_in(value));
    world.set_code(address, from_hex(account["code"].get<std::string>()));
  }
  return world;
}

void check_state_case(const json& test, const json& post) {
  CHECK(to_hex(state_root(world_in(post["state"]))) == post["hash"].get<std::string>());
  if (post.contains("expectException")) return;
  const auto encoded = from_hex(post["txbytes"].get<std::string>());
  const auto tx = decode_transaction(encoded);
  REQUIRE(tx);
  CHECK(hex(encode_transaction(*tx)) == hex(encoded));
  const auto from = recover_sender(*tx);
  REQUIRE(from);
  CHECK(to_hex(*from) == test["transaction"]["sender"].get<std::string>());
}

}  // namespace

TEST_CASE("rlp agrees with the RLP tests") {
  const auto file = test::fixtures("RLPTests/rlptest.json");
  if (!file) return;
  const auto tests = test::read_json(*file);
  for (const auto& [name, test] : tests.items()) {
    CAPTURE(name);
    rlp::Encoder e;
    encode_json(e, test["in"]);
    const auto expected = test["out"].get<std::string>();
    CHECK("0x" + hex(e.view()) == expected);
    CHECK(rlp::validate(from_hex(expected)));
  }
  for (const auto& more : test::json_files(*test::fixtures("RLPTests/RandomRLPTests"))) {
    const auto more_tests = test::read_json(more);
    for (const auto& [name, test] : more_tests.items()) {
      CAPTURE(name);
      CHECK(rlp::validate(from_hex(test["out"].get<std::string>())).has_value() ==
            (test["in"] == "VALID"));
    }
  }
}

TEST_CASE("trie roots agree with the trie tests") {
  for (const std::string name : {"trieanyorder", "trieanyorder_secureTrie", "trietest"}) {
    const auto file = test::fixtures("TrieTests/" + name + ".json");
    if (!file) return;
    const auto tests = test::read_json(*file);
    for (const auto& [test_name, test] : tests.items()) {
      CAPTURE(name, test_name);
      const auto pairs = pairs_in(test["in"]);
      std::vector<TrieEntry> entries;
      SecureTrie secure;
      for (const auto& [key, value] : pairs) {
        entries.push_back({key, value});
        secure.insert(key, value);
      }
      const auto root = name.ends_with("secureTrie") ? secure.root() : trie_root(entries);
      CHECK(to_hex(root) == test["root"].get<std::string>());
    }
  }
}

TEST_CASE("transactions agree with the transaction tests") {
  const auto folder = test::fixtures("TransactionTests");
  if (!folder) return;
  for (const auto& file : test::json_files(*folder)) {
    const auto tests = test::read_json(file);
    for (const auto& [name, test] : tests.items()) {
      const auto encoded = from_hex(test["txbytes"].get<std::string>());
      for (const auto& [fork, result] : test["result"].items()) {
        CAPTURE(file.filename(), name, fork);
        check_transaction(encoded, fork, result);
      }
    }
  }
}

TEST_CASE("states and transactions of state tests have the given roots and senders") {
  for (const std::string name : {"berlin", "paris", "shanghai/eip3651_warm_coinbase",
                                 "cancun/eip4844_blobs", "prague/eip7702_set_code_tx"}) {
    const auto folder = test::fixtures("eest/state_tests/" + name);
    if (!folder) return;
    for (const auto& file : test::json_files(*folder)) {
      const auto tests = test::read_json(file);
      for (const auto& [test_name, test] : tests.items())
        for (const auto& [fork, cases] : test["post"].items()) {
          CAPTURE(test_name, fork);
          for (const auto& post : cases) check_state_case(test, post);
        }
    }
  }
}
