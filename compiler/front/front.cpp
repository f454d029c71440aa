// Checks a contract and lowers its constructor and its runtime code.
#include "compiler/front/front.hpp"

#include <algorithm>

#include "compiler/front/check.hpp"
#include "compiler/front/constructor.hpp"
#include "compiler/front/dispatch.hpp"
#include "compiler/front/mutability.hpp"
#include "compiler/front/unit.hpp"
#include "compiler/ir/verify.hpp"

namespace mozi::front {

namespace {

bool is_error(const ast::Diagnostic& diagnostic) {
  return diagnostic.severity == ast::Diagnostic::Severity::error;
}

bool any_error(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, is_error);
}

void append(Diagnostics& all, Diagnostics more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The tree's rules first: the other checks and the inference rely on them.
Diagnostics check_all(const ast::Contract& contract, std::vector<Effects>& effects) {
  Findings findings;
  for (const auto& function : contract.functions) check_tree(contract, function, findings);
  if (findings.any_errors()) return findings.take();
  effects = infer_effects(contract);
  return check(contract, effects);
}

ir::Program make_program(const ast::Contract& contract) {
  ir::Program program;
  program.name = contract.name;
  program.init.name = contract.name;
  program.runtime.name = contract.name + "_deployed";
  for (const auto& field : contract.immutables)
    program.immutables.push_back({field.name, abi_name(*field.type)});
  return program;
}

}  // namespace

std::expected<Lowered, Diagnostics> lower(const ast::Contract& contract, const Options& options) {
  Diagnostics found = contract.diagnostics;
  // A mistake that the tracer met leaves a tree with others that the author did not make.
  if (any_error(found)) return std::unexpected(std::move(found));
  std::vector<Effects> effects;
  append(found, check_all(contract, effects));
  if (any_error(found)) return std::unexpected(std::move(found));

  ir::Program program = make_program(contract);
  Sources sources(program, options);
  const Shared shared{contract, program, sources, options, effects, found};
  Unit runtime(shared, program.runtime, Unit::Role::runtime);
  lower_dispatch(runtime);
  runtime.finish();
  Unit init(shared, program.init, Unit::Role::init);
  lower_constructor(init);
  init.finish();
  if (any_error(found)) return std::unexpected(std::move(found));

  if (const auto good = ir::verify(program); !good) {
    found.push_back(
        {ast::Diagnostic::Severity::error, contract.location,
         "the compiler made wrong code for " + contract.name + ": " + good.error().message});
    return std::unexpected(std::move(found));
  }
  return Lowered{std::move(program), std::move(found)};
}

}  // namespace mozi::front
