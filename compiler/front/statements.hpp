// Lowers statements.
#pragma once

#include <set>

#include "compiler/front/code.hpp"

namespace mozi::front {

/// Lowers the statements in order, up to one that ends the path.
void lower_block(Code& code, const ast::Block& block);
/// If, While and For, Break and Continue.
void lower_if(Code& code, const ast::Statement& statement);
void lower_while(Code& code, const ast::Statement& statement);
void lower_jump_out(Code& code, const ast::Statement& statement);
void lower_try(Code& code, const ast::Statement& statement);

/// let, set and delete.
void lower_let(Code& code, const ast::Statement& statement);
void lower_set(Code& code, const ast::Statement& statement);
void lower_reset(Code& code, const ast::Statement& statement);
/// Gives locals their values: one each, or the members of one struct.
void assign_locals(Code& code, std::span<const uint32_t> locals, const Val& value);

/// Adds the locals that a block gives new values to.
void collect_assigned(const ast::Block& block, std::set<uint32_t>& assigned);
/// Marks the locals that a block reads.
void collect_read(const ast::Block& block, std::vector<bool>& read);

}  // namespace mozi::front
