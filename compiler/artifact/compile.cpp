// The whole compiler in one call: lower, optimise, generate.
#include "compiler/artifact/compile.hpp"

#include <algorithm>
#include <map>

#include "compiler/artifact/preimages.hpp"

namespace mozi::artifact {

namespace {

using dsl::ast::Contract;
using dsl::ast::Diagnostic;

Diagnostic error_in(const Contract& contract, std::string message) {
  return {Diagnostic::Severity::error, contract.location, std::move(message)};
}

/// Compiles a contract and, once each, the contracts that it creates.
class Compiler {
 public:
  Compiler(const opt::Options& options, front::Options front)
      : options_(options), front_(std::move(front)) {
    if (!front_.creation_code)
      front_.creation_code = [this](const Contract& created) { return init_code(created); };
  }

  std::expected<Compiled, front::Diagnostics> compile(const Contract& contract) {
    path_.push_back(contract.name);
    auto compiled = compile_inside(contract);
    path_.pop_back();
    return compiled;
  }

 private:
  std::expected<Compiled, front::Diagnostics> compile_inside(const Contract& contract) {
    auto lowered = front::lower(contract, front_);
    if (!lowered) return std::unexpected(std::move(lowered.error()));
    Compiled result{std::move(lowered->program), {}, std::move(lowered->warnings)};
    Preimages preimages;
    const auto after = [&](std::string_view pass, const ir::Program& program) {
      preimages.collect(program);
      if (options_.after) options_.after(pass, program);
    };
    after("lower", result.program);
    opt::optimise(result.program, {.level = options_.level, .after = after});
    result.program.preimages = preimages.take();
    codegen::Options generation;
    if (options_.level == opt::Level::Os) generation.runs = 1;
    auto code = codegen::generate(result.program, generation);
    if (!code) return std::unexpected(front::Diagnostics{error_in(contract, code.error().message)});
    result.code = std::move(*code);
    return result;
  }

  std::expected<Bytes, front::Diagnostics> init_code(const Contract& created) {
    if (std::ranges::find(path_, created.name) != path_.end())
      return std::unexpected(front::Diagnostics{
          error_in(created, "expected contracts that do not create themselves; got " +
                                created.name + " inside of its own code")});
    const auto found = done_.find(created.name);
    if (found != done_.end()) return found->second;
    auto compiled = compile(created);
    if (!compiled) return std::unexpected(std::move(compiled.error()));
    return done_[created.name] = compiled->code.init.bytes;
  }

  const opt::Options& options_;
  front::Options front_;
  std::vector<std::string> path_;
  std::map<std::string, Bytes> done_;
};

}  // namespace

std::expected<Compiled, front::Diagnostics> compile(const Contract& contract,
                                                    const opt::Options& options,
                                                    front::Options front) {
  return Compiler(options, std::move(front)).compile(contract);
}

}  // namespace mozi::artifact
