// Which of a contract's functions call which, from its debug information.
#include "tools/mozi/call_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "vm/isa/opcodes.hpp"

namespace mozi::cli {
namespace {

using trace::DebugInfo;
using trace::no_index;

constexpr const char* outside = "(external call)";

/// The name of the function that a place is in; empty for code of no function.
std::string function_at(const DebugInfo& debug, int32_t place) {
  if (place == no_index) return "";
  const int32_t scope = debug.places[static_cast<size_t>(place)].scope;
  return scope == no_index ? "" : debug.scopes[static_cast<size_t>(scope)].name;
}

void add(CallGraph& graph, const std::string& caller, const std::string& callee) {
  if (caller.empty() || callee.empty()) return;
  graph[caller];
  graph[callee];
  if (caller != callee) graph[caller].insert(callee);
}

/// The function whose code a jump with the target pushed before it leads to.
std::string target_of(const DebugInfo& debug, size_t jump) {
  const auto& code = debug.runtime;
  if (jump == 0) return "";
  const uint32_t push = code.pcs[jump - 1];
  size_t target = 0;
  for (uint32_t i = push + 1; i < code.pcs[jump]; ++i) target = target << 8 | code.bytes[i];
  int32_t at = code.instruction_at(static_cast<uint32_t>(target));
  constexpr int nearby = 32;  // the function's first instructions may come from no line
  for (int i = 0; i < nearby && at != no_index && static_cast<size_t>(at) < code.places.size();
       ++i, ++at)
    if (const auto name = function_at(debug, code.places[static_cast<size_t>(at)]); !name.empty())
      return name;
  return "";
}

bool calls_outside(uint8_t opcode) {
  constexpr isa::Op calls[] = {isa::Op::CALL, isa::Op::STATICCALL, isa::Op::DELEGATECALL,
                               isa::Op::CREATE, isa::Op::CREATE2};
  return std::ranges::find(calls, static_cast<isa::Op>(opcode)) != std::end(calls);
}

/// Columns: a function stands right of all that call it.
std::map<std::string, size_t> columns_of(const CallGraph& graph) {
  std::map<std::string, size_t> column;
  for (const auto& [name, callees] : graph) column[name] = 0;
  // Contracts do not recurse, so this settles after as many rounds as calls are deep.
  for (size_t round = 0; round < graph.size(); ++round) {
    bool changed = false;
    for (const auto& [name, callees] : graph)
      for (const auto& callee : callees)
        if (column[callee] <= column[name] && column[name] + 1 < graph.size()) {
          column[callee] = column[name] + 1;
          changed = true;
        }
    if (!changed) break;
  }
  return column;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

}  // namespace

CallGraph call_graph(const DebugInfo& debug) {
  CallGraph graph;
  const auto& code = debug.runtime;
  for (size_t i = 0; i < code.places.size(); ++i) {
    const int32_t place = code.places[i];
    const std::string here = function_at(debug, place);
    if (!here.empty()) graph[here];
    for (int32_t at = place; at != no_index;) {
      const int32_t call = debug.places[static_cast<size_t>(at)].inlined_at;
      if (call != no_index) add(graph, function_at(debug, call), function_at(debug, at));
      at = call;
    }
    if (code.jumps[i] == trace::DebugCode::Jump::into) add(graph, here, target_of(debug, i));
    if (calls_outside(code.bytes[code.pcs[i]])) add(graph, here, outside);
  }
  return graph;
}

std::string to_dot(const CallGraph& graph, const std::string& name) {
  std::string out = fmt::format("digraph \"{}\" {{\n  rankdir=LR;\n  node [shape=box];\n", name);
  for (const auto& [caller, callees] : graph) {
    out += fmt::format("  \"{}\";\n", caller);
    for (const auto& callee : callees) out += fmt::format("  \"{}\" -> \"{}\";\n", caller, callee);
  }
  return out + "}\n";
}

std::string to_svg(const CallGraph& graph, const std::string& name) {
  constexpr int width = 190;
  constexpr int height = 26;
  constexpr int gap_x = 80;
  constexpr int gap_y = 14;
  constexpr int margin = 40;
  const auto columns = columns_of(graph);
  std::map<size_t, int> rows;
  std::map<std::string, std::pair<int, int>> at;
  int right = 0;
  int bottom = 0;
  for (const auto& [function, column] : columns) {
    const int x = margin + static_cast<int>(column) * (width + gap_x);
    const int y = margin + rows[column]++ * (height + gap_y);
    at[function] = {x, y};
    right = std::max(right, x + width + margin);
    bottom = std::max(bottom, y + height + margin);
  }
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n<title>{}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
      right, bottom, escaped(name));
  for (const auto& [caller, callees] : graph)
    for (const auto& callee : callees) {
      const auto [x1, y1] = at[caller];
      const auto [x2, y2] = at[callee];
      const int middle = (x1 + width + x2) / 2;
      out += fmt::format(
          "<path d=\"M {} {} C {} {}, {} {}, {} {}\" fill=\"none\" stroke=\"#888\"/>\n", x1 + width,
          y1 + height / 2, middle, y1 + height / 2, middle, y2 + height / 2, x2, y2 + height / 2);
    }
  for (const auto& [function, place] : at)
    out += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"#eef\" "
        "stroke=\"#446\"/><text x=\"{}\" y=\"{}\">{}</text>\n",
        place.first, place.second, width, height, place.first + 8, place.second + 17,
        escaped(function));
  return out + "</svg>\n";
}

}  // namespace mozi::cli
