// What artifacts say against what solc says of the same contracts: solc/*.json for the gas
// reference, and the front end's twins.
#include "compiler/artifact/artifact.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "compiler/artifact/compile.hpp"
#include "tests/compiler/artifact/reference.hpp"
#include "tests/compiler/front/twins/abi.hpp"
#include "tests/compiler/front/twins/built.hpp"
#include "tests/compiler/front/twins/calls.hpp"
#include "tests/compiler/front/twins/flow.hpp"
#include "tests/compiler/front/twins/logs.hpp"
#include "tests/compiler/front/twins/store.hpp"
#include "tests/support/fixtures.hpp"

using namespace mozi;
using nlohmann::json;

namespace {

struct Written {
  artifact::Compiled compiled;
  json foundry;
  json hardhat;
};

/// Sources by their paths in the repository, where the tests run.
front::Options lowering() {
  front::Options options;
  options.source_path = [](std::string_view file) {
    while (file.starts_with("../")) file.remove_prefix(3);
    return std::string(file);
  };
  options.source_text = [path = options.source_path](std::string_view file) {
    std::ifstream in(path(file));
    return std::optional(std::string(std::istreambuf_iterator<char>(in), {}));
  };
  return options;
}

Written write(const dsl::ast::Contract& contract) {
  auto compiled = artifact::compile(contract, {}, lowering());
  if (!compiled) FAIL(to_string(compiled.error().front()));
  Written written{std::move(*compiled), {}, {}};
  const auto& [program, code, warnings] = written.compiled;
  written.foundry = json::parse(artifact::write(contract, program, code, opt::Level::O2));
  written.hardhat = json::parse(artifact::write_hardhat(contract, program, code));
  return written;
}

/// Outputs that have no name in Solidity have one where the twin's struct names them.
void drop_output_names(json& abi) {
  for (auto& item : abi) {
    if (!item.contains("outputs")) continue;
    for (auto& output : item["outputs"]) output["name"] = "";
  }
}

/// Structs that the twin declares elsewhere keep their shape, and the keys of mappings have no
/// names.
json without_struct_owners(const json& value) {
  return json::parse(
      std::regex_replace(value.dump(), std::regex("(struct|enum|contract) [A-Za-z0-9_.]*"), "$1"));
}

/// Identifiers of types without the numbers of solc's tree, variables without tree ids and file.
json normalised_layout(const json& layout) {
  auto text = std::regex_replace(layout.dump(), std::regex("\"astId\":[0-9]+"), "\"astId\":0");
  text = std::regex_replace(text, std::regex("\"contract\":\"[^\"]*\""), "\"contract\":\"\"");
  text = std::regex_replace(text, std::regex("\\)[0-9]+_storage"), ")_storage");
  return json::parse(
      std::regex_replace(text, std::regex("(t_(enum|contract)\\([A-Za-z0-9_.]*\\))[0-9]+"), "$1"));
}

/// Names that the twin cannot have: those of a derived constructor, and of a lone result.
void drop_constructor_and_result_names(json& abi) {
  for (auto& item : abi) {
    if (item.at("type") == "constructor")
      for (auto& input : item["inputs"]) input["name"] = "";
    if (item.contains("outputs") && item["outputs"].size() == 1) item["outputs"][0]["name"] = "";
  }
}

void drop_key_names(json& abi, const std::vector<std::string>& getters) {
  for (auto& item : abi) {
    const auto name = item.value("name", "");
    if (item.value("type", "") != "function" || std::ranges::find(getters, name) == getters.end())
      continue;
    for (auto& input : item["inputs"]) input["name"] = "";
  }
}

void check_reference(const dsl::ast::Contract& contract, const std::vector<std::string>& getters) {
  const auto& name = contract.name;
  INFO(name);
  const auto theirs = test::read_json("tests/compiler/artifact/solc/" + name + ".json");
  const auto ours = write(contract).foundry;
  auto our_abi = ours.at("abi");
  auto their_abi = theirs.at("abi");
  drop_key_names(their_abi, getters);
  for (auto* abi : {&our_abi, &their_abi}) drop_constructor_and_result_names(*abi);
  CHECK(our_abi.dump(1) == their_abi.dump(1));
  CHECK(ours.at("methodIdentifiers") == theirs.at("methodIdentifiers"));
  CHECK(normalised_layout(ours.at("storageLayout")).dump(1) ==
        normalised_layout(theirs.at("storageLayout")).dump(1));
}

template <class C>
void check_twin(const std::string& name) {
  INFO(name);
  const auto theirs = test::read_json("tests/compiler/front/solidity/" + name + ".json");
  const auto ours = write(dsl::trace<C>(name)).foundry;
  auto our_abi = without_struct_owners(ours.at("abi"));
  auto their_abi = without_struct_owners(theirs.at("abi"));
  drop_output_names(our_abi);
  drop_output_names(their_abi);
  CHECK(our_abi.dump(1) == their_abi.dump(1));
  CHECK(ours.at("methodIdentifiers") == theirs.at("methodIdentifiers"));
  CHECK(normalised_layout(ours.at("storageLayout")).dump(1) ==
        normalised_layout(theirs.at("storageLayout")).dump(1));
}

}  // namespace

TEST_CASE("ABI and storage layout of the gas reference are solc's") {
  check_reference(test::ref_erc20(), {"balanceOf", "allowance"});
  check_reference(test::fee_splitter(), {"claimable", "hasRole"});
  check_reference(test::fee_splitter_storage_guard(), {"claimable", "hasRole"});
  check_reference(test::staking_rewards(), {"users"});
}

TEST_CASE("ABI and storage layout of every kind of type are solc's") {
  check_twin<twins::Abi>("Abi");
  check_twin<twins::Store>("Store");
  check_twin<twins::Flow>("Flow");
  check_twin<twins::Logs>("Logs");
  check_twin<twins::Calls>("Calls");
  check_twin<twins::Built>("Built");
  check_twin<twins::Simple>("Simple");
}

TEST_CASE("code, references and source map of an artifact are those of the compiled contract") {
  const auto written = write(dsl::trace<twins::Built>("Built"));
  const auto& code = written.compiled.code;
  const auto& foundry = written.foundry;
  CHECK(foundry.at("contractName") == "Built");
  CHECK(foundry.at("bytecode").at("object") == to_hex(BytesView{code.init.bytes}));
  CHECK(foundry.at("deployedBytecode").at("object") == to_hex(BytesView{code.runtime.bytes}));
  // Every reference points at 32 bytes of zeros, which the constructor fills in.
  size_t references = 0;
  for (const auto& places : foundry.at("deployedBytecode").at("immutableReferences")) {
    for (const auto& place : places) {
      ++references;
      const auto start = place.at("start").get<size_t>();
      REQUIRE(start + 32 <= code.runtime.bytes.size());
      for (size_t i = 0; i < 32; ++i) CHECK(code.runtime.bytes[start + i] == 0);
    }
  }
  CHECK(references == code.runtime.immutable_references.size());
  const auto map = foundry.at("deployedBytecode").at("sourceMap").get<std::string>();
  CHECK(static_cast<size_t>(std::ranges::count(map, ';')) + 1 == code.runtime.pcs.size());
  auto without_texts = foundry;
  for (auto& source : without_texts.at("debug").at("sources")) source.erase("text");
  CHECK(without_texts.dump().find(__FILE__[0] == '/' ? "\"/" : "\"//") == std::string::npos);
}

TEST_CASE("the source map of an instruction leads to the author's line") {
  const auto written = write(dsl::trace<twins::Simple>("Simple"));
  const auto& program = written.compiled.program;
  bool found = false;
  for (const auto& entry : written.compiled.code.init.pcs) {
    if (entry.location == ir::nothing) continue;
    const auto& at = program.locations[entry.location];
    if (at.line == 0) continue;
    const auto& text = program.sources[at.file].text;
    REQUIRE(at.begin + at.length <= text.size());
    found = found || text.substr(at.begin, at.length).starts_with("k != 0");
  }
  CHECK(found);
}

TEST_CASE("Hardhat's shape has the code as strings") {
  const auto written = write(dsl::trace<twins::Simple>("Simple"));
  const auto& hardhat = written.hardhat;
  CHECK(hardhat.at("_format") == "hh-sol-artifact-1");
  CHECK(hardhat.at("bytecode") == written.foundry.at("bytecode").at("object"));
  CHECK(hardhat.at("deployedBytecode") == written.foundry.at("deployedBytecode").at("object"));
  CHECK(hardhat.at("abi") == written.foundry.at("abi"));
  CHECK(hardhat.at("linkReferences").empty());
}

TEST_CASE("the same contract gives the same artifact") {
  CHECK(write(dsl::trace<twins::Store>("Store")).foundry.dump() ==
        write(dsl::trace<twins::Store>("Store")).foundry.dump());
}
