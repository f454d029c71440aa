// How a target says that a promise is broken.
#include "tests/fuzz/targets/target.hpp"

#include <cstdio>
#include <cstdlib>

namespace mozi::fuzz {

void require(bool condition, std::string_view what, std::source_location where) {
  if (condition) return;
  std::fprintf(stderr, "%s:%u: expected: %.*s\n", where.file_name(), where.line(),
               static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace mozi::fuzz
