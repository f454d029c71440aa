// A scenario: contracts deployed and called step by step, as data; README.md describes the format.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/stdlib/lockstep.hpp"

namespace mozi::test {

/// Runs scenarios of JSON on chains in lockstep.
class Scenario {
 public:
  /// Runs every step. CHECKs that all chains agree, that the steps fail that are said to, and that
  /// the calls cost less on ours.
  void run(const nlohmann::json& scenario);

 private:
  void step(const nlohmann::json& step);
  void deploy(const nlohmann::json& step);
  void call(const nlohmann::json& step);
  void sign(const nlohmann::json& step);
  bool is_named(const nlohmann::json& value) const;
  void watch(const nlohmann::json& views);
  void check_end(const nlohmann::json& step, const Outcome& outcome,
                 const abi::Interface* interface);

  Hash typed_digest(const nlohmann::json& step) const;
  std::string resolve(const nlohmann::json& value) const;
  std::string resolve_object(const nlohmann::json& value) const;
  Bytes call_data(const nlohmann::json& step) const;
  Bytes encode(const std::vector<abi::Type>& types, const nlohmann::json& values) const;
  Address account(const std::string& name) const;

  Lockstep chains_;
  std::map<std::string, std::string> names_;
  std::map<std::string, const HostContract*> deployed_;  // by address
  uint64_t gas_ = 0;          // of all calls that succeeded, on OpenZeppelin's side
  uint64_t gas_of_ours_ = 0;  // and on ours with optimisation
};

}  // namespace mozi::test
