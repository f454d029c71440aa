// The reentrancy lock of `nonreentrant` functions, in transient storage.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The transient slot of the lock: the first that no field of the contract uses.
uint64_t lock_slot(const ast::Contract& contract);
/// What `nonreentrant` means for a function: one that only reads cannot take the lock, but tests
/// it.
enum class Guard : uint8_t { none, tested, taken };
Guard guard_of(const Unit& unit, const ast::Function& function);
/// Reverts if another function has the lock; takes it if the guard does.
void enter(Code& code, Guard guard);
void leave(Code& code, Guard guard);

}  // namespace mozi::front
