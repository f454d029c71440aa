// gas: runs the scenarios on our VM; holds solc's figures, and compares artifacts of ours with
// solc's.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>

#include "bench/gas/scenario.hpp"

namespace mozi::gas {
namespace {

using nlohmann::json;

constexpr const char* modes[] = {"opt200", "viair1m"};

struct Options {
  std::string data = ".";
  std::string solc;  // a folder with one folder per mode
  std::string ours;  // a folder of artifacts
  std::string json_file;
  bool check = false;
};

/// Counts what differs, one line each.
class Differences {
 public:
  template <class T>
  void compare(const std::string& where, const T& expected, const T& got) {
    if (expected == got) return;
    ++count_;
    fmt::print(stderr, "{}: expected {}, got {}\n", where, json(expected).dump(), json(got).dump());
  }
  [[nodiscard]] size_t count() const { return count_; }

 private:
  size_t count_ = 0;
};

void compare_behaviour(Differences& differences, const std::string& where, const json& expected,
                       const Row& row) {
  differences.compare(where + ": step", expected.at("step").get<std::string>(), row.step);
  differences.compare(where + ": status", expected.at("status").get<int>(), int{row.success});
  if (!row.is_deployment)
    differences.compare(where + ": return", expected.at("return").get<std::string>(), row.returned);
  differences.compare(where + ": logs", expected.at("logs"), row.logs);
}

void compare_gas(Differences& differences, const std::string& where, const json& expected,
                 const Row& row) {
  differences.compare(where + ": gasUsed", expected.at("gasUsed").get<uint64_t>(), row.gas_used);
  differences.compare(where + ": exec", expected.at("exec").get<uint64_t>(), row.exec);
  if (!row.is_deployment)
    differences.compare(where + ": overhead", expected.at("overhead").get<uint64_t>(),
                        row.overhead);
}

/// solc's bytecode must cost on our VM what it cost on anvil.
void check_solc(const Options& options, const Scenarios& scenarios, const json& expected,
                Differences& differences) {
  size_t rows = 0;
  for (const auto* mode : modes)
    for (const auto& contract : scenarios.contracts()) {
      const auto result =
          scenarios.run(contract, {options.solc + "/" + mode, options.solc + "/viair1m"});
      differences.compare(contract + ": steps", expected.at(contract).size(), result.size());
      for (size_t i = 0; i < result.size() && i < expected.at(contract).size(); ++i, ++rows) {
        const auto where = fmt::format("{} {} {}", mode, contract, result[i].step);
        compare_behaviour(differences, where, expected[contract][i], result[i]);
        compare_gas(differences, where, expected[contract][i].at(mode), result[i]);
      }
    }
  fmt::print("solc's bytecode: {} rows, {} differences from anvil\n", rows, differences.count());
}

/// One row of ours beside solc's.
struct Comparison {
  std::string contract;
  Row row;
  json solc;
  std::optional<uint64_t> floor;  // the overhead of hand-tuned code
};

std::vector<Comparison> compare_ours(const Options& options, const Scenarios& scenarios,
                                     const json& expected, Differences& differences) {
  const auto floor = read_json(options.data + "/floor.json");
  std::vector<Comparison> all;
  for (const auto& contract : scenarios.contracts()) {
    if (!std::filesystem::exists(options.ours + "/" + contract + ".json")) continue;
    const auto result = scenarios.run(contract, {options.ours, options.solc + "/viair1m"});
    for (size_t i = 0; i < result.size(); ++i) {
      const auto& reference = expected.at(contract).at(i);
      compare_behaviour(differences, "ours " + contract + " " + result[i].step, reference,
                        result[i]);
      Comparison& made = all.emplace_back(contract, result[i], reference, std::nullopt);
      if (floor.contains(contract) && floor[contract].contains(result[i].step))
        made.floor = floor[contract][result[i].step].get<uint64_t>();
    }
  }
  return all;
}

void print_table(const std::vector<Comparison>& all) {
  std::string contract;
  for (const auto& [name, row, solc, floor] : all) {
    if (name != contract) {
      contract = name;
      fmt::print("\n{:<48}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}\n", name + ": exec | overhead",
                 "opt200", "via-IR", "ours", "opt200", "via-IR", "ours");
    }
    const auto exec = [&](const char* mode) { return solc[mode]["exec"].get<uint64_t>(); };
    fmt::print("  {:<46}{:>10}{:>10}{:>10}", row.step, exec("opt200"), exec("viair1m"), row.exec);
    if (row.is_deployment) {
      fmt::print("\n");
      continue;
    }
    fmt::print("{:>10}{:>10}{:>10}\n", solc["opt200"]["overhead"].get<uint64_t>(),
               solc["viair1m"]["overhead"].get<uint64_t>(), row.overhead);
  }
}

/// The geometric mean of overhead, ours over via-IR's.
double mean_overhead_ratio(const std::vector<Comparison>& all) {
  double sum = 0;
  size_t count = 0;
  for (const auto& [name, row, solc, floor] : all) {
    if (row.is_deployment || row.overhead == 0) continue;
    sum += std::log(double(row.overhead) / solc["viair1m"]["overhead"].get<double>());
    ++count;
  }
  return count == 0 ? 1 : std::exp(sum / double(count));
}

/// What a row may cost: no more than via-IR's execution (a deployment: than the better of both
/// modes'), and where somebody wrote the same by hand, an overhead at most a tenth above that.
struct Limits {
  uint64_t exec;
  std::optional<uint64_t> overhead;
};

Limits limits_of(const Comparison& c) {
  const auto exec = [&](const char* mode) { return c.solc[mode]["exec"].get<uint64_t>(); };
  if (c.row.is_deployment) return {std::min(exec("opt200"), exec("viair1m")), std::nullopt};
  Limits limits{exec("viair1m"), std::nullopt};
  if (c.floor) limits.overhead = *c.floor * 11 / 10;
  return limits;
}

constexpr double most_mean_ratio = 0.70;

/// Counts what costs more than it may, one line each.
size_t count_above(const std::vector<Comparison>& all) {
  size_t above = 0;
  const auto hold = [&](const Comparison& c, std::string_view what, uint64_t got, uint64_t limit) {
    if (got <= limit) return;
    ++above;
    fmt::print("above: {} {}: {} of at most {}, got {}\n", c.contract, c.row.step, what, limit,
               got);
  };
  for (const Comparison& c : all) {
    const Limits limits = limits_of(c);
    hold(c, "exec", c.row.exec, limits.exec);
    if (limits.overhead) hold(c, "overhead", c.row.overhead, *limits.overhead);
  }
  const double ratio = mean_overhead_ratio(all);
  if (ratio <= most_mean_ratio) return above;
  fmt::print("above: overhead of at most {:.2f} of via-IR's, got {:.3f}\n", most_mean_ratio, ratio);
  return above + 1;
}

void write_json(const std::string& path, const std::vector<Comparison>& all, size_t above) {
  json rows = json::array();
  for (const Comparison& c : all) {
    const Limits limits = limits_of(c);
    json row = {{"contract", c.contract},       {"step", c.row.step},
                {"gasUsed", c.row.gas_used},    {"exec", c.row.exec},
                {"overhead", c.row.overhead},   {"opt200", c.solc["opt200"]},
                {"viair1m", c.solc["viair1m"]}, {"limits", {{"exec", limits.exec}}}};
    if (limits.overhead) row["limits"]["overhead"] = *limits.overhead;
    rows.push_back(std::move(row));
  }
  const json all_of_it = {
      {"rows", std::move(rows)}, {"overheadRatio", mean_overhead_ratio(all)}, {"above", above}};
  std::ofstream file(path);
  file << all_of_it.dump(1) << "\n";
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path + ": expected a writable folder");
}

int run(const Options& options) {
  const Scenarios scenarios(options.data);
  const auto expected = read_json(options.data + "/expected.json");
  Differences differences;
  check_solc(options, scenarios, expected, differences);
  size_t above = 0;
  if (!options.ours.empty()) {
    const auto all = compare_ours(options, scenarios, expected, differences);
    print_table(all);
    fmt::print("\nours: {} rows, overhead {:.3f} of via-IR's (geometric mean)\n", all.size(),
               mean_overhead_ratio(all));
    above = count_above(all);
    fmt::print("{} limits exceeded\n", above);
    if (!options.json_file.empty()) write_json(options.json_file, all, above);
  }
  fmt::print("behaviour and gas: {} differences\n", differences.count());
  return differences.count() != 0 || (options.check && above != 0) ? 1 : 0;
}

}  // namespace
}  // namespace mozi::gas

int main(int argc, char** argv) {
  mozi::gas::Options options;
  CLI::App app("Gas of contracts beside solc's, on the Lattice VM");
  app.add_option("--data", options.data, "The folder with environment.json and scenarios");
  app.add_option("--solc", options.solc, "Artifacts of solc, a folder for each mode")->required();
  app.add_option("--ours", options.ours, "Artifacts to compare with solc's");
  app.add_option("--json", options.json_file, "Where to write the rows as JSON");
  app.add_flag(
      "--check", options.check,
      "Fail when a row costs more than via-IR's, a deployment more than the better of solc's "
      "modes, or an overhead more than 1.1 of hand-tuned code's");
  CLI11_PARSE(app, argc, argv);
  try {
    return mozi::gas::run(options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  }
}
