// Reverting with custom errors: selectors as traps where that is all, else encoded out of line.
#pragma once

#include <optional>

#include "compiler/front/code.hpp"

namespace mozi::front {

/// The trap of an error without arguments (no node: empty data); nothing if it has arguments.
std::optional<ir::Trap> trap_of(Code& code, const ast::Node* error);
/// Ends the call with the error, its arguments evaluated here.
void revert_with(Code& code, const ast::Node* error);
/// Ends the call with error `index` of the contract and these arguments.
void revert_with(Code& code, uint32_t index, std::span<const Val> arguments);
/// `condition` (or, if not `wanted`, its opposite) or else the error, evaluated only then.
void require_or(Code& code, const ast::Node& condition, bool wanted, const ast::Node* error);
/// Ends the call with what the last external call returned.
void revert_with_return_data(Code& code);

}  // namespace mozi::front
