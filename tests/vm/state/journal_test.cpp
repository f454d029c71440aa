// The journal: reading through, reverting, ending transactions, and failing backends.
#include "vm/state/journal.hpp"

#include <catch2/catch.hpp>

#include "vm/crypto/keccak.hpp"
#include "vm/state/world_state.hpp"

using namespace mozi;
using namespace mozi::state;

namespace {

constexpr Address alice{{0xa1}};
constexpr Address bob{{0xb0}};
constexpr Address carol{{0xca}};

// A backend that counts its reads and fails on demand.
class CountingBackend final : public StateBackend {
 public:
  WorldState world;
  int reads = 0;
  bool fails = false;

  Expected<std::optional<AccountInfo>> account(const Address& address) override {
    if (const auto error = count()) return std::unexpected(*error);
    return world.account(address);
  }
  Expected<Code> code(const Hash& hash) override {
    if (const auto error = count()) return std::unexpected(*error);
    return world.code(hash);
  }
  Expected<Word> storage(const Address& address, const Word& key) override {
    if (const auto error = count()) return std::unexpected(*error);
    return world.storage(address, key);
  }
  Expected<Hash> block_hash(uint64_t number) override {
    if (const auto error = count()) return std::unexpected(*error);
    return world.block_hash(number);
  }

 private:
  std::optional<Error> count() {
    ++reads;
    return fails ? std::optional{Error{"the disk is gone"}} : std::nullopt;
  }
};

// Ends a transaction and writes what it changed.
void commit(Journal& journal, WorldState& world) {
  journal.end_transaction(EmptyAccounts::remove);
  world.apply(journal.take_diff());
}

}  // namespace

TEST_CASE("a journal reads accounts, code and slots once") {
  CountingBackend backend;
  backend.world.at(alice).balance = 10;
  backend.world.at(alice).storage.set(1, 11);
  backend.world.set_code(alice, {0xfe});
  Journal journal{backend};
  for (int i = 0; i < 3; ++i) {
    CHECK(journal.balance(alice) == Word{10});
    CHECK(journal.storage(alice, 1) == Word{11});
    CHECK(journal.code(alice).size() == 1);
    CHECK_FALSE(journal.exists(bob));
    journal.end_transaction(EmptyAccounts::remove);
  }
  CHECK(backend.reads == 4);
}

TEST_CASE("warming accounts and slots reads nothing") {
  CountingBackend backend;
  Journal journal{backend};
  CHECK(journal.access_account(alice) == Access::cold);
  CHECK(journal.access_account(alice) == Access::warm);
  CHECK(journal.access_storage(bob, 1) == Access::cold);
  CHECK(journal.access_storage(bob, 1) == Access::warm);
  CHECK(journal.access_storage(bob, 2) == Access::cold);
  CHECK(journal.access_account(bob) == Access::cold);
  journal.end_transaction(EmptyAccounts::remove);
  CHECK(journal.access_account(alice) == Access::cold);
  CHECK(journal.access_storage(bob, 1) == Access::cold);
  CHECK(backend.reads == 0);
}

TEST_CASE("a failing backend is reported and stays reported") {
  CountingBackend backend;
  backend.world.at(alice).balance = 10;
  backend.world.at(alice).storage.set(1, 11);
  backend.world.set_code(alice, {0xfe});
  Journal journal{backend};
  CHECK(journal.exists(alice));
  CHECK_FALSE(journal.failure());
  backend.fails = true;
  SECTION("reading an account") {
    CHECK(journal.balance(bob) == Word{});
  }
  SECTION("reading a slot") {
    CHECK(journal.storage(alice, 1) == Word{});
  }
  SECTION("reading code") {
    CHECK(journal.code(alice).empty());
  }
  SECTION("reading a block hash") {
    CHECK(journal.block_hash(1) == Hash{});
  }
  SECTION("writing a slot") {
    journal.set_storage(alice, 1, 5);
  }
  SECTION("touching") {
    journal.touch(bob);
  }
  REQUIRE(journal.failure());
  CHECK(journal.failure()->message == "the disk is gone");
  const int reads = backend.reads;
  journal.balance(carol);
  journal.storage(alice, 2);
  journal.code(alice);
  journal.block_hash(2);
  CHECK(backend.reads == reads);
  journal.end_transaction(EmptyAccounts::remove);
  CHECK(journal.failure());
}

TEST_CASE("revert takes back everything since the checkpoint and nothing before") {
  WorldState world;
  world.at(alice).balance = 100;
  world.at(alice).storage.set(1, 1);
  Journal journal{world};
  journal.add_balance(bob, 7);
  journal.set_transient_storage(alice, 1, 5);
  journal.add_log({alice, {}, {1}});
  const auto checkpoint = journal.checkpoint();
  CHECK(journal.subtract_balance(alice, 60));
  journal.add_balance(bob, 60);
  journal.set_nonce(alice, 9);
  journal.set_code(carol, {1});
  journal.set_storage(alice, 1, 2);
  journal.set_transient_storage(alice, 1, 6);
  journal.access_account(carol);
  journal.access_storage(alice, 1);
  journal.begin_creation(carol);
  journal.destruct(alice);
  journal.add_log({bob, {}, {2}});
  journal.revert(checkpoint);
  CHECK(journal.balance(alice) == Word{100});
  CHECK(journal.balance(bob) == Word{7});
  CHECK(journal.nonce(alice) == 0);
  CHECK_FALSE(journal.exists(carol));
  CHECK(journal.code(carol).empty());
  CHECK(journal.storage(alice, 1) == Word{1});
  CHECK(journal.transient_storage(alice, 1) == Word{5});
  CHECK(journal.access_account(carol) == Access::cold);
  CHECK(journal.access_storage(alice, 1) == Access::cold);
  CHECK_FALSE(journal.created(carol));
  CHECK_FALSE(journal.destructed(alice));
  CHECK(journal.logs() == std::vector<Log>{{alice, {}, {1}}});
}

TEST_CASE("balances too small are left alone") {
  WorldState world;
  world.at(alice).balance = 5;
  Journal journal{world};
  CHECK_FALSE(journal.subtract_balance(alice, 6));
  CHECK(journal.balance(alice) == Word{5});
  CHECK(journal.subtract_balance(alice, 5));
  CHECK(journal.is_empty(alice));
  CHECK(journal.subtract_balance(bob, 0));
}

TEST_CASE("storing a word tells how it relates to the original and current ones") {
  using enum StorageStatus;
  struct Row {
    int original, current, value;
    StorageStatus status;
  };
  // All cases of 0, X = 1, Y = 2, Z = 3.
  constexpr Row rows[] = {
      {0, 0, 0, assigned},          {0, 0, 1, added},         {0, 1, 0, added_deleted},
      {0, 1, 1, assigned},          {0, 1, 2, assigned},      {1, 1, 0, deleted},
      {1, 1, 1, assigned},          {1, 1, 2, modified},      {1, 0, 0, assigned},
      {1, 0, 1, deleted_restored},  {1, 0, 2, deleted_added}, {1, 2, 0, modified_deleted},
      {1, 2, 1, modified_restored}, {1, 2, 2, assigned},      {1, 2, 3, assigned},
  };
  for (const auto& row : rows) {
    CAPTURE(row.original, row.current, row.value);
    WorldState world;
    world.at(alice).storage.set(1, static_cast<uint64_t>(row.original));
    Journal journal{world};
    journal.set_storage(alice, 1, static_cast<uint64_t>(row.current));
    CHECK(journal.set_storage(alice, 1, static_cast<uint64_t>(row.value)) == row.status);
    CHECK(journal.storage(alice, 1) == Word{static_cast<uint64_t>(row.value)});
    CHECK(journal.original_storage(alice, 1) == Word{static_cast<uint64_t>(row.original)});
    journal.end_transaction(EmptyAccounts::keep);
    CHECK(journal.original_storage(alice, 1) == Word{static_cast<uint64_t>(row.value)});
  }
}

TEST_CASE("the next transaction starts from what the last one left") {
  WorldState world;
  world.at(alice).balance = 100;
  Journal journal{world};
  CHECK(journal.subtract_balance(alice, 1));
  journal.set_storage(alice, 1, 5);
  journal.set_transient_storage(alice, 1, 5);
  journal.add_log({alice, {}, {}});
  journal.begin_creation(bob);
  journal.end_transaction(EmptyAccounts::keep);
  CHECK(journal.balance(alice) == Word{99});
  CHECK(journal.original_storage(alice, 1) == Word{5});
  CHECK(journal.transient_storage(alice, 1) == Word{});
  CHECK(journal.logs().empty());
  CHECK_FALSE(journal.created(bob));
  CHECK(world.find(alice)->balance == Word{100});
  world.apply(journal.take_diff());
  CHECK(world.find(alice)->balance == Word{99});
  CHECK(journal.take_diff().empty());
}

TEST_CASE("a dropped transaction leaves nothing") {
  WorldState world;
  world.at(alice).balance = 100;
  Journal journal{world};
  CHECK(journal.subtract_balance(alice, 1));
  journal.touch(bob);
  journal.add_log({alice, {}, {}});
  journal.access_account(alice);
  journal.drop_transaction();
  CHECK(journal.balance(alice) == Word{100});
  CHECK_FALSE(journal.exists(bob));
  CHECK(journal.logs().empty());
  CHECK(journal.access_account(alice) == Access::cold);
  journal.end_transaction(EmptyAccounts::remove);
  CHECK(journal.take_diff().empty());
}

TEST_CASE("touched empty accounts go if the rules say so") {
  WorldState world;
  world.at(alice);
  world.at(bob);
  Journal journal{world};
  journal.touch(alice);
  journal.touch(carol);
  SECTION("EIP-161") {
    commit(journal, world);
    CHECK(world.addresses() == std::vector{bob});
    CHECK_FALSE(journal.exists(alice));
  }
  SECTION("before") {
    journal.end_transaction(EmptyAccounts::keep);
    world.apply(journal.take_diff());
    CHECK(world.addresses() == std::vector{alice, bob, carol});
  }
}

TEST_CASE("a reverted touch does not count, except that of RIPEMD-160") {
  const auto ripemd160 = Address::from_word(3);
  WorldState world;
  world.at(alice);
  world.at(ripemd160);
  Journal journal{world};
  const auto checkpoint = journal.checkpoint();
  journal.touch(alice);
  journal.touch(ripemd160);
  journal.revert(checkpoint);
  commit(journal, world);
  CHECK(world.addresses() == std::vector{alice});
}

TEST_CASE("destructed accounts vanish at the end and may come back") {
  WorldState world;
  world.at(alice).storage.set(1, 1);
  world.at(alice).balance = 5;
  world.set_code(alice, {1});
  Journal journal{world};
  CHECK(journal.destruct(alice));
  CHECK_FALSE(journal.destruct(alice));
  CHECK(journal.storage(alice, 1) == Word{1});
  CHECK(journal.code(alice).size() == 1);
  journal.end_transaction(EmptyAccounts::remove);
  CHECK_FALSE(journal.exists(alice));
  CHECK_FALSE(journal.has_storage(alice));
  CHECK(journal.storage(alice, 1) == Word{});
  CHECK(journal.destruct(alice));
  journal.drop_transaction();

  journal.begin_creation(alice);
  journal.set_nonce(alice, 1);
  journal.set_storage(alice, 2, 2);
  commit(journal, world);
  REQUIRE(world.find(alice) != nullptr);
  CHECK(world.find(alice)->storage.sorted() == std::vector<std::pair<Word, Word>>{{2, 2}});
  CHECK(world.find(alice)->balance == Word{});
  CHECK(world.code_of(alice).empty());
}

TEST_CASE("a creation clears old storage, keeps warmth, and a revert brings it back") {
  WorldState world;
  world.at(alice).storage.set(1, 11);
  world.at(alice).storage.set(2, 22);
  world.at(alice).balance = 5;
  Journal journal{world};
  CHECK(journal.has_storage(alice));
  journal.access_storage(alice, 1);
  CHECK(journal.storage(alice, 1) == Word{11});
  const auto checkpoint = journal.checkpoint();
  journal.begin_creation(alice);
  CHECK(journal.created(alice));
  CHECK(journal.balance(alice) == Word{5});
  CHECK_FALSE(journal.has_storage(alice));
  CHECK(journal.storage(alice, 1) == Word{});
  CHECK(journal.original_storage(alice, 1) == Word{});
  CHECK(journal.storage(alice, 2) == Word{});
  CHECK(journal.access_storage(alice, 1) == Access::warm);
  CHECK(journal.access_storage(alice, 2) == Access::cold);
  CHECK(journal.set_storage(alice, 2, 5) == StorageStatus::added);
  SECTION("reverted") {
    journal.revert(checkpoint);
    CHECK(journal.storage(alice, 2) == Word{22});  // at once: the last slot used is not this one
    CHECK(journal.has_storage(alice));
    CHECK(journal.storage(alice, 1) == Word{11});
    CHECK(journal.access_storage(alice, 1) == Access::warm);
    CHECK(journal.access_storage(alice, 2) == Access::cold);
    commit(journal, world);
    CHECK(world.find(alice)->storage.size() == 2);
  }
  SECTION("kept") {
    commit(journal, world);
    CHECK(world.find(alice)->storage.sorted() == std::vector<std::pair<Word, Word>>{{2, 5}});
  }
}

TEST_CASE("code is hashed, shared with the diff, and reverts to what it was") {
  WorldState world;
  world.set_code(alice, {1, 2, 3});
  Journal journal{world};
  const auto checkpoint = journal.checkpoint();
  journal.set_code(alice, {4, 5});
  CHECK(journal.code_hash(alice) == crypto::keccak256(Bytes{4, 5}));
  CHECK(journal.code(alice)[0] == 4);
  journal.revert(checkpoint);
  CHECK(journal.code_hash(alice) == crypto::keccak256(Bytes{1, 2, 3}));
  CHECK(journal.code(alice)[0] == 1);
  journal.set_code(alice, {});
  CHECK(journal.is_empty(alice));
  CHECK(journal.code_hash(alice) == crypto::keccak256_empty);
  CHECK(journal.code_hash(bob) == crypto::keccak256_empty);
  journal.set_code(bob, {9});
  commit(journal, world);
  CHECK(world.addresses() == std::vector{bob});
  CHECK(world.code_of(bob)[0] == 9);
}

TEST_CASE("a diff is in order of addresses and keys") {
  WorldState world;
  Journal journal{world};
  for (uint64_t i = 200; i > 0; --i)
    for (uint64_t k = 20; k > 0; --k)
      journal.set_storage(Address::from_word(i * 77 % 199 + 10), k * 13 % 17, i);
  journal.end_transaction(EmptyAccounts::keep);
  const auto diff = journal.take_diff();
  CHECK(diff.size() == 199);
  CHECK(std::ranges::is_sorted(diff, {}, &AccountChange::address));
  for (const auto& change : diff) {
    CHECK(std::ranges::is_sorted(change.storage));
    CHECK(change.storage.size() == 17);
  }
}
