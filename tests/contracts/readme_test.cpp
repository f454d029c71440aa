// Each contract's README is what its artifact says; MOZI_UPDATE_GOLDEN=1 writes them anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;
using nlohmann::json;

namespace {

std::string list(const abi::Type& tuple, const std::vector<bool>& indexed = {}) {
  std::string text;
  for (size_t i = 0; i < tuple.parts.size(); ++i) {
    if (i != 0) text += ", ";
    text += abi::type_name(tuple.parts[i]);
    if (!indexed.empty() && indexed[i]) text += " indexed";
    if (i < tuple.names.size() && !tuple.names[i].empty()) text += " " + tuple.names[i];
  }
  return text;
}

std::string functions(const abi::Interface& interface) {
  std::string text = "## Functions\n\n| function | returns | | selector |\n|---|---|---|---|\n";
  for (const auto& f : interface.functions) {
    const auto selector = f.selector();
    text += "| `" + f.name + "(" + list(f.inputs) + ")` | " +
            (f.outputs.parts.empty() ? "" : "`" + list(f.outputs) + "`") + " | " +
            (f.mutability == "nonpayable" ? "" : f.mutability) + " | `" +
            to_hex(Bytes(selector.begin(), selector.end())) + "` |\n";
  }
  return text + "\nConstructor: `(" + list(interface.constructor.inputs) + ")`\n";
}

std::string events_and_errors(const abi::Interface& interface) {
  std::string text = "\n## Events\n\n";
  for (const auto& e : interface.events)
    text += "- `" + e.name + "(" + list(e.inputs, e.indexed) + ")`\n";
  text += "\n## Errors\n\n";
  for (const auto& e : interface.errors) text += "- `" + e.name + "(" + list(e.inputs) + ")`\n";
  return text;
}

std::string storage(const json& artifact) {
  const auto& layout = artifact.at("storageLayout");
  const auto& types = layout.at("types");
  std::string text = "\n## Storage\n\n| slot | byte | variable | type |\n|---:|---:|---|---|\n";
  const auto row = [&](const json& member) {
    return "| " + member.at("slot").get<std::string>() + " | " +
           std::to_string(member.at("offset").get<unsigned>()) + " | `" +
           member.at("label").get<std::string>() + "` | `" +
           types.at(member.at("type").get<std::string>()).at("label").get<std::string>() + "` |\n";
  };
  for (const auto& variable : layout.at("storage")) text += row(variable);
  for (const auto& [id, type] : types.items()) {
    if (!type.contains("members")) continue;
    text += "\n`" + type.at("label").get<std::string>() + "`:\n\n";
    text += "| slot | byte | member | type |\n|---:|---:|---|---|\n";
    for (const auto& member : type.at("members")) text += row(member);
  }
  return text;
}

std::string readme(const suite::Embedded& embedded) {
  const auto artifact = json::parse(embedded.json);
  const auto interface = suite::interface_of(embedded.contract);
  const auto source = artifact.at("sourceName").get<std::string>();
  return "# " + std::string(embedded.contract) + "\n\nGenerated from the artifact of [" +
         std::filesystem::path(source).filename().string() + "](" +
         std::filesystem::path(source).filename().string() +
         "); [contracts](../README.md) says what it is for and how it hangs together.\n"
         "A test fails when this page is stale; `MOZI_UPDATE_GOLDEN=1` before that test writes it "
         "anew.\n\n" +
         functions(interface) + events_and_errors(interface) + storage(artifact);
}

}  // namespace

TEST_CASE("the README of each contract is what its artifact says") {
  for (const auto& embedded : suite::embedded_artifacts()) {
    INFO(embedded.contract);
    const auto source = json::parse(embedded.json).at("sourceName").get<std::string>();
    const auto path = std::filesystem::path(MOZI_SOURCE_DIR) /
                      std::filesystem::path(source).parent_path() / "README.md";
    const auto expected = readme(embedded);
    if (std::getenv("MOZI_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << expected;
    std::ifstream file(path);
    std::stringstream found;
    found << file.rdbuf();
    CHECK((found.str() == expected));
  }
}
