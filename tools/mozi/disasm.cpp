// mozi disasm: lists bytecode as instructions.
#include "vm/isa/disasm.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/input.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct DisasmOptions {
  std::string code;
  bool creation = false;
  bool json = false;
};

json to_json(const isa::Instruction& instruction) {
  json object = {{"pc", instruction.pc}, {"op", instruction.opcode}};
  const isa::OpInfo& row = isa::info(instruction.opcode);
  object["name"] = row.defined() ? json(row.name) : json();
  if (row.immediate != 0) object["immediate"] = to_hex(instruction.immediate);
  if (instruction.truncated) object["truncated"] = true;
  return object;
}

void print_json(BytesView code) {
  auto list = json::array();
  for (size_t pc = 0; pc < code.size(); pc += isa::info(code[pc]).size())
    list.push_back(to_json(isa::decode(code, pc)));
  print("{}\n", list.dump(1));
}

int run_disasm(const DisasmOptions& options) {
  const auto input = read_code(options.code);
  if (!input) return print_error("{}", input.error().message), exit_bad_input;
  const Bytes* code = &input->code;
  if (input->artifact) {
    const auto& deployed = input->artifact->deployed_bytecode;
    code = options.creation || deployed.empty() ? &input->artifact->bytecode : &deployed;
  }
  if (options.json)
    print_json(*code);
  else
    print("{}", isa::disassemble(*code));
  return exit_ok;
}

}  // namespace

Action declare_disasm(CLI::App& app) {
  auto options = std::make_shared<DisasmOptions>();
  app.add_option("CODE", options->code,
                 "Bytecode as hex, or a file: hex, binary or an artifact's JSON; - reads stdin")
      ->required();
  app.add_flag("--creation", options->creation, "Of an artifact, the creation code");
  app.add_flag("--json", options->json, "A JSON array of instructions");
  return [options] { return run_disasm(*options); };
}

}  // namespace mozi::cli
