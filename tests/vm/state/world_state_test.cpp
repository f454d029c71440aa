// The in-memory state: storage without zeros, shared code, diffs, and state roots.
#include "vm/state/world_state.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "vm/state/rlp.hpp"
#include "vm/state/state_root.hpp"
#include "vm/state/trie.hpp"

using namespace mozi;
using namespace mozi::state;
using test::from_hex;

namespace {

constexpr Address alice{{0xa1}};
constexpr Address bob{{0xb0}};

}  // namespace

TEST_CASE("storage keeps no zeros and lists its slots by key") {
  Storage storage;
  storage.set(5, 50);
  storage.set(1, 10);
  storage.set(~Word{}, 7);
  storage.set(5, 0);
  storage.set(6, 0);
  CHECK(storage.size() == 2);
  CHECK(storage.get(1) == Word{10});
  CHECK(storage.get(5) == Word{});
  CHECK(storage.sorted() == std::vector<std::pair<Word, Word>>{{1, 10}, {~Word{}, 7}});
}

TEST_CASE("a world state answers a journal's reads") {
  WorldState world;
  world.at(alice).nonce = 3;
  world.at(alice).balance = 1000;
  world.at(alice).storage.set(1, 2);
  world.set_code(bob, {0x60, 0x01});
  world.set_block_hash(7, Hash{{7}});

  const auto a = world.account(alice);
  REQUIRE((a && *a));
  CHECK((*a)->nonce == 3);
  CHECK((*a)->balance == Word{1000});
  CHECK((*a)->code_hash == crypto::keccak256_empty);
  CHECK((*a)->has_storage);
  const auto b = world.account(bob);
  REQUIRE((b && *b));
  CHECK_FALSE((*b)->has_storage);
  const auto code = world.code((*b)->code_hash);
  REQUIRE(code);
  CHECK(**code == Bytes{0x60, 0x01});
  CHECK_FALSE(world.code(Hash{{1}}));
  CHECK(world.account(Address{})->has_value() == false);
  CHECK(world.storage(alice, 1) == Word{2});
  CHECK(world.storage(bob, 1) == Word{});
  CHECK(world.block_hash(7) == Hash{{7}});
  CHECK(world.block_hash(8) == Hash{});
}

TEST_CASE("accounts with the same code share it") {
  WorldState world;
  world.set_code(alice, {1, 2, 3});
  world.set_code(bob, {1, 2, 3});
  CHECK(world.code_of(alice).data() == world.code_of(bob).data());
  world.set_code(bob, {});
  CHECK(world.code_of(bob).empty());
  CHECK(world.find(bob)->code_hash == crypto::keccak256_empty);
  CHECK(world.code_of(Address{}).empty());
}

TEST_CASE("a copied world state goes its own way") {
  WorldState world;
  world.at(alice).balance = 1;
  WorldState copy = world;
  CHECK(copy == world);
  copy.at(alice).balance = 2;
  copy.at(alice).storage.set(1, 1);
  CHECK(world.find(alice)->balance == Word{1});
  CHECK(world.find(alice)->storage.empty());
  CHECK_FALSE(copy == world);
}

TEST_CASE("a diff deletes, clears and writes") {
  WorldState world;
  world.at(alice).storage.set(1, 1);
  world.at(alice).storage.set(2, 2);
  world.at(bob).balance = 9;
  AccountChange a{.address = alice,
                  .storage_cleared = true,
                  .nonce = 4,
                  .balance = 5,
                  .code = {},
                  .storage = {{3, 3}}};
  AccountChange b{.address = bob, .deleted = true, .balance = {}, .code = {}, .storage = {}};
  world.apply({a, b});
  CHECK(world.size() == 1);
  CHECK(world.find(bob) == nullptr);
  CHECK(world.find(alice)->nonce == 4);
  CHECK(world.find(alice)->storage.sorted() == std::vector<std::pair<Word, Word>>{{3, 3}});
}

TEST_CASE("the state root is that of a trie of accounts") {
  WorldState world;
  CHECK(state_root(world) == empty_trie_root);
  world.at(alice).nonce = 1;
  world.at(alice).balance = 0x1234;
  world.at(alice).storage.set(1, 0x80);
  world.set_code(bob, {0xfe});

  const auto account = [](uint64_t nonce, const Word& balance, const Hash& root, const Hash& code) {
    rlp::Encoder e;
    e.list([&] {
      e.number(nonce);
      e.number(balance);
      e.hash(root);
      e.hash(code);
    });
    return e.take();
  };
  SecureTrie storage;
  storage.insert(Word{1}.to_bytes(), from_hex("8180"));
  SecureTrie accounts;
  accounts.insert(alice.bytes, account(1, 0x1234, storage.root(), crypto::keccak256_empty));
  accounts.insert(bob.bytes, account(0, 0, empty_trie_root, crypto::keccak256(Bytes{0xfe})));
  CHECK(state_root(world) == accounts.root());
}
