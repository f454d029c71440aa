// Running many files of block tests, in parallel and in a fixed order of reports.
#include "tools/blocktest/suite.hpp"

#include "tools/fixtures/files.hpp"
#include "tools/fixtures/members.hpp"
#include "tools/support/files.hpp"
#include "vm/isa/text.hpp"

namespace mozi::blocktest {
namespace {

/// Runs the tests of one file after the other; belongs to one thread.
class FileRunner {
 public:
  FileRunner(const SuiteOptions& options, Tracer* tracer) : options_(options), tracer_(tracer) {}

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
    const Filter& filter = options_.filter;
    const std::string name(member.name);
    if (filter.name && !std::regex_search(name, *filter.name)) return;
    auto json = parse_json(member.value);
    if (!json) return broken(name + ": " + json.error().message);
    if (!json->is_object() || !json->contains("blocks") || !json->contains("genesisRLP")) {
      ++report_.other_tests;
      return;
    }
    const std::string network = network_of(*json);
    if (filter.network && !isa::equal_ignoring_case(network, *filter.network)) return;
    if (!chain::config_of_network(network)) {
      ++report_.unknown_forks;
      return;
    }
    const auto fixture = parse_fixture(name, *json);
    if (!fixture) return broken(fixture.error().message);
    json = nlohmann::json();  // the fixture has all of it, and it is large
    add({name, network, blocktest::run(*fixture, options_.reasons, tracer_)});
  }

  void add(TestReport report) {
    ++(report.result.pass ? report_.passed : report_.failed);
    if (!report.result.pass || options_.keep_passed) report_.tests.push_back(std::move(report));
  }

  void broken(const std::string& message) { report_.broken.push_back(message); }

  const SuiteOptions& options_;
  Tracer* tracer_;
  FileReport report_;
};

}  // namespace

void run_suite(const std::vector<std::string>& files, const SuiteOptions& options,
               const Observer& observer) {
  fixtures::run_files<FileReport>(
      files, options.jobs, [&] { return FileRunner(options, observer.tracer); }, observer.on_file);
}

}  // namespace mozi::blocktest
