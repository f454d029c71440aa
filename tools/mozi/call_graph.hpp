// Which of a contract's functions call which, from its debug information.
#pragma once

#include <map>
#include <set>
#include <string>

#include "vm/trace/debug_info.hpp"

namespace mozi::cli {

/// Callees by caller. What leaves the contract is "(external call)".
using CallGraph = std::map<std::string, std::set<std::string>>;

/// Of the runtime code: calls that were inlined, calls that were not, and calls of other contracts.
CallGraph call_graph(const trace::DebugInfo& debug);

/// The graph for Graphviz.
std::string to_dot(const CallGraph& graph, const std::string& name);
/// The graph as a picture: callers left of their callees.
std::string to_svg(const CallGraph& graph, const std::string& name);

}  // namespace mozi::cli
