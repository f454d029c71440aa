// The Ethereum fixtures: where they lie, and reading one.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace mozi::test {

/// The folder or file `relative` within the fixtures named by MOZI_FIXTURES; nothing, and one line
/// on why the test is skipped, if it is not there.
inline std::optional<std::filesystem::path> fixtures(const std::string& relative) {
  const char* root = std::getenv("MOZI_FIXTURES");
  if (root == nullptr || *root == '\0') {
    WARN("skipped: MOZI_FIXTURES is not set, so there is no " << relative);
    return {};
  }
  auto path = std::filesystem::path{root} / relative;
  if (std::filesystem::exists(path)) return path;
  WARN("skipped: MOZI_FIXTURES has no " << relative);
  return {};
}

/// The JSON in a file; throws if it is none. Give it a name before iterating over its items(): g++
/// 12 does not keep a temporary alive in a range-for.
inline nlohmann::json read_json(const std::filesystem::path& file) {
  std::ifstream in{file};
  return nlohmann::json::parse(in);
}

/// All JSON files below a folder, in order of their paths.
inline std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

}  // namespace mozi::test
