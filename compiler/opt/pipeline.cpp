// The optimiser's passes in their order.
#include "compiler/opt/pipeline.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/opt/passes.hpp"

namespace mozi::opt {
namespace {

/// A pass under its name, for each kind of argument.
struct Pass {
  std::string_view name;
  bool (*on_function)(ir::Function&) = nullptr;
  bool (*on_object)(ir::Object&) = nullptr;
  bool (*on_program)(ir::Program&) = nullptr;

  bool run(ir::Program& program) const {
    bool changed = on_program != nullptr && on_program(program);
    for (ir::Object* object : {&program.init, &program.runtime}) {
      if (on_object != nullptr) changed |= on_object(*object);
      if (on_function != nullptr)
        for (ir::Function& f : object->functions) changed |= on_function(f);
    }
    return changed;
  }
};

constexpr Pass named(std::string_view name, bool (*pass)(ir::Function&)) {
  return {.name = name, .on_function = pass};
}
constexpr Pass named(std::string_view name, bool (*pass)(ir::Object&)) {
  return {.name = name, .on_object = pass};
}
constexpr Pass named(std::string_view name, bool (*pass)(ir::Program&)) {
  return {.name = name, .on_program = pass};
}
#define RUN(pass) named(#pass, pass)

#define PASS(name, takes, doc) RUN(name),
constexpr Pass all_passes[] = {
#include "compiler/opt/passes.def"
};
#undef PASS

#define PASS(name, takes, doc) {#name, doc},
constexpr PassInfo pass_infos[] = {
#include "compiler/opt/passes.def"
};
#undef PASS

/// What makes a function smaller and never larger.
constexpr Pass clean[] = {RUN(simplify_cfg), RUN(simplify), RUN(gvn), RUN(dead_values),
                          RUN(simplify_cfg)};

/// What finds out more.
constexpr Pass think[] = {RUN(forward_loads), RUN(forward_memory), RUN(dead_stores),
                          RUN(facts),         RUN(simplify),       RUN(gvn),
                          RUN(dead_values),   RUN(simplify_cfg)};

/// Loops take what they repeat out in front.
constexpr Pass loops[] = {RUN(rotate_loops), RUN(simplify_cfg), RUN(unroll_loops),
                          RUN(gvn),          RUN(hoist),        RUN(promote_stores),
                          RUN(dead_values),  RUN(simplify_cfg)};

constexpr Pass calls[] = {RUN(inline_calls), RUN(drop_unused)};
constexpr Pass calls_for_size[] = {RUN(inline_tiny), RUN(drop_unused)};

constexpr Pass finish[] = {RUN(merge_checks), RUN(simplify), RUN(gvn), RUN(dead_values), RUN(sink)};

class Pipeline {
 public:
  Pipeline(ir::Program& program, const Options& options) : program_(program), options_(options) {}

  bool run(std::span<const Pass> passes) {
    bool changed = false;
    for (const Pass& pass : passes) changed |= run(pass);
    return changed;
  }

 private:
  bool run(const Pass& pass) {
    const bool changed = pass.run(program_);
    if (options_.after) options_.after(pass.name, program_);
    return changed;
  }

  ir::Program& program_;
  const Options& options_;
};

}  // namespace

std::span<const PassInfo> passes() {
  return pass_infos;
}

Expected<bool> run_pass(std::string_view name, ir::Program& program) {
  const auto* const at = std::ranges::find(all_passes, name, &Pass::name);
  if (at != std::end(all_passes)) return at->run(program);
  std::string known;
  for (const PassInfo& pass : passes())
    known += (known.empty() ? "" : ", ") + std::string{pass.name};
  return std::unexpected(Error{"expected a pass of " + known + "; got " + std::string{name}});
}

void optimise(ir::Program& program, const Options& options) {
  if (options.level == Level::O0) return;
  const bool small = options.level == Level::Os;
  Pipeline pipeline(program, options);
  pipeline.run(clean);
  pipeline.run(small ? std::span<const Pass>{calls_for_size} : calls);
  pipeline.run(clean);
  if (options.level == Level::O1) return;
  pipeline.run(think);
  // A rotated loop has its test twice.
  if (!small) pipeline.run(loops);
  constexpr int enough = 3;
  for (int rounds = 0; rounds < enough && pipeline.run(think); ++rounds) {
  }
  pipeline.run(finish);
}

}  // namespace mozi::opt
