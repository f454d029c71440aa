// The recorder behind the surface: constructors, of the contract and of its mixins.
#include <algorithm>

#include "mozi/dsl/function.hpp"

namespace mozi::dsl {

CallSite construct_base(std::string_view owner, Location at) {
  Tracer::current().constructs(owner, at);
  return CallSite(at);
}

void Tracer::constructor(std::string_view owner, Described described) {
  const bool is_second =
      std::ranges::any_of(constructors_, [&](const auto& c) { return c.owner == owner; });
  if (is_second)
    complain("a contract has one constructor; give this one's work to the other",
             described.function.location);
  constructors_.push_back({std::string(owner), std::move(described)});
  // The entry keeps the place where the first one stood.
  if (constructor_index_) return;
  constructor_index_ = static_cast<uint32_t>(contract_.functions.size());
  contract_.functions.emplace_back();
  bodies_.push_back({*constructor_index_, nullptr, nullptr});
}

void Tracer::constructs(std::string_view owner, Location at) {
  const auto found = std::ranges::find(constructors_, owner, &Constructor::owner);
  if (found == constructors_.end()) return;  // C++ has refused it
  const auto name = reflect::author_name(owner);
  if (found->described.function.inputs.empty())
    complain("the constructor of " + name + " runs by itself, before this one; remove the call",
             at);
  else if (std::exchange(found->is_called, true))
    complain("the constructor of " + name + " is called a second time", at);
}

void Tracer::build_constructor() {
  if (!constructor_index_) return;
  // Mixins are constructed before what derives from them, so the last is the contract's own.
  const auto own = constructors_.back().described;
  std::vector<std::pair<Location, std::function<void()>>> before;
  for (const auto& [owner, described, is_called] : constructors_)
    if (&described != &constructors_.back().described && described.function.inputs.empty())
      before.emplace_back(described.function.location, described.run);
  Described whole = own;
  whole.run = [before, run = own.run] {
    for (const auto& [at, construct] : before) {
      const CallSite site(at);
      construct();
    }
    run();
  };
  replace(*constructor_index_, std::move(whole));
}

void Tracer::check_constructors() {
  for (const auto& [owner, described, is_called] : constructors_) {
    if (owner == constructors_.back().owner || is_called) continue;
    if (described.function.inputs.empty()) continue;
    const auto name = reflect::author_name(owner);
    complain("the constructor of " + name + " has parameters; call it in this constructor: BASE(" +
                 name + ")(...)",
             constructors_.back().described.function.location);
  }
}

}  // namespace mozi::dsl
