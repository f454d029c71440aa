// The pipeline: discover, build, passes, lower, emit.
#include "vm/jit/jit.hpp"

#include "vm/jit/backend.hpp"
#include "vm/jit/build.hpp"
#include "vm/jit/passes.hpp"

namespace mozi::jit {
namespace {

/// The passes, in order; each can be printed after by its name.
struct Pass {
  std::string_view name;
  void (*run)(Region&);
};
constexpr Pass passes[] = {
    {"order_blocks", order_blocks},
    {"simplify_phis", simplify_phis},
    {"bound_values", bound_values},
    {"simplify", simplify},
    {"drop_unused", drop_unused},
    {"bound_values", bound_values},
    {"find_demanded_bits", find_demanded_bits},
};

void print_region(const PrintTo& print, std::string_view stage, const Region& region) {
  if (print) print(stage, to_text(region));
}

Region make_region(const isa::Code& code, const isa::Rules& rules, const RegionPlan& plan,
                   const PrintTo& print) {
  Region region = build(code, rules, plan);
  print_region(print, "build", region);
  for (const Pass& pass : passes) {
    pass.run(region);
    print_region(print, pass.name, region);
  }
  return region;
}

}  // namespace

class Jit::Impl {
 public:
  Backend backend;
};

Jit::Jit() : impl_(std::make_unique<Impl>()) {}
Jit::~Jit() = default;

Expected<Bytes> Jit::compile(const isa::Code& code, const isa::Rules& rules,
                             const Options& options) {
  const auto plans = discover(code, rules, options.limits);
  if (!plans) return std::unexpected(plans.error());
  Program program;
  for (const RegionPlan& plan : *plans) {
    const bool is_entry = program.regions.empty();
    Region& region = program.regions.emplace_back(make_region(code, rules, plan, options.print));
    region.is_entry = is_entry;
    region.is_target = !is_entry && code.is_jump_destination(plan.pc);
  }
  auto object = impl_->backend.emit(program, code.size(), options.effort, options.print);
  if (object && (options.statistics != nullptr || options.print)) {
    Statistics s{.regions = program.regions.size(),
                 .blocks = 0,
                 .instructions = 0,
                 .object_bytes = object->size()};
    for (const Region& region : program.regions) {
      s.blocks += region.blocks.size();
      for (const Block& block : region.blocks) s.instructions += block.code.size();
    }
    if (options.statistics != nullptr) *options.statistics = s;
    if (options.print)
      options.print("statistics", std::to_string(code.size()) + " bytes of code, " +
                                      std::to_string(s.regions) + " regions, " +
                                      std::to_string(s.blocks) + " blocks, " +
                                      std::to_string(s.instructions) + " instructions, " +
                                      std::to_string(s.object_bytes) + " bytes of object");
  }
  return object;
}

Expected<std::shared_ptr<const Code>> Jit::load(BytesView object) {
  return impl_->backend.load(object);
}

void Jit::write_perf_map() {
  impl_->backend.write_perf_map();
}

}  // namespace mozi::jit
