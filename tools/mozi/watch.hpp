// Doing something again whenever sources change.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace mozi::cli {

/// Runs `work` at once, and again whenever a C++ file in the folders of `sources`, or one of those
/// itself, changes. Returns the exit code 0 when the user interrupts (SIGINT, SIGTERM).
int watch(const std::vector<std::string>& sources, const std::function<void()>& work);

}  // namespace mozi::cli
