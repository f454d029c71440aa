// The reentrancy lock of `nonreentrant` functions, in transient storage.
#include "compiler/front/guard.hpp"

#include <algorithm>

#include "compiler/front/errors.hpp"
#include "compiler/front/signatures.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

ir::Trap reentrancy_trap(const ast::Contract& contract) {
  const auto& own = contract.reentrancy_error;
  const std::string name = own ? contract.errors[*own].name : "ReentrancyGuardReentrantCall";
  const auto selector = selector_of(name, {});
  ir::Trap trap{.kind = ir::Trap::Kind::error, .panic_code = 0, .selector = {}};
  for (unsigned i = 0; i < 4; ++i)
    trap.selector[i] = static_cast<uint8_t>(selector >> (24 - 8 * i));
  return trap;
}

}  // namespace

uint64_t lock_slot(const ast::Contract& contract) {
  uint64_t slot = 0;
  for (const auto& field : contract.fields)
    if (field.transient) slot = std::max(slot, field.slot + storage_slots(*field.type));
  return slot;
}

Guard guard_of(const Unit& unit, const ast::Function& function) {
  if (!function.nonreentrant) return Guard::none;
  const auto index = static_cast<size_t>(&function - unit.contract.functions.data());
  const bool reads_only = unit.effects[index].level <= ast::Mutability::view;
  return reads_only ? Guard::tested : Guard::taken;
}

void enter(Code& code, Guard guard) {
  if (guard == Guard::none) return;
  const auto& contract = code.unit.contract;
  const V taken = code.emit(ir::Op::tload, {lock_slot(contract)});
  code.refuse(taken, reentrancy_trap(contract));
  if (guard == Guard::taken) code.effect(ir::Op::tstore, {lock_slot(contract), 1});
}

void leave(Code& code, Guard guard) {
  if (guard == Guard::taken) code.effect(ir::Op::tstore, {lock_slot(code.unit.contract), 0});
}

}  // namespace mozi::front
