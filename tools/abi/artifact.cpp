// A compiled contract, read from the JSON that mozi, Foundry, Hardhat and solc write.
#include "tools/abi/artifact.hpp"

#include <nlohmann/json.hpp>

#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"

namespace mozi::abi {
namespace {

using nlohmann::json;

/// Hardhat writes hex, Foundry and solc {"object": hex}. Absent code is empty.
Expected<Bytes> parse_code(const json& artifact, const char* key) {
  const auto it = artifact.find(key);
  if (it == artifact.end()) return Bytes{};
  const json* hex = &*it;
  if (hex->is_object()) {
    const auto object = hex->find("object");
    if (object == hex->end()) return fail("expected \"object\" in \"{}\"", key);
    hex = &*object;
  }
  if (!hex->is_string()) return fail("expected hex in \"{}\", got {}", key, hex->type_name());
  const auto& text = hex->get_ref<const std::string&>();
  if (const size_t link = text.find("__"); link != std::string::npos)
    return fail("expected linked code in \"{}\", got the library placeholder '{}' at character {}",
                key, text.substr(link, 40), link);
  auto code = parse_hex(text);
  if (!code) return fail("\"{}\": {}", key, code.error().message);
  return code;
}

}  // namespace

Expected<Artifact> parse_artifact(const json& document) {
  if (!document.is_object())
    return fail("expected an artifact object, got {}", document.type_name());
  // solc's standard output nests both codes under "evm".
  const auto evm = document.find("evm");
  const json& codes = evm != document.end() && evm->is_object() ? *evm : document;
  if (!codes.contains("bytecode") && !codes.contains("deployedBytecode"))
    return fail("expected an artifact with \"bytecode\" or \"deployedBytecode\"");
  Artifact artifact;
  auto creation = parse_code(codes, "bytecode");
  if (!creation) return std::unexpected(creation.error());
  auto deployed = parse_code(codes, "deployedBytecode");
  if (!deployed) return std::unexpected(deployed.error());
  artifact.bytecode = std::move(*creation);
  artifact.deployed_bytecode = std::move(*deployed);
  if (const auto abi = document.find("abi"); abi != document.end()) {
    auto interface = parse_interface(*abi);
    if (!interface) return std::unexpected(interface.error());
    artifact.interface = std::move(*interface);
  }
  if (const auto name = document.find("contractName"); name != document.end() && name->is_string())
    artifact.name = name->get<std::string>();
  return artifact;
}

Expected<Artifact> load_artifact(const std::string& path) {
  auto document = load_json(path);
  if (!document) return std::unexpected(document.error());
  auto artifact = parse_artifact(*document);
  if (!artifact) return fail("{}: {}", path, artifact.error().message);
  return artifact;
}

}  // namespace mozi::abi
