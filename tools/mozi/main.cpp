// The command line of the project: reads the arguments and hands over to one command.
#include <CLI/CLI.hpp>
#include <exception>
#include <map>
#include <string>
#include <string_view>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"

namespace {

using namespace mozi::cli;

constexpr const char* description =
    "The Lattice VM and its tools.\n"
    "Exit codes: 0 done, 1 what was run failed, 2 wrong usage or input.";

std::string command_names() {
  std::string names;
  for (const Command& command : commands)
    names += (names.empty() ? "" : ", ") + std::string(command.name);
  return names;
}

/// CLI11's message with a hint to the help of the command that was meant.
int report_usage(const CLI::App& app, const CLI::ParseError& error, std::string_view first) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty() && !first.empty() && !first.starts_with('-')) {
    print_error("expected one of the commands {}, got '{}'", command_names(), first);
    return exit_bad_input;
  }
  const std::string command = chosen.empty() ? "mozi" : "mozi " + chosen.front()->get_name();
  print_error("{} (see {} --help)", one_line(error.what()), command);
  return exit_bad_input;
}

int run(int argc, char** argv) {
  CLI::App app(description, "mozi");
  app.set_version_flag("--version", "mozi " MOZI_VERSION);
  app.require_subcommand(1);
  std::map<const CLI::App*, Action> actions;
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    actions[sub] = command.declare(*sub);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, argc > 1 ? argv[1] : "");
  }
  return actions.at(app.get_subcommands().front())();
}

}  // namespace

int main(int argc, char** argv) try {
  return run(argc, argv);
} catch (const std::exception& error) {
  print_error("{}", one_line(error.what()));
  return exit_bad_input;
}
