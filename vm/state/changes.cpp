// Diffs written to a world state in a row, which can be taken back and written again.
#include "vm/state/changes.hpp"

#include <ranges>

namespace mozi::state {
namespace {

AccountChange inverse_of(const AccountChange& change, const WorldState& world) {
  AccountChange before;
  before.address = change.address;
  const Account* account = world.find(change.address);
  if (account == nullptr) {
    before.deleted = true;
    return before;
  }
  before.nonce = account->nonce;
  before.balance = account->balance;
  before.code_hash = account->code_hash;  // the world forgets no code
  before.storage_cleared = change.deleted || change.storage_cleared;
  if (before.storage_cleared)
    before.storage = account->storage.sorted();
  else
    for (const auto& [key, value] : change.storage)
      before.storage.emplace_back(key, account->storage.get(key));
  return before;
}

}  // namespace

StateDiff inverse_of(const StateDiff& diff, const WorldState& world) {
  StateDiff inverse;
  inverse.reserve(diff.size());
  for (const AccountChange& change : diff) inverse.push_back(inverse_of(change, world));
  return inverse;
}

void Changes::apply(WorldState& world, StateDiff diff) {
  StateDiff backward = inverse_of(diff, world);
  world.apply(diff);
  steps_.push_back({std::move(diff), std::move(backward)});
}

void Changes::undo(WorldState& world) const {
  for (const Step& step : steps_ | std::views::reverse) world.apply(step.backward);
}

void Changes::redo(WorldState& world) const {
  for (const Step& step : steps_) world.apply(step.forward);
}

}  // namespace mozi::state
