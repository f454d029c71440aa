// What mozi run shows at its end.
#pragma once

#include "mozi/host.hpp"
#include "tools/mozi/run_job.hpp"
#include "vm/trace/gas_profile.hpp"

namespace mozi::cli {

struct RunReport {
  Result result;
  std::vector<Log> logs;
  int64_t gas_used = 0;
  bool creation = false;  // the result is that of the creation code
  Bytes code;             // that a creation made
};

void print_run_text(const RunJob& job, const RunReport& report);
void print_run_json(const RunJob& job, const RunReport& report);
/// A table of functions, costliest first.
void print_profile(const RunJob& job, const trace::GasProfile& profile);

}  // namespace mozi::cli
