// The IR's text form, and the passes on whatever the verifier lets through.
#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/parse.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/ir/verify.hpp"
#include "compiler/opt/pipeline.hpp"
#include "tests/fuzz/targets/target.hpp"

namespace mozi::fuzz {

void ir_text(BytesView input) {
  auto program = ir::parse(text_of(input));
  if (!program) return require(!program.error().message.empty(), "a reason");
  const std::string text = ir::print(*program);
  const auto again = ir::parse(text);
  require(again.has_value(), "what is printed to parse");
  require(ir::print(*again) == text, "a text that prints as itself");
  if (!ir::verify(*program)) return;

  static_cast<void>(codegen::generate(*program));
  opt::optimise(*program,
                {.level = opt::Level::O2, .after = [](std::string_view, const ir::Program& p) {
                   require(ir::verify(p).has_value(), "every pass to keep what verifies");
                 }});
  static_cast<void>(codegen::generate(*program));
}

}  // namespace mozi::fuzz
