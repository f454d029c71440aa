// Each pass does to golden/<pass>/*.ir what the file says: the code before, a line ----, the code
// after. MOZI_UPDATE_GOLDEN=1 writes what the pass makes of the code before.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "compiler/ir/print.hpp"
#include "compiler/ir/verify.hpp"
#include "compiler/opt/pipeline.hpp"
#include "tests/compiler/support/golden_ir.hpp"

namespace {

using namespace mozi;
using namespace mozi::test;
namespace fs = std::filesystem;

constexpr std::string_view folder = "tests/compiler/opt/golden";
/// The functions of the runtime object as text.
std::string functions_of(const ir::Program& program) {
  std::string text = ir::print(program);
  text = text.substr(text.find("runtime \""));
  text = text.substr(text.find('\n') + 1);
  return text.substr(0, text.rfind('}'));
}

void check(const fs::path& path, std::string_view pass) {
  INFO(path.string());
  const Golden golden = parse_golden(read(path));
  ir::Program program = program_of(golden.before);
  const std::string before = functions_of(program);
  const auto changed = opt::run_pass(pass, program);
  REQUIRE(changed);
  if (const auto verified = ir::verify(program); !verified)
    FAIL(verified.error().message << "\n" << ir::print(program));
  const std::string after = functions_of(program);
  // What a pass must leave alone is in files named so.
  const bool keeps = path.filename().string().starts_with("keeps_");
  CHECK((after == before) == keeps);
  CHECK(*changed == !keeps);
  if (std::getenv("MOZI_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << golden.comment << before << mark << after;
    return;
  }
  CHECK_FALSE(golden.comment.empty());
  CHECK(golden.before == before);
  CHECK(golden.after == after);
}

}  // namespace

TEST_CASE("each pass does what its golden files say") {
  for (const auto& pass : opt::passes()) {
    const fs::path own = fs::path(folder) / pass.name;
    INFO("pass " << pass.name);
    size_t files = 0;
    if (fs::exists(own))
      for (const auto& entry : fs::directory_iterator(own)) {
        check(entry.path(), pass.name);
        ++files;
      }
    CHECK(files != 0);
  }
}

TEST_CASE("golden files belong to passes") {
  for (const auto& entry : fs::directory_iterator(folder)) {
    ir::Program program = program_of("fn @0 \"main\" -> 0 entry {\n^0 \"entry\":\nstop\n}\n");
    CHECK(opt::run_pass(entry.path().filename().string(), program));
  }
}

TEST_CASE("a pass that does not exist is refused with the names of those that do") {
  ir::Program program;
  const auto result = opt::run_pass("no_such_pass", program);
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find("simplify_cfg") != std::string::npos);
  CHECK(result.error().message.find("no_such_pass") != std::string::npos);
}
