// The DAO fork's change of state (EIP-779).
#pragma once

#include "vm/state/journal.hpp"

namespace mozi::chain {

/// Moves the ether of the DAO and its children to the contract that gives it back.
void move_dao_ether(state::Journal& journal);

}  // namespace mozi::chain
