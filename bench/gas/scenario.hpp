// A scenario of calls as data, and what a run of it on the in-process chain measured.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::gas {

/// A step's outcome: what a compiler must not change, and what it is there to improve.
struct Row {
  std::string step;
  bool success = false;
  std::string returned;  // what a call just before it returned or reverted with; "" for deployments
  nlohmann::json logs;   // pairs of topics and data
  uint64_t gas_used = 0;
  uint64_t exec = 0;
  uint64_t overhead = 0;
  bool is_deployment = false;
};

/// Where artifacts come from: those of the contracts under test, and the test doubles'.
struct Artifacts {
  std::string folder;
  std::string mocks;
};

/// The data beside this file: environment.json and scenarios/*.json. Throws std::runtime_error.
class Scenarios {
 public:
  explicit Scenarios(std::string folder);

  /// The contracts that some scenario runs, in order.
  [[nodiscard]] const std::vector<std::string>& contracts() const { return contracts_; }
  /// Runs the contract's scenario on a fresh chain. Throws std::runtime_error when a step that must
  /// succeed fails.
  [[nodiscard]] std::vector<Row> run(const std::string& contract, const Artifacts& artifacts) const;

 private:
  nlohmann::json environment_;
  std::vector<std::string> contracts_;
  std::map<std::string, nlohmann::json> steps_;  // by contract
};

/// Reads a JSON file. Throws std::runtime_error naming the file.
nlohmann::json read_json(const std::string& path);

}  // namespace mozi::gas
