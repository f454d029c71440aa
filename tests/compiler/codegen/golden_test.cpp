// Code generation makes of golden/*.ir what the file says: the IR, a line ----, the instructions of
// the runtime code. MOZI_UPDATE_GOLDEN=1 writes what it makes of the IR.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "compiler/codegen/codegen.hpp"
#include "tests/compiler/support/golden_ir.hpp"
#include "vm/isa/opcodes.hpp"

namespace {

using namespace mozi;
using namespace mozi::test;
namespace fs = std::filesystem;

constexpr std::string_view folder = "tests/compiler/codegen/golden";

/// One instruction a line, jump targets with their place.
std::string disassembly(const Bytes& code) {
  std::string text;
  for (size_t pc = 0; pc < code.size(); ++pc) {
    const auto& row = isa::info(code[pc]);
    if (code[pc] == static_cast<uint8_t>(isa::Op::JUMPDEST)) text += std::to_string(pc) + ": ";
    text += std::string(row.name);
    const size_t immediate = row.immediate;
    if (immediate != 0 && pc + immediate < code.size())
      text += " " + to_hex(BytesView{code}.subspan(pc + 1, immediate));
    pc += immediate;
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("code generation does what its golden files say") {
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    INFO(entry.path().string());
    ++files;
    const Golden golden = parse_golden(read(entry.path()));
    codegen::Options options;
    // Files named so are generated for size.
    if (entry.path().filename().string().starts_with("small_")) options.runs = 1;
    const auto code = codegen::generate(program_of(golden.before), options);
    if (!code) FAIL(code.error().message);
    const std::string text = disassembly(code->runtime.bytes);
    if (std::getenv("MOZI_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(entry.path()) << golden.comment << golden.before << mark << text;
      continue;
    }
    CHECK_FALSE(golden.comment.empty());
    CHECK(golden.after == text);
  }
  CHECK(files > 8);
}
