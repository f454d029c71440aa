// The SDK that contracts are built against: headers and the compiler's shared library.
#pragma once

#include <string>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::build {

struct Sdk {
  std::vector<std::string> includes;  // folders
  std::string library;
  std::string test_library;        // what tests of contracts link
  std::string compiler;            // the one it was built with; empty if that does not matter
  std::vector<std::string> flags;  // that a program must share with the library
};

/// Reads the SDK of $MOZI_HOME or, without that, of the tree that this program lies in. Its file is
/// share/mozi/sdk.txt below the tree's root; relative paths start there.
[[nodiscard]] Expected<Sdk> find_sdk();

}  // namespace mozi::build
