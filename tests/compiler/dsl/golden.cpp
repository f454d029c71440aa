// Golden files: reading and rewriting.
#include "tests/compiler/dsl/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mozi::tests {
namespace {

std::string path_of(const std::string& name) {
  return "tests/compiler/dsl/golden/" + name + ".txt";
}

}  // namespace

std::string golden(const std::string& name) {
  std::ifstream file(path_of(name));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool update_golden(const std::string& name, const std::string& text) {
  if (std::getenv("MOZI_UPDATE_GOLDEN") == nullptr) return false;
  std::ofstream(path_of(name)) << text;
  return true;
}

}  // namespace mozi::tests
