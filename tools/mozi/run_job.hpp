// What mozi run is asked to do: its options, read and checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "tools/abi/function.hpp"
#include "tools/mozi/input.hpp"
#include "tools/mozi/tier.hpp"

namespace mozi::cli {

/// The options as they stand on the command line.
struct RunOptions {
  std::string code;
  std::vector<std::string> arguments;
  std::string signature;
  std::string calldata;
  std::vector<std::string> constructor_arguments;
  uint64_t gas = 30'000'000;
  std::string value = "0";
  std::string sender = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
  std::string fork = std::string(fork_name(default_fork));
  std::optional<uint64_t> timestamp;
  std::string trace;               // a file, - for stderr, or "source"; empty: no trace
  std::vector<std::string> known;  // artifacts of other contracts that may be called
  bool profile = false;
  bool json = false;
  bool creation = false;
  bool plain = false;
  TierOptions tier;
};

/// What they mean.
struct RunJob {
  std::optional<abi::Artifact> artifact;
  Bytes code;           // to be called as it is; unused if there is creation code
  Bytes creation_code;  // with constructor arguments; empty: none to run
  Bytes calldata;
  std::optional<abi::Function> function;  // that the calldata calls, if known
  Fork fork = default_fork;
  Address sender;
  Word value;
  int64_t gas = 0;
  bool only_create = false;
  bool lattice = true;
};

[[nodiscard]] Expected<RunJob> read_job(const RunOptions& options);

}  // namespace mozi::cli
