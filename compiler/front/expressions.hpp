// Lowers expressions: every op of ast_ops.def that is not a call.
#pragma once

#include "compiler/front/code.hpp"
#include "compiler/front/memory.hpp"

namespace mozi::front {

/// What the node denotes, as it lies: places are not read yet.
Val eval(Code& code, const ast::Node& node);
/// The word that a node of a word type gives.
V word(Code& code, const ast::Node& node);
/// Like eval, but words are read: later effects do not change it.
Val value(Code& code, const ast::Node& node);
/// The values of the nodes from `first` on, in order.
std::vector<Val> values(Code& code, std::span<const ast::NodeRef> nodes);
/// The result of an arithmetic, bitwise or shift node for operands that are there already.
V combine(Code& code, const ast::Node& operation, V a, V b);
/// The keccak256 of the bytes that a node gives; of a constant text, a constant.
V hash_of(Code& code, const ast::Node& node);
/// The bytes that a node gives, in memory that the next use of free memory may overwrite.
Span bytes_span(Code& code, const ast::Node& node);

}  // namespace mozi::front
