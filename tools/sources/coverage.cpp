// Which lines and branches of the authors' sources ran, in lcov's format.
#include "tools/sources/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "vm/isa/opcodes.hpp"

namespace mozi::sources {
namespace {

struct Branch {
  uint64_t jumped = 0;
  uint64_t passed = 0;
};

struct File {
  std::map<uint32_t, uint64_t> lines;
  /// By line and column: the condition, whatever copies of it the code has.
  std::map<std::pair<uint32_t, uint32_t>, Branch> branches;
};

using Files = std::map<std::string, File>;

void add_contract(const trace::SourceContract& contract, const trace::CodeCoverage* coverage,
                  Files& files) {
  const auto& debug = contract.debug;
  const auto& code = debug.runtime;
  std::map<std::pair<std::string, uint32_t>, uint64_t> busiest;
  for (size_t i = 0; i < code.pcs.size(); ++i) {
    if (code.places[i] == trace::no_index) continue;
    const auto& place = debug.places[static_cast<size_t>(code.places[i])];
    const auto& statement = debug.statement_of(place);
    if (place.statement == trace::no_index || statement.line == 0) continue;
    const uint32_t pc = code.pcs[i];
    const uint64_t runs = coverage == nullptr ? 0 : coverage->runs[pc];
    const auto& path = debug.sources[statement.file].path;
    auto& most = busiest[{path, statement.line}];
    most = std::max(most, runs);
    if (static_cast<isa::Op>(code.bytes[pc]) != isa::Op::JUMPI) continue;
    Branch& branch = files[path].branches[{place.line, place.column}];
    const uint64_t taken = coverage == nullptr ? 0 : coverage->taken[pc];
    branch.jumped += taken;
    branch.passed += runs - taken;
  }
  for (const auto& [place, runs] : busiest) files[place.first].lines[place.second] += runs;
}

std::string record(const std::string& path, const File& file) {
  std::string text = fmt::format("TN:\nSF:{}\n", path);
  size_t hit_branches = 0;
  size_t number = 0;
  for (const auto& [at, branch] : file.branches) {
    const bool ran = branch.jumped + branch.passed != 0;
    const auto count = [&](uint64_t n) { return ran ? std::to_string(n) : "-"; };
    text += fmt::format("BRDA:{},{},0,{}\nBRDA:{},{},1,{}\n", at.first, number,
                        count(branch.passed), at.first, number, count(branch.jumped));
    hit_branches += (branch.jumped != 0 ? 1u : 0u) + (branch.passed != 0 ? 1u : 0u);
    ++number;
  }
  text += fmt::format("BRF:{}\nBRH:{}\n", 2 * file.branches.size(), hit_branches);
  size_t hit_lines = 0;
  for (const auto& [line, runs] : file.lines) {
    text += fmt::format("DA:{},{}\n", line, runs);
    if (runs != 0) ++hit_lines;
  }
  return text + fmt::format("LF:{}\nLH:{}\nend_of_record\n", file.lines.size(), hit_lines);
}

}  // namespace

std::string lcov(const SourceLibrary& library, const trace::SourceTrace& trace) {
  Files files;
  for (const auto& known : library.all()) {
    const auto found = trace.coverage().find(&known->source);
    const bool ran = found != trace.coverage().end() &&
                     found->second.runs.size() >= known->source.debug.runtime.bytes.size();
    add_contract(known->source, ran ? &found->second : nullptr, files);
  }
  std::string text;
  for (const auto& [path, file] : files) text += record(path, file);
  return text;
}

}  // namespace mozi::sources
