// Reads the flags of a program made by CONTRACTS().
#include "compiler/driver/options.hpp"

#include <algorithm>

namespace mozi::driver {
namespace {

constexpr std::pair<std::string_view, opt::Level> levels[] = {{"-O0", opt::Level::O0},
                                                              {"-O1", opt::Level::O1},
                                                              {"-O2", opt::Level::O2},
                                                              {"-Os", opt::Level::Os}};
constexpr std::pair<std::string_view, bool Options::*> flags[] = {
    {"--print-ast", &Options::print_ast}, {"--print-ir", &Options::print_ir},
    {"--ethdebug", &Options::ethdebug},   {"--json", &Options::json},
    {"--quiet", &Options::quiet},         {"--time", &Options::time},
    {"--Werror", &Options::werror}};
// Each takes a value: "-o DIR", or "--root=DIR".
constexpr std::pair<std::string_view, std::string Options::*> settings[] = {
    {"-o", &Options::output}, {"--print-after", &Options::print_after}};

// What --print-after knows.
constexpr std::string_view passes[] = {
    "lower",
#define PASS(name, takes, doc) #name,
#include "compiler/opt/passes.def"
#undef PASS
};

Expected<void> check_pass(std::string_view name) {
  std::string names;
  for (const auto pass : passes) {
    if (name.empty() || pass == name) return {};
    names += (names.empty() ? "" : ", ") + std::string(pass);
  }
  return std::unexpected(
      Error{"--print-after: expected one of " + names + ", got " + std::string(name)});
}

template <class Table>
auto find(const Table& table, std::string_view name) {
  const auto* at = std::begin(table);
  while (at != std::end(table) && at->first != name) ++at;
  return at;
}

/// What --print-after takes: the lowering itself, or a pass.
bool is_pass(std::string_view name) {
  return name == "lower" ||
         std::ranges::find(opt::passes(), name, &opt::PassInfo::name) != opt::passes().end();
}
std::string pass_names() {
  std::string names = "lower";
  for (const auto& pass : opt::passes()) names += "|" + std::string(pass.name);
  return names;
}

}  // namespace

Expected<Options> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (const auto* level = find(levels, argument); level != std::end(levels)) {
      options.level = level->second;
      continue;
    }
    if (const auto* flag = find(flags, argument); flag != std::end(flags)) {
      options.*flag->second = true;
      continue;
    }
    const auto equals = argument.find('=');
    const auto name = std::string_view(argument).substr(0, equals);
    const auto* setting = find(settings, name);
    if (setting == std::end(settings) && name != "--root")
      return std::unexpected(Error{
          "expected -o DIR, -O0, -O1, -O2, -Os, --root DIR, --print-ast, "
          "--print-ir, --print-after PASS, --ethdebug, --json, --Werror, --quiet or --time, got " +
          argument});
    if (equals == std::string::npos && i + 1 == arguments.size())
      return std::unexpected(Error{"expected a value behind " + argument});
    auto value = equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
    if (name == "--root")
      options.roots.push_back(std::move(value));
    else
      options.*setting->second = std::move(value);
  }
  options.roots.emplace_back(".");
  if (auto known = check_pass(options.print_after); !known) return std::unexpected(known.error());
  if (!options.print_after.empty() && !is_pass(options.print_after))
    return std::unexpected(
        Error{"expected --print-after " + pass_names() + ", got " + options.print_after});
  return options;
}

}  // namespace mozi::driver
