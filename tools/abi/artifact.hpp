// A compiled contract, read from the JSON that mozi, Foundry, Hardhat and solc write.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "mozi/types.hpp"
#include "tools/abi/interface.hpp"

namespace mozi::abi {

/// Name, interface and code of a contract.
struct Artifact {
  std::string name;  // empty if the JSON does not say
  Interface interface;
  Bytes bytecode;           // runs once and returns the deployed code
  Bytes deployed_bytecode;  // without linked immutables
};

/// Reads an artifact: an object with "abi" and with "bytecode" or "deployedBytecode", each hex or
/// {"object": hex}.
[[nodiscard]] Expected<Artifact> parse_artifact(const nlohmann::json& json);
/// The same from a file; errors begin with its path.
[[nodiscard]] Expected<Artifact> load_artifact(const std::string& path);

}  // namespace mozi::abi
