// The vectors that ethers wrote (make_vectors.mjs).
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace mozi::test {

inline nlohmann::json load_vectors() {
  std::ifstream file("tests/tools/abi/vectors.json");
  if (!file) throw std::runtime_error("run from the repository's root: no vectors.json");
  return nlohmann::json::parse(file);
}

}  // namespace mozi::test
