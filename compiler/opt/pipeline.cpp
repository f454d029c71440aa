// The optimiser's passes in their order.
#include "compiler/opt/pipeline.hpp"

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

/// What makes a function smaller and never larger.
constexpr Pass clean[] = {RUN(simplify_cfg), RUN(simplify), RUN(gvn), RUN(dead_values),
                          RUN(simplify_cfg)};

/// What finds out more.
constexpr Pass think[] = {RUN(forward_loads), RUN(facts),       RUN(simplify),    RUN(gvn),
                          RUN(dead_stores),   RUN(dead_values), RUN(simplify_cfg)};

constexpr Pass calls[] = {RUN(inline_calls), RUN(drop_unused)};

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
    bool changed = pass.on_program != nullptr && pass.on_program(program_);
    for (ir::Object* object : {&program_.init, &program_.runtime}) {
      if (pass.on_object != nullptr) changed |= pass.on_object(*object);
      if (pass.on_function != nullptr)
        for (ir::Function& f : object->functions) changed |= pass.on_function(f);
    }
    if (options_.after) options_.after(pass.name, program_);
    return changed;
  }

  ir::Program& program_;
  const Options& options_;
};

}  // namespace

void optimise(ir::Program& program, const Options& options) {
  if (options.level == Level::O0) return;
  Pipeline pipeline(program, options);
  pipeline.run(clean);
  pipeline.run(calls);
  pipeline.run(clean);
  if (options.level == Level::O1) return;
  constexpr int enough = 3;
  for (int rounds = 0; rounds < enough && pipeline.run(think); ++rounds) {
  }
  pipeline.run(finish);
}

}  // namespace mozi::opt
