// What mozi run shows at its end.
#pragma once

#include <nlohmann/json.hpp>

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
/// `more` are members to add.
void print_run_json(const RunJob& job, const RunReport& report,
                    const nlohmann::json& more = nlohmann::json::object());
/// A table of functions, costliest first.
void print_profile(const RunJob& job, const trace::GasProfile& profile);

}  // namespace mozi::cli
