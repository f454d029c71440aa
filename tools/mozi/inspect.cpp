// mozi inspect: what an artifact holds, for eyes and for programs.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/abi/artifact.hpp"
#include "tools/mozi/call_graph.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/sources/source_library.hpp"
#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"
#include "vm/isa/disasm.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct InspectOptions {
  std::string path;
  std::string what = "summary";
  bool dot = false;
  bool json = false;
};

/// What is inspected.
struct Subject {
  json document;
  abi::Artifact artifact;
  std::unique_ptr<sources::KnownContract> known;  // null if there is no debug information
};

Expected<Subject> read_subject(const std::string& path) {
  auto document = load_json(path);
  if (!document) return std::unexpected(document.error());
  auto artifact = abi::parse_artifact(*document);
  if (!artifact) return fail("{}: {}", path, artifact.error().message);
  Subject subject{std::move(*document), std::move(*artifact), nullptr};
  if (!subject.document.contains("debug")) return subject;
  auto known = sources::load_known_contract(path);
  if (!known) return std::unexpected(known.error());
  subject.known = std::move(*known);
  return subject;
}

json sizes_json(const Subject& subject) {
  constexpr size_t most_runtime = 24'576;  // EIP-170
  constexpr size_t most_init = 49'152;     // EIP-3860
  const size_t init = subject.artifact.bytecode.size();
  const size_t runtime = subject.artifact.deployed_bytecode.size();
  return {{"init", init},
          {"initLeft", static_cast<int64_t>(most_init) - static_cast<int64_t>(init)},
          {"runtime", runtime},
          {"runtimeLeft", static_cast<int64_t>(most_runtime) - static_cast<int64_t>(runtime)}};
}

void print_sizes(const Subject& subject) {
  const json sizes = sizes_json(subject);
  print("{:<10}{:>8} bytes, {} below the limit\n", "runtime", sizes["runtime"].get<size_t>(),
        sizes["runtimeLeft"].get<int64_t>());
  print("{:<10}{:>8} bytes, {} below the limit\n", "init", sizes["init"].get<size_t>(),
        sizes["initLeft"].get<int64_t>());
}

json selectors_json(const Subject& subject) {
  json all = json::object();
  for (const auto& function : subject.artifact.interface.functions)
    all[function.signature()] = to_hex(BytesView{function.selector()});
  return all;
}

json events_json(const Subject& subject) {
  json all = json::object();
  for (const auto& event : subject.artifact.interface.events)
    all[event.signature()] = to_hex(event.topic());
  return all;
}

json errors_json(const Subject& subject) {
  json all = json::object();
  for (const auto& error : subject.artifact.interface.errors)
    all[error.signature()] = to_hex(BytesView{error.selector()});
  return all;
}

void print_names(const json& all) {
  for (const auto& [signature, id] : all.items())
    print("{}  {}\n", id.get<std::string>(), signature);
}

/// Rows of a storage layout, as forge inspect shows them.
void print_storage(const json& layout) {
  std::vector<std::array<std::string, 5>> rows = {{"Name", "Type", "Slot", "Offset", "Bytes"}};
  const auto text = [](const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
  };
  for (const auto& row : layout.value("storage", json::array())) {
    const json types = layout.value("types", json::object());
    const json type = types.value(row.value("type", ""), json::object());
    rows.push_back({row.value("label", ""), type.value("label", ""),
                    text(row.value("slot", json())), text(row.value("offset", json())),
                    type.value("numberOfBytes", "")});
  }
  std::array<size_t, 5> widths{};
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  for (size_t r = 0; r < rows.size(); ++r) {
    std::string line = "|";
    for (size_t i = 0; i < widths.size(); ++i)
      line += fmt::format(" {:<{}} |", one_line(rows[r][i]), widths[i]);
    print("{}\n", line);
    if (r != 0) continue;
    line = "|";
    for (const size_t width : widths) line += std::string(width + 2, '-') + "|";
    print("{}\n", line);
  }
}

/// The runtime code, each stretch below the statement that it comes from.
void print_asm(const Subject& subject) {
  const auto& debug = subject.known->source.debug;
  const auto& code = debug.runtime;
  int32_t shown = trace::no_index;
  for (size_t i = 0; i < code.pcs.size(); ++i) {
    if (code.places[i] != trace::no_index) {
      const auto& statement = debug.statement_of(debug.places[static_cast<size_t>(code.places[i])]);
      const auto number = static_cast<int32_t>(&statement - debug.places.data());
      if (number != shown && statement.line != 0)
        print("; {}  {}\n", trace::place_text(debug, statement),
              one_line(debug.line_text(statement)));
      shown = number;
    }
    const auto instruction = isa::decode(code.bytes, code.pcs[i]);
    const auto& row = isa::info(instruction.opcode);
    const auto* check = code.check_at(code.pcs[i]);
    print("{:6x}  {}{}{}\n", code.pcs[i], row.name,
          row.immediate == 0 ? "" : " " + to_hex(instruction.immediate),
          check == nullptr ? ""
          : check->kind == trace::DebugCheck::Kind::panic
              ? fmt::format("  ; panic 0x{:02x}", check->panic_code)
          : check->kind == trace::DebugCheck::Kind::error
              ? fmt::format("  ; error {}", to_hex(BytesView{check->selector}))
              : "  ; revert");
  }
}

struct FunctionCode {
  size_t bytes = 0;
  int64_t gas = 0;
};

/// Bytes and static gas of each function's code, what was inlined into others included once.
std::map<std::string, FunctionCode> functions_of(const Subject& subject) {
  const auto& debug = subject.known->source.debug;
  const auto& code = debug.runtime;
  const isa::Rules& rules = isa::rules_of(default_fork);
  std::map<std::string, FunctionCode> all;
  for (size_t i = 0; i < code.pcs.size(); ++i) {
    std::string name = "(dispatch and helpers)";
    if (code.places[i] != trace::no_index)
      if (const int32_t scope = debug.places[static_cast<size_t>(code.places[i])].scope;
          scope != trace::no_index)
        name = debug.scopes[static_cast<size_t>(scope)].name;
    const auto& row = isa::info(code.bytes[code.pcs[i]]);
    all[name].bytes += row.size();
    all[name].gas += rules.*row.gas;
  }
  return all;
}

json gas_json(const Subject& subject) {
  json all = json::object();
  for (const auto& [name, code] : functions_of(subject))
    all[name] = {{"bytes", code.bytes}, {"staticGas", code.gas}};
  return all;
}

void print_gas(const Subject& subject) {
  print("{:<36} {:>7} {:>11}\n", "function", "bytes", "static gas");
  for (const auto& [name, code] : functions_of(subject))
    print("{:<36} {:>7} {:>11}\n", name, code.bytes, code.gas);
}

void print_summary(const Subject& subject) {
  print("{}\n\n", painted(stdout, Tone::strong, subject.artifact.name));
  print_sizes(subject);
  print("\nfunctions\n");
  print_names(selectors_json(subject));
  print("\nevents\n");
  print_names(events_json(subject));
  print("\nerrors\n");
  print_names(errors_json(subject));
  print("\nstorage\n");
  print_storage(subject.document.value("storageLayout", json::object()));
}

json graph_json(const Subject& subject) {
  json all = json::object();
  for (const auto& [caller, callees] : call_graph(subject.known->source.debug))
    all[caller] = callees;
  return all;
}

void print_calls(const Subject& subject, const InspectOptions& options) {
  const auto graph = call_graph(subject.known->source.debug);
  print("{}",
        options.dot ? to_dot(graph, subject.artifact.name) : to_svg(graph, subject.artifact.name));
}

/// One thing to look at.
struct View {
  const char* name;
  bool needs_debug;
  void (*show)(const Subject& subject, const InspectOptions& options);
  json (*as_json)(const Subject& subject);
};

json document_part(const Subject& subject, const char* name) {
  return subject.document.value(name, json());
}

json asm_json(const Subject& subject) {
  return isa::disassemble(subject.artifact.deployed_bytecode);
}

json summary_json(const Subject& subject) {
  return {
      {"name", subject.artifact.name},        {"sizes", sizes_json(subject)},
      {"selectors", selectors_json(subject)}, {"events", events_json(subject)},
      {"errors", errors_json(subject)},       {"storage", document_part(subject, "storageLayout")}};
}

// clang-format off
constexpr View views[] = {
    {"summary",   false, [](const Subject& s, const InspectOptions&) { print_summary(s); },                                      summary_json},
    {"abi",       false, [](const Subject& s, const InspectOptions&) { print("{}\n", document_part(s, "abi").dump(1)); },        [](const Subject& s) { return document_part(s, "abi"); }},
    {"storage",   false, [](const Subject& s, const InspectOptions&) { print_storage(document_part(s, "storageLayout")); },      [](const Subject& s) { return document_part(s, "storageLayout"); }},
    {"transient", false, [](const Subject& s, const InspectOptions&) { print_storage(document_part(s, "transientStorageLayout")); }, [](const Subject& s) { return document_part(s, "transientStorageLayout"); }},
    {"sizes",     false, [](const Subject& s, const InspectOptions&) { print_sizes(s); },                                        sizes_json},
    {"selectors", false, [](const Subject& s, const InspectOptions&) { print_names(selectors_json(s)); },                        selectors_json},
    {"events",    false, [](const Subject& s, const InspectOptions&) { print_names(events_json(s)); },                           events_json},
    {"errors",    false, [](const Subject& s, const InspectOptions&) { print_names(errors_json(s)); },                           errors_json},
    {"asm",       true,  [](const Subject& s, const InspectOptions&) { print_asm(s); },                                          asm_json},
    {"gas",       true,  [](const Subject& s, const InspectOptions&) { print_gas(s); },                                          gas_json},
    {"calls",     true,  print_calls,                                                                                             graph_json},
};
// clang-format on

int run_inspect(const InspectOptions& options) {
  const auto* view =
      std::ranges::find_if(views, [&](const View& v) { return options.what == v.name; });
  const auto subject = read_subject(options.path);
  if (!subject) return print_error("{}", subject.error().message), exit_bad_input;
  if (view->needs_debug && !subject->known)
    return print_error("{}: expected debug information, which mozi build writes", options.path),
           exit_bad_input;
  if (options.json)
    print("{}\n", view->as_json(*subject).dump(1, ' ', false, json::error_handler_t::replace));
  else
    view->show(*subject, options);
  return exit_ok;
}

}  // namespace

Action declare_inspect(CLI::App& app) {
  auto options = std::make_shared<InspectOptions>();
  std::vector<std::string> names;
  for (const View& view : views) names.emplace_back(view.name);
  app.footer(
      "calls is a picture (SVG) of which function calls which; --dot is the same for Graphviz.");
  app.add_option("ARTIFACT", options->path, "The contract's JSON")->required();
  app.add_option("WHAT", options->what, "What to show")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  app.add_flag("--dot", options->dot, "The call graph for Graphviz");
  app.add_flag("--json", options->json, "The same as JSON");
  return [options] { return run_inspect(*options); };
}

}  // namespace mozi::cli
