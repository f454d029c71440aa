// The program behind CONTRACTS(): compiles its contracts, writes artifacts, prints mistakes.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/artifact/artifact.hpp"
#include "compiler/artifact/compile.hpp"
#include "compiler/artifact/ethdebug.hpp"
#include "compiler/driver/options.hpp"
#include "compiler/ir/print.hpp"
#include "mozi/dsl/program.hpp"

namespace mozi::dsl {
namespace {

namespace fs = std::filesystem;

constexpr size_t warn_from_bytes = 22'000;
constexpr size_t most_bytes = 24'576;  // EIP-170

void say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}
void complain(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

/// The path as artifacts name it: relative to the first root that holds it, whatever the host
/// compiler was given.
std::string relative_path(std::string_view file, const std::vector<std::string>& roots) {
  std::error_code ignored;
  const auto absolute = fs::absolute(fs::path(file), ignored).lexically_normal();
  for (const auto& root : roots) {
    const auto base = fs::absolute(fs::path(root), ignored).lexically_normal();
    auto relative = absolute.lexically_relative(base).generic_string();
    if (!relative.empty() && !relative.starts_with("..")) return relative;
  }
  return absolute.filename().string();
}

/// One line for the author: what was written, and how large it is.
std::string report_line(const std::string& name, const codegen::Bytecode& code,
                        const std::string& path, bool json) {
  if (json)
    return fmt::format(R"({{"contract":"{}","initBytes":{},"runtimeBytes":{},"artifact":"{}"}})"
                       "\n",
                       name, code.init.bytes.size(), code.runtime.bytes.size(), path);
  return fmt::format("{:<24}{:>7} bytes to deploy{:>8} deployed   {}\n", name,
                     code.init.bytes.size(), code.runtime.bytes.size(), path);
}

bool write_file(const fs::path& path, const std::string& text) {
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return true;
  complain(fmt::format("error: cannot write {}: expected a writable folder\n", path.string()));
  return false;
}

/// A diagnostic for programs to read.
std::string json_line(const ast::Diagnostic& diagnostic) {
  const auto& at = diagnostic.location;
  const bool is_error = diagnostic.severity == ast::Diagnostic::Severity::error;
  nlohmann::ordered_json line = {{"file", at.file},
                                 {"line", at.line},
                                 {"column", at.column},
                                 {"severity", is_error ? "error" : "warning"},
                                 {"message", diagnostic.message}};
  if (diagnostic.lint != ast::Lint::none) line["lint"] = info(diagnostic.lint).name;
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// Prints each diagnostic once; mixins would repeat theirs in every contract.
class Reporter {
 public:
  explicit Reporter(bool json) : json_(json) {}

  void report(const std::vector<ast::Diagnostic>& diagnostics) {
    for (const auto& diagnostic : diagnostics) {
      const auto text = to_string(diagnostic);
      if (!printed_.insert(text).second) continue;
      if (json_) say(json_line(diagnostic));
      complain(text + "\n");
    }
  }

 private:
  bool json_;
  std::set<std::string> printed_;
};

opt::Options optimiser_options(const driver::Options& options) {
  opt::Options result{.level = options.level, .after = {}};
  result.after = [&options](std::string_view pass, const ir::Program& program) {
    const bool is_wanted = pass == options.print_after || (options.print_ir && pass == "lower");
    if (is_wanted) say(ir::print(program) + "\n");
  };
  return result;
}

/// False if the contract has mistakes, or its artifact cannot be written.
bool compile_one(const Entry& entry, const driver::Options& options, Reporter& reporter) {
  const auto contract = entry.trace();
  if (options.print_ast) say(dump(contract));
  front::Options front;
  front.source_path = [&](std::string_view file) { return relative_path(file, options.roots); };
  const auto begin = std::chrono::steady_clock::now();
  const auto compiled = artifact::compile(contract, optimiser_options(options), front);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  if (options.time)
    complain(fmt::format("{} compiled in {:.1f} ms\n", contract.name, took.count()));
  if (!compiled) {
    reporter.report(compiled.error());
    return false;
  }
  reporter.report(compiled->warnings);
  if (options.werror && !compiled->warnings.empty()) return false;
  const auto size = compiled->code.runtime.bytes.size();
  if (size >= warn_from_bytes)
    complain(fmt::format("warning: {} is {} bytes, {} the {} that EIP-170 allows{}\n",
                         contract.name, size, size > most_bytes ? "more than" : "close to",
                         most_bytes,
                         options.level == opt::Level::Os ? "" : "; -Os makes it smaller"));
  if (options.output.empty()) return true;
  const auto path = fs::path(options.output) / (contract.name + ".json");
  if (!write_file(path,
                  artifact::write(contract, compiled->program, compiled->code, options.level)))
    return false;
  if (options.ethdebug &&
      !write_file(fs::path(options.output) / (contract.name + ".ethdebug.json"),
                  artifact::write_ethdebug(contract, compiled->program, compiled->code)))
    return false;
  if (!options.quiet) say(report_line(contract.name, compiled->code, path.string(), options.json));
  return true;
}

}  // namespace

int compile_main(int argc, char** argv, std::initializer_list<Entry> contracts) {
  const auto options = driver::parse_options({argv + 1, argv + argc});
  if (!options) {
    complain("error: " + options.error().message + "\n");
    return 2;
  }
  Reporter reporter(options->json);
  bool good = true;
  for (const auto& entry : contracts) good = compile_one(entry, *options, reporter) && good;
  return good ? 0 : 1;
}

}  // namespace mozi::dsl
