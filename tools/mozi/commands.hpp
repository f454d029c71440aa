// The commands of mozi: one row each, and the contract between main and a command.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace mozi::cli {

/// What the process tells its caller.
enum Exit : int {
  exit_ok = 0,
  exit_failed = 1,     // what was run failed: a revert, a mismatch
  exit_bad_input = 2,  // wrong usage, or input that cannot be read
};

/// Runs a command whose options have been read; returns the exit code.
using Action = std::function<int()>;

/// Declares options and arguments on the subcommand and returns what runs afterwards. Whatever the
/// options are stored in belongs to the action.
Action declare_build(CLI::App& app);
Action declare_new(CLI::App& app);
Action declare_test(CLI::App& app);
Action declare_inspect(CLI::App& app);
Action declare_run(CLI::App& app);
Action declare_disasm(CLI::App& app);
Action declare_opcodes(CLI::App& app);
Action declare_forks(CLI::App& app);
Action declare_statetest(CLI::App& app);
Action declare_blocktest(CLI::App& app);
Action declare_import(CLI::App& app);
Action declare_t8n(CLI::App& app);
Action declare_init(CLI::App& app);
Action declare_demo(CLI::App& app);

struct Command {
  const char* name;
  const char* summary;
  Action (*declare)(CLI::App& app);
};

// clang-format off
inline constexpr Command commands[] = {
    {"new",       "Begin a project: a contract, its tests, an example",  declare_new},
    {"build",     "Compile contract sources into artifacts",             declare_build},
    {"test",      "Build and run the tests of a project",                declare_test},
    {"inspect",   "Look into an artifact: storage, code, sizes, calls",  declare_inspect},
    {"run",       "Run bytecode, or a method of a compiled contract",    declare_run},
    {"disasm",    "List bytecode as instructions",                       declare_disasm},
    {"opcodes",   "List the opcodes of a fork",                          declare_opcodes},
    {"forks",     "List the forks, or what differs between two of them", declare_forks},
    {"statetest", "Run Ethereum state tests",                            declare_statetest},
    {"blocktest", "Run Ethereum block tests",                            declare_blocktest},
    {"import",    "Import blocks upon a genesis",                        declare_import},
    {"t8n",       "Apply transactions to a state: the transition tool",  declare_t8n},
    {"init",      "Write the genesis of a chain with the cooperative",   declare_init},
    {"demo",      "Split fees on a chain in the process, to the wei",    declare_demo},
};
// clang-format on

}  // namespace mozi::cli
