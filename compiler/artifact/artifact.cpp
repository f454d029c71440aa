// Puts the artifact together in the shape that Foundry writes: code as objects with "object".
#include "compiler/artifact/artifact.hpp"

#include "compiler/artifact/debug_json.hpp"
#include "compiler/artifact/layout_json.hpp"
#include "compiler/artifact/source_map.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::artifact {
namespace {

constexpr std::string_view level_names[] = {"O0", "O1", "O2", "Os"};

Json code_json(const codegen::Code& code, const ir::Program& program) {
  return {{"object", to_hex(BytesView{code.bytes})},
          {"sourceMap", source_map(code, program)},
          {"linkReferences", Json::object()}};
}

/// Where the constructor writes immutables, by the immutable's number as solc does.
Json immutable_references(const codegen::Code& runtime) {
  Json object = Json::object();
  for (const auto& reference : runtime.immutable_references)
    object[std::to_string(reference.immutable)].push_back(
        {{"start", reference.offset}, {"length", 32}});
  return object;
}

Json metadata(const dsl::ast::Contract& contract, const ir::Program& program, const Json& abi,
              const std::string& source, opt::Level level) {
  Json sources = Json::object();
  for (const auto& file : program.sources) {
    const BytesView text{reinterpret_cast<const uint8_t*>(file.text.data()), file.text.size()};
    sources[file.path] = {{"keccak256", to_hex(crypto::keccak256(text))}};
  }
  return {{"compiler", {{"name", "mozi"}, {"version", MOZI_VERSION}}},
          {"language", "Mozi DSL (C++)"},
          {"output", {{"abi", abi}}},
          {"settings",
           {{"compilationTarget", {{source, contract.name}}},
            {"evmVersion", "osaka"},
            {"optimizer", level_names[static_cast<size_t>(level)]}}},
          {"sources", std::move(sources)},
          {"version", 1}};
}

/// The path of the file that declares the contract itself: its members register after those of its
/// mixins, so the last function is its own.
std::string source_of(const dsl::ast::Contract& contract, const ir::Program& program) {
  if (program.sources.empty()) return "";
  std::string_view file =
      contract.functions.empty() ? contract.location.file : contract.functions.back().location.file;
  while (file.starts_with("./")) file.remove_prefix(2);
  for (const auto& source : program.sources)
    if (source.path.ends_with(file) || file.ends_with(source.path)) return source.path;
  return program.sources.front().path;
}

}  // namespace

std::string write(const dsl::ast::Contract& contract, const ir::Program& program,
                  const codegen::Bytecode& code, opt::Level level) {
  const auto source = source_of(contract, program);
  const auto abi = abi_json(contract);
  Json runtime = code_json(code.runtime, program);
  runtime["immutableReferences"] = immutable_references(code.runtime);
  Json paths = Json::array();
  for (const auto& file : program.sources) paths.push_back(file.path);
  const Json artifact = {
      {"contractName", contract.name},
      {"sourceName", source},
      {"abi", abi},
      {"bytecode", code_json(code.init, program)},
      {"deployedBytecode", std::move(runtime)},
      {"methodIdentifiers", method_identifiers(contract)},
      {"storageLayout", storage_layout(contract, Region::persistent, source)},
      {"transientStorageLayout", storage_layout(contract, Region::transient, source)},
      {"sourceList", std::move(paths)},
      {"debug", debug_json(program, code)},
      {"metadata", metadata(contract, program, abi, source, level)}};
  return artifact.dump(1) + "\n";
}

std::string write_hardhat(const dsl::ast::Contract& contract, const ir::Program& program,
                          const codegen::Bytecode& code) {
  const Json artifact = {{"_format", "hh-sol-artifact-1"},
                         {"contractName", contract.name},
                         {"sourceName", source_of(contract, program)},
                         {"abi", abi_json(contract)},
                         {"bytecode", to_hex(BytesView{code.init.bytes})},
                         {"deployedBytecode", to_hex(BytesView{code.runtime.bytes})},
                         {"linkReferences", Json::object()},
                         {"deployedLinkReferences", Json::object()}};
  return artifact.dump(1) + "\n";
}

}  // namespace mozi::artifact
