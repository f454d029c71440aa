// Doing something again whenever sources change.
#include "tools/mozi/watch.hpp"

#include <csignal>
#include <ctime>
#include <filesystem>
#include <map>
#include <set>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;
using Times = std::map<std::string, fs::file_time_type>;

/// When each C++ file in the folders was last written.
Times times_of(const std::set<fs::path>& folders) {
  Times times;
  std::error_code none;
  for (const auto& folder : folders)
    for (const auto& entry : fs::directory_iterator(folder, none)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp")
        times[entry.path().string()] = entry.last_write_time(none);
    }
  return times;
}

/// Keeps the signals that end the command for `wait_for_signal` alone.
sigset_t hold_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// True if one came within a quarter of a second.
bool wait_for_signal(const sigset_t& signals) {
  const timespec wait{.tv_sec = 0, .tv_nsec = 250'000'000};
  return sigtimedwait(&signals, nullptr, &wait) > 0;
}

}  // namespace

int watch(const std::vector<std::string>& sources, const std::function<void()>& work) {
  std::set<fs::path> folders;
  for (const auto& source : sources) {
    const auto folder = fs::path(source).parent_path();
    folders.insert(folder.empty() ? fs::path(".") : folder);
  }
  const sigset_t signals = hold_signals();
  for (;;) {
    const Times before = times_of(folders);
    work();
    fmt::print(stderr, "{}\n", painted(stderr, Tone::faint, "watching; Ctrl-C ends"));
    do {
      if (wait_for_signal(signals)) return exit_ok;
    } while (times_of(folders) == before);
  }
}

}  // namespace mozi::cli
