// mozi forks: the list of forks, or what differs between two of them.
#include "vm/isa/forks.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/input.hpp"
#include "vm/exec/precompiles.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::cli {
namespace {

using isa::Rules;
using nlohmann::json;

struct ForksOptions {
  std::vector<std::string> diff;
  bool json = false;
};

json value_of(bool value) {
  return value;
}
json value_of(int64_t value) {
  return value;
}
json value_of(uint64_t value) {
  return value;
}
json value_of(int32_t value) {
  return value;
}
json value_of(uint32_t value) {
  return value;
}
json value_of(int16_t value) {
  return value;
}
json value_of(isa::ModexpPricing value) {
  constexpr const char* names[] = {"eip198", "eip2565", "eip7883"};
  return names[static_cast<size_t>(value)];
}
json value_of(isa::DifficultyFormula value) {
  constexpr const char* names[] = {"frontier", "homestead", "byzantium"};
  return names[static_cast<size_t>(value)];
}
/// "gas, refund" per StorageStatus, in its order.
json value_of(const isa::StoreCosts& costs) {
  constexpr const char* names[] = {"assigned",         "added",         "deleted",
                                   "modified",         "deleted_added", "modified_deleted",
                                   "deleted_restored", "added_deleted", "modified_restored"};
  static_assert(std::size(names) == std::tuple_size_v<isa::StoreCosts>);
  json object;
  for (size_t i = 0; i < costs.size(); ++i)
    object[names[i]] = fmt::format("{}, {}", costs[i].gas, costs[i].refund);
  return object;
}

/// A rule's name and how to show its value.
struct RuleField {
  const char* name;
  json (*value)(const Rules& rules);
};
constexpr RuleField rule_fields[] = {
#define RULE(name) {#name, [](const Rules& rules) { return value_of(rules.name); }},
#include "tools/mozi/rules.def"
#undef RULE
};

/// Stands for a value of any type, to count the members of an aggregate.
struct Anything {
  template <class T>
  operator T() const;  // NOLINT: converts to whatever is asked for
};
template <class T, size_t n>
constexpr bool has_members = []<size_t... i>(std::index_sequence<i...>) {
  return requires { T{(static_cast<void>(i), Anything{})...}; };
}(std::make_index_sequence<n>{});
static_assert(has_members<Rules, std::size(rule_fields) + 1> &&
                  !has_members<Rules, std::size(rule_fields) + 2>,
              "rules.def lists every member of Rules but the fork");

std::vector<std::string> opcodes_between(Fork before, Fork after) {
  std::vector<std::string> names;
  for (const isa::OpInfo& row : isa::op_table)
    if (row.defined() && row.since > before && row.since <= after) names.emplace_back(row.name);
  return names;
}

std::vector<std::string> precompiles_between(Fork before, Fork after) {
  std::vector<std::string> added;
  for (const Address& address : exec::precompiles(isa::rules_of(after)))
    if (!exec::is_precompile(isa::rules_of(before), address))
      added.push_back(to_hex(address.to_word()));
  return added;
}

/// Adds an entry if the values differ; a rule of several values member by member.
void add_difference(json& rules, const std::string& name, const json& before, const json& after) {
  if (before.is_object()) {
    for (const auto& [key, value] : before.items())
      add_difference(rules, name + "." + key, value, after[key]);
  } else if (before != after) {
    rules.push_back({{"name", name}, {"before", before}, {"after", after}});
  }
}

json diff(Fork before, Fork after) {
  json rules = json::array();
  for (const RuleField& field : rule_fields)
    add_difference(rules, field.name, field.value(isa::rules_of(before)),
                   field.value(isa::rules_of(after)));
  return {{"rules", rules},
          {"opcodes", opcodes_between(before, after)},
          {"precompiles", precompiles_between(before, after)}};
}

std::string shown(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void print_diff(const json& difference, std::string_view before, std::string_view after) {
  print("{}\n",
        painted(stdout, Tone::strong, fmt::format("{:<30} {:<24} {}", "rule", before, after)));
  for (const json& rule : difference["rules"])
    print("{:<30} {:<24} {}\n", rule["name"].get<std::string>(), shown(rule["before"]),
          shown(rule["after"]));
  for (const char* kind : {"opcodes", "precompiles"})
    for (const json& name : difference[kind])
      print("{:<30} {:<24} {}\n", kind, "", name.get<std::string>());
}

int run_diff(const ForksOptions& options) {
  auto before = read_fork(options.diff[0]);
  auto after = read_fork(options.diff[1]);
  for (const auto* fork : {&before, &after})
    if (!*fork) return print_error("--diff: {}", fork->error().message), exit_bad_input;
  if (*before > *after) std::swap(before, after);
  const json difference = diff(*before, *after);
  if (options.json)
    print("{}\n", difference.dump(1));
  else
    print_diff(difference, fork_name(*before), fork_name(*after));
  return exit_ok;
}

int run_list(const ForksOptions& options) {
  auto list = json::array();
  for (const Rules& rules : isa::forks::all) {
    size_t opcodes = 0;
    for (unsigned byte = 0; byte < 256; ++byte)
      opcodes += isa::is_defined(rules, static_cast<uint8_t>(byte)) ? 1 : 0;
    list.push_back({{"name", fork_name(rules.fork)},
                    {"opcodes", opcodes},
                    {"precompiles", exec::precompiles(rules).size()},
                    {"default", rules.fork == default_fork}});
  }
  if (options.json) return print("{}\n", list.dump(1)), exit_ok;
  print("{}\n", painted(stdout, Tone::strong, "fork            opcodes  precompiles"));
  for (const json& fork : list)
    print("{:<15} {:>7}  {:>11}{}\n", fork["name"].get<std::string>(), fork["opcodes"].get<int>(),
          fork["precompiles"].get<int>(), fork["default"].get<bool>() ? "  default" : "");
  return exit_ok;
}

}  // namespace

Action declare_forks(CLI::App& app) {
  auto options = std::make_shared<ForksOptions>();
  app.add_option("--diff", options->diff,
                 "Two forks: the rules, opcodes and precompiles that differ")
      ->expected(2);
  app.add_flag("--json", options->json, "The same as JSON");
  return [options] { return options->diff.empty() ? run_list(*options) : run_diff(*options); };
}

}  // namespace mozi::cli
