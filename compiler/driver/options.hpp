// The flags of a program made by CONTRACTS().
#pragma once

#include <string>
#include <vector>

#include "compiler/opt/pipeline.hpp"
#include "mozi/types.hpp"

namespace mozi::driver {

struct Options {
  std::string output;              // -o: the folder for artifacts; none are written without it
  std::vector<std::string> roots;  // --root: source paths in artifacts are relative to the first
                                   // that holds the source, at last to the current folder
  opt::Level level = opt::Level::O2;
  std::string print_after;  // a pass
  bool print_ast = false;
  bool print_ir = false;
  bool ethdebug = false;  // also write <Name>.ethdebug.json
  bool json = false;      // the report as JSON lines
  bool quiet = false;     // no report
  bool werror = false;    // a warning is a mistake
  bool time = false;      // how long each contract took, without running the program that builds it
};

/// Reads the arguments behind the program's name; names the one that it does not know.
Expected<Options> parse_options(const std::vector<std::string>& arguments);

}  // namespace mozi::driver
