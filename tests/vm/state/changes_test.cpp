// Taking diffs back and writing them again, against copies of the whole state.
#include "vm/state/changes.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"
#include "vm/state/journal.hpp"
#include "vm/state/state_root.hpp"

using namespace mozi;
using namespace mozi::state;

namespace {

Address account(uint64_t n) {
  return Address::from_word(Word{0x100} + Word{n});
}

/// A transaction that does a bit of everything to a few accounts.
StateDiff random_transaction(WorldState& world, test::Random& random) {
  Journal journal(world);
  for (int i = 0; i < 12; ++i) {
    const Address address = account(random.below(6));
    switch (random.below(6)) {
      case 0:
        journal.set_balance(address, random.below(3));
        break;
      case 1:
        journal.set_nonce(address, random.below(3));
        break;
      case 2:
        journal.set_code(address, Bytes(random.below(3), 0xfe));
        break;
      case 3:
        journal.begin_creation(address);
        break;
      case 4:
        journal.destruct(address);
        break;
      default:
        journal.add_balance(address, 1);
        journal.set_storage(address, random.below(4), random.below(3));
    }
  }
  journal.end_transaction(EmptyAccounts::remove);
  return journal.take_diff();
}

}  // namespace

TEST_CASE("changes can be taken back and written again") {
  test::Random random;
  CAPTURE(test::seed());
  for (int round = 0; round < 300; ++round) {
    WorldState world;
    Changes setup;
    for (int i = 0; i < 2; ++i) setup.apply(world, random_transaction(world, random));
    const WorldState before = world;
    Changes changes;
    for (int i = 0; i < 3; ++i) changes.apply(world, random_transaction(world, random));
    const WorldState after = world;
    for (int i = 0; i < 2; ++i) {
      changes.undo(world);
      REQUIRE(world == before);
      REQUIRE(state_root(world) == state_root(before));
      changes.redo(world);
      REQUIRE(world == after);
    }
  }
}

TEST_CASE("an account that comes back has its code and storage again") {
  WorldState world;
  world.set_code(account(1), {0x60, 0x01});
  world.at(account(1)).storage.set(7, 9);
  const WorldState before = world;
  Changes changes;
  AccountChange gone;
  gone.address = account(1);
  gone.deleted = true;
  changes.apply(world, {gone});
  CHECK(world.find(account(1)) == nullptr);
  changes.undo(world);
  CHECK(world == before);
  CHECK(world.code_of(account(1)).size() == 2);
}
