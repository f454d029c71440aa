// Building contracts and their tests from sources, for the commands that do so.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/build/host_compiler.hpp"

namespace mozi::cli {

struct BuildOptions {
  std::vector<std::string> sources = {};  // empty: those of the project in the current folder
  std::string folder = {};                // for artifacts; empty: "." or, for a project, "out"
  std::string level = "2";
  std::string print_after = {};
  bool print_ast = false;
  bool print_ir = false;
  bool werror = false;
  bool json = false;
  bool quiet = false;
  bool watch = false;
  bool ethdebug = false;
};

/// A folder for programs that is gone with it.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder_ / name).string();
  }

 private:
  std::filesystem::path folder_;
};

/// The .cpp files of a folder, sorted.
std::vector<std::string> sources_in(const std::filesystem::path& folder);

/// Fills in a project's sources and folder where none are given; false if there are none.
bool complete_with_project(BuildOptions& options);

/// Builds all sources and prints what is to be said; the exit code.
int build_contracts(const BuildOptions& options);

/// Prints "mozi COMMAND: message" to stderr.
void print_failure(std::string_view message);
/// The first mistake of a compiler's output in one line, then what else was said about it.
void print_mistakes(const std::string& output);

}  // namespace mozi::cli
