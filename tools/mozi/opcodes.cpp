// mozi opcodes: the opcode table under the rules of a fork.
#include "vm/isa/opcodes.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/input.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct OpcodesOptions {
  std::string fork = std::string(fork_name(default_fork));
  bool json = false;
};

int run_opcodes(const OpcodesOptions& options) {
  const auto fork = read_fork(options.fork);
  if (!fork) return print_error("--fork: {}", fork.error().message), exit_bad_input;
  const isa::Rules& rules = isa::rules_of(*fork);
  auto list = json::array();
  if (!options.json)
    print("{}\n", painted(stdout, Tone::strong,
                          "byte  name            pops push  gas    since           leaves"));
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto b = static_cast<uint8_t>(byte);
    if (!isa::is_defined(rules, b)) continue;
    const isa::OpInfo& row = isa::info(b);
    const int gas = isa::static_gas(rules, static_cast<isa::Op>(b));
    if (options.json)
      list.push_back({{"byte", byte},
                      {"name", row.name},
                      {"pops", row.pops},
                      {"pushes", row.pushes},
                      {"immediate", row.immediate},
                      {"gas", gas},
                      {"since", fork_name(row.since)},
                      {"leaves", row.leaves}});
    else
      print("0x{:02x}  {:<15} {:>4} {:>4}  {:<6} {:<15} {}\n", byte, row.name, row.pops, row.pushes,
            gas, fork_name(row.since), row.leaves);
  }
  if (options.json) print("{}\n", list.dump(1));
  return exit_ok;
}

}  // namespace

Action declare_opcodes(CLI::App& app) {
  auto options = std::make_shared<OpcodesOptions>();
  app.add_option("--fork", options->fork, "The fork whose opcodes and static gas to list")
      ->capture_default_str();
  app.add_flag("--json", options->json, "A JSON array of opcodes");
  return [options] { return run_opcodes(*options); };
}

}  // namespace mozi::cli
