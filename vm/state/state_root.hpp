// The state root: one hash over all accounts and their storage.
#pragma once

#include "vm/state/world_state.hpp"

namespace mozi::state {

/// The root of the trie of an account's storage.
[[nodiscard]] Hash storage_root(const Storage& storage);

/// The root of the trie of all accounts.
[[nodiscard]] Hash state_root(const WorldState& world);

}  // namespace mozi::state
