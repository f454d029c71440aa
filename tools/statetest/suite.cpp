// Running many files of state tests, in parallel and in a fixed order of reports.
#include "tools/statetest/suite.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "tools/statetest/members.hpp"
#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"
#include "vm/chain/deep_stack.hpp"

namespace mozi::statetest {
namespace {

namespace fs = std::filesystem;

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
      : options_(options), observer_(observer) {}

  FileReport run(const std::string& path) {
    report_ = {};
    report_.path = path;
    const auto text = read_file(path);
    const auto members =
        text ? split_members(*text) : Expected<std::vector<Member>>(std::unexpected(text.error()));
    if (!members) {
      const bool named = members.error().message.starts_with(path);
      report_.error = named ? members.error().message : path + ": " + members.error().message;
      return std::move(report_);
    }
    for (const Member& member : *members) run_test(member);
    return std::move(report_);
  }

 private:
  void run_test(const Member& member) {
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

/// Hands out reports in the order of the files, whatever the order in which they come.
class OrderedReports {
 public:
  explicit OrderedReports(const Observer& observer) : observer_(observer) {}

  void add(size_t index, FileReport report) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(report));
    for (auto it = waiting_.begin(); it != waiting_.end() && it->first == next_;
         it = waiting_.erase(it), ++next_)
      observer_.on_file(std::move(it->second));
  }

 private:
  const Observer& observer_;
  std::mutex mutex_;
  std::map<size_t, FileReport> waiting_;
  size_t next_ = 0;
};

}  // namespace

Expected<std::vector<std::string>> find_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (!fs::exists(path, error)) return fail("{}: no such file or folder", path);
      files.push_back(path);
      continue;
    }
    const size_t first = files.size();
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
         it.increment(error))
      if (it->is_regular_file(error) && it->path().extension() == ".json")
        files.push_back(it->path().string());
    if (error) return fail("{}: {}", path, error.message());
    std::sort(files.begin() + static_cast<ptrdiff_t>(first), files.end());
  }
  return files;
}

void run_suite(const std::vector<std::string>& files, const SuiteOptions& options,
               const Observer& observer) {
  OrderedReports reports(observer);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    FileRunner runner(options, observer);
    for (size_t i = next++; i < files.size(); i = next++) reports.add(i, runner.run(files[i]));
  };
  // One deep stack per thread, or every case would look for one of its own.
  const auto deep_work = [&] {
    if (chain::DeepStack stack; !stack.run(work)) work();
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < options.jobs; ++i) threads.emplace_back(deep_work);
  deep_work();
}

}  // namespace mozi::statetest
