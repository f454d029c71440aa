// The library's contracts behave as OpenZeppelin's, step by step, in every scenario of scenarios/.
#include "tests/stdlib/scenario.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace mozi::test;

namespace {

std::vector<std::filesystem::path> scenarios() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/stdlib/scenarios"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("every scenario ends on our contracts as on OpenZeppelin's") {
  for (const auto& path : scenarios()) {
    DYNAMIC_SECTION(path.stem().string()) {
      std::ifstream file(path);
      Scenario().run(nlohmann::json::parse(file));
    }
  }
}
