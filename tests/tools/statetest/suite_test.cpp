// Whole runs over the test data of the command line: order, filters, and one file per line of
// error.
#include "tools/statetest/suite.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"
#include "tools/fixtures/files.hpp"
#include "tools/support/files.hpp"

using namespace mozi;
using namespace mozi::statetest;

namespace {

constexpr const char* folder = "tests/tools/mozi/data";

std::vector<FileReport> run(const SuiteOptions& options, const std::string& path = folder) {
  std::vector<FileReport> reports;
  const auto files = fixtures::find_files({path}).value();
  run_suite(files, options,
            {.on_file = [&](FileReport report) { reports.push_back(std::move(report)); },
             .on_begin = {},
             .on_case = {}});
  REQUIRE(reports.size() == files.size());
  for (size_t i = 0; i < files.size(); ++i) CHECK(reports[i].path == files[i]);
  return reports;
}

size_t cases(const std::vector<FileReport>& reports) {
  size_t count = 0;
  for (const FileReport& report : reports) count += report.passed + report.failed;
  return count;
}

}  // namespace

TEST_CASE("files come in order and with the same results on any number of threads") {
  const auto one = run({.filter = {}, .jobs = 1});
  for (const unsigned jobs : {2u, 7u}) {
    const auto many = run({.filter = {}, .jobs = jobs});
    for (size_t i = 0; i < one.size(); ++i) {
      CHECK(many[i].error == one[i].error);
      CHECK(many[i].broken == one[i].broken);
      CHECK(many[i].passed == one[i].passed);
      CHECK(many[i].failed == one[i].failed);
    }
  }
}

TEST_CASE("filters narrow the cases down") {
  const std::string good = std::string(folder) + "/state/good.json";
  const auto count = [&](const Filter& filter) { return cases(run({.filter = filter}, good)); };
  Filter filter;
  CHECK(count(filter) == 5);
  filter.fork = Fork::cancun;
  CHECK(count(filter) == 3);
  filter.data = 0;
  CHECK(count(filter) == 2);
  filter.gas = 1;
  CHECK(count(filter) == 1);
  filter = {};
  filter.index = 0;
  CHECK(count(filter) == 3);
  filter.name = std::regex("nothing");
  CHECK(count(filter) == 0);
}

TEST_CASE("passed cases are reported only if asked for") {
  const std::string good = std::string(folder) + "/state/good.json";
  CHECK(run({.filter = {}}, good)[0].cases.empty());
  CHECK(run({.filter = {}, .keep_passed = true}, good)[0].cases.size() == 5);
}

TEST_CASE("a failure is explained by the accounts that differ") {
  const auto reports =
      run({.filter = {}, .explain = true}, std::string(folder) + "/wrong_root.json");
  REQUIRE(reports[0].failed == 1);
  CHECK(reports[0].cases[0].explanation.size() == 5);
}

TEST_CASE("no change of a fixture crashes the runner") {
  mozi::test::Random random;
  INFO("seed " << mozi::test::seed());
  const auto text = read_file(std::string(folder) + "/wrong_root.json").value();
  Runner runner;
  size_t ran = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string changed = text;
    for (uint64_t n = 1 + random.below(3); n > 0; --n) {
      // Mostly digits for digits, so that many changed files still run.
      const char digit = "0123456789abcdef"[random.below(16)];
      changed[random.below(changed.size())] =
          random.below(4) == 0 ? static_cast<char>(random.bits()) : digit;
    }
    const auto json = parse_json(changed);
    if (!json || !json->is_object()) continue;
    for (const auto& [name, test] : json->items()) {
      const auto fixture = parse_fixture(name, test);
      if (!fixture) continue;
      for (const Case& entry : fixture->cases) {
        const auto fork = parse_fork(entry.fork);
        if (!fork) continue;
        static_cast<void>(runner.run(*fixture, entry, *fork));
        static_cast<void>(explain(*fixture, entry, *fork));
        ++ran;
      }
    }
  }
  CHECK(ran > 100);
}

TEST_CASE("a path that is not there is an error") {
  CHECK(fixtures::find_files({"tests/absent"}).error().message ==
        "tests/absent: no such file or folder");
}
