// Debug information in ethdebug's format, for tools that read no other.
#include "compiler/artifact/ethdebug.hpp"

#include "compiler/artifact/abi_json.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::artifact {
namespace {

Json range_json(const ir::Location& at) {
  return {{"source", {{"id", at.file}}}, {"range", {{"offset", at.begin}, {"length", at.length}}}};
}

/// The source ranges of an instruction: several if checks were merged into it.
Json code_contexts(const ir::Program& program, ir::LocationId location) {
  Json contexts = Json::array();
  while (location != ir::nothing) {
    const ir::Location& at = program.locations[location];
    if (at.line != 0) contexts.push_back({{"code", range_json(at)}});
    location = at.also;
  }
  return contexts;
}

Json pointer_json(const codegen::VariablePlace& place, uint32_t height) {
  using Kind = codegen::VariablePlace::Kind;
  switch (place.kind) {
    case Kind::stack:
      return {{"location", "stack"}, {"slot", height - 1 - place.at.low()}};
    case Kind::memory:
      return {{"location", "memory"}, {"offset", place.at.low()}, {"length", 32}};
    case Kind::calldata:
      return {{"location", "calldata"}, {"offset", place.at.low()}, {"length", 32}};
    case Kind::memory_object:
    case Kind::constant:
      break;
  }
  return nullptr;
}

Json variables_json(const ir::Program& program, const codegen::Code& code,
                    const codegen::PcEntry& entry) {
  Json variables = Json::array();
  for (const auto& range : code.variables) {
    if (range.from > entry.pc) break;
    if (entry.pc >= range.to || entry.height == ir::nothing) continue;
    Json pointer = pointer_json(range.place, entry.height);
    if (!pointer.is_null())
      variables.push_back({{"identifier", program.variables[range.place.variable].name},
                           {"pointer", std::move(pointer)}});
  }
  return variables;
}

Json operation_json(BytesView code, uint32_t pc) {
  const isa::OpInfo& row = isa::info(code[pc]);
  Json operation = {{"mnemonic", row.name}};
  if (row.immediate != 0)
    operation["arguments"] = Json::array({to_hex(code.subspan(pc + 1, row.immediate))});
  return operation;
}

Json instruction_json(const ir::Program& program, const codegen::Code& code,
                      const codegen::PcEntry& entry) {
  Json instruction = {{"offset", entry.pc}, {"operation", operation_json(code.bytes, entry.pc)}};
  Json contexts = code_contexts(program, entry.location);
  Json variables = variables_json(program, code, entry);
  if (!variables.empty()) contexts.push_back({{"variables", std::move(variables)}});
  if (contexts.size() == 1) instruction["context"] = std::move(contexts[0]);
  if (contexts.size() > 1) instruction["context"] = {{"gather", std::move(contexts)}};
  return instruction;
}

Json program_json(const dsl::ast::Contract& contract, const ir::Program& program,
                  const codegen::Code& code, std::string_view environment) {
  Json instructions = Json::array();
  for (const auto& entry : code.pcs) instructions.push_back(instruction_json(program, code, entry));
  const size_t size = program.sources.empty() ? 0 : program.sources[0].text.size();
  const ir::Location whole{
      .file = 0, .line = 1, .column = 1, .begin = 0, .length = static_cast<uint32_t>(size)};
  return {{"contract", {{"name", contract.name}, {"definition", range_json(whole)}}},
          {"environment", environment},
          {"instructions", std::move(instructions)}};
}

/// The sources, and a name for the compilation that depends on them alone.
Json compilation_json(const ir::Program& program) {
  Json sources = Json::array();
  Bytes all;
  for (size_t i = 0; i < program.sources.size(); ++i) {
    const auto& file = program.sources[i];
    sources.push_back(
        {{"id", i}, {"path", file.path}, {"contents", file.text}, {"language", "Mozi DSL (C++)"}});
    all.insert(all.end(), file.text.begin(), file.text.end());
  }
  return {{"id", to_hex(crypto::keccak256(all))},
          {"compiler", {{"name", "mozi"}, {"version", MOZI_VERSION}}},
          {"sources", std::move(sources)}};
}

}  // namespace

std::string write_ethdebug(const dsl::ast::Contract& contract, const ir::Program& program,
                           const codegen::Bytecode& code) {
  const Json info = {
      {"types", Json::object()},
      {"pointers", Json::object()},
      {"programs", Json::array({program_json(contract, program, code.init, "create"),
                                program_json(contract, program, code.runtime, "call")})},
      {"compilation", compilation_json(program)}};
  return info.dump(1) + "\n";
}

}  // namespace mozi::artifact
