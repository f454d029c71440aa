// Logs: topics, and the data of the parameters that are not indexed.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// Emits an event node.
void emit_event(Code& code, const ast::Node& event);

}  // namespace mozi::front
