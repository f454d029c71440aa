// Calls: internal functions, interfaces of other contracts, low-level calls, creations.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

Val call_internal(Code& code, const ast::Node& node);
Val call_external(Code& code, const ast::Node& node);
Val send_value(Code& code, const ast::Node& node);
Val create_contract(Code& code, const ast::Node& node);
Val create_code(Code& code, const ast::Node& node);
Val creation_code(Code& code, const ast::Node& node);
Val recover(Code& code, const ast::Node& node);

/// Whether a low-level call's return data is wanted.
enum class ReturnData : uint8_t { copied, ignored };
/// The struct {bool ok; bytes data}; without data if it is ignored.
Val call_raw(Code& code, const ast::Node& node, ReturnData data);
Val call_raw_node(Code& code, const ast::Node& node);

/// A call or creation that has run, its success not looked at yet.
struct Outcome {
  V ok;
  V target;                    // the contract called
  std::vector<TypeRef> types;  // of what it returns
  V buffer;                    // where words that it returned lie
  bool is_creation = false;
};
Outcome start_call(Code& code, const ast::Node& node);
Outcome start_creation(Code& code, const ast::Node& node);
/// What a successful call or creation gives, decoded and checked.
std::vector<Val> results_of(Code& code, const Outcome& outcome);
/// The last call's return data as bytes in memory.
Val return_data(Code& code);

/// The struct or single value that several values make for a node of type `type`.
Val gather(const TypeRef& type, std::vector<Val> values, bool spread);

}  // namespace mozi::front
