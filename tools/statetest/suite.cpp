// Running many files of state tests, in parallel and in a fixed order of reports.
#include "tools/statetest/suite.hpp"

#include <algorithm>
#include <map>

#include "tools/fixtures/files.hpp"
#include "tools/fixtures/members.hpp"
#include "tools/support/files.hpp"

namespace mozi::statetest {
namespace {

bool wanted(const Filter& filter, const Case& entry, Fork fork, size_t index) {
  return (!filter.fork || *filter.fork == fork) && (!filter.index || *filter.index == index) &&
         (!filter.data || *filter.data == entry.data) &&
         (!filter.gas || *filter.gas == entry.gas) &&
         (!filter.value || *filter.value == entry.value);
}

/// A cheap look before parsing: whether any case of the test is of the fork that is asked for.
bool names_fork(const Filter& filter, const nlohmann::json& post) {
  if (!filter.fork || !post.is_object()) return true;
  return std::ranges::any_of(
      post.items(), [&](const auto& member) { return parse_fork(member.key()) == filter.fork; });
}

/// Runs the tests of one file after the other; belongs to one thread.
class FileRunner {
 public:
  FileRunner(const SuiteOptions& options, const Observer& observer)
      : options_(options), observer_(observer) {
    runner_.use_tier(options.tier, options.compiler);
  }

  FileReport run(const std::string& path) {
    report_ = {};
    report_.path = path;
    const auto read =
        fixtures::visit_members(path, [this](const fixtures::Member& test) { run_test(test); });
    if (!read) report_.error = read.error().message;
    return std::move(report_);
  }

 private:
  void run_test(const fixtures::Member& member) {
    const std::string name(member.name);
    if (options_.filter.name && !std::regex_search(name, *options_.filter.name)) return;
    auto json = parse_json(member.value);
    if (!json) return broken(name + ": " + json.error().message);
    if (!json->is_object() || !json->contains("post") || !json->contains("transaction")) {
      ++report_.other_tests;
      return;
    }
    if (!names_fork(options_.filter, (*json)["post"])) return;
    const auto fixture = parse_fixture(name, *json);
    if (!fixture) return broken(fixture.error().message);
    run_cases(*fixture);
  }

  void run_cases(const Fixture& fixture) {
    std::map<std::string_view, size_t> next_index;
    for (const Case& entry : fixture.cases) {
      const size_t index = next_index[entry.fork]++;
      const auto fork = parse_fork(entry.fork);
      if (!fork) ++report_.unknown_forks;
      if (fork && wanted(options_.filter, entry, *fork, index))
        run_case(fixture, entry, *fork, index);
    }
  }

  void run_case(const Fixture& fixture, const Case& entry, Fork fork, size_t index) {
    if (observer_.on_begin) observer_.on_begin(runner_);
    CaseReport report{fixture.name, entry.fork, index, entry.data, entry.gas, entry.value, {}, {}};
    report.result = runner_.run(fixture, entry, fork);
    if (observer_.on_case) observer_.on_case(report);
    if (options_.explain && !report.result.pass) report.explanation = explain(fixture, entry, fork);
    ++(report.result.pass ? report_.passed : report_.failed);
    report.result.output = {};
    if (!report.result.pass || options_.keep_passed) report_.cases.push_back(std::move(report));
  }

  void broken(const std::string& message) { report_.broken.push_back(message); }

  const SuiteOptions& options_;
  const Observer& observer_;
  Runner runner_;
  FileReport report_;
};

}  // namespace

void run_suite(const std::vector<std::string>& files, const SuiteOptions& options,
               const Observer& observer) {
  fixtures::run_files<FileReport>(
      files, options.jobs, [&] { return FileRunner(options, observer); }, observer.on_file);
}

}  // namespace mozi::statetest
