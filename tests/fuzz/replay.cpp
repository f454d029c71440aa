// Runs a target on files: seeds and regressions stay good in every build, without libFuzzer.
//
// Usage: fuzz_replay --list | TARGET FILE|FOLDER...
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/targets/target.hpp"

namespace {

namespace fs = std::filesystem;
using mozi::Bytes;

struct Target {
  std::string_view name;
  void (*run)(mozi::BytesView);
  unsigned max_size;
  const char* text;
};
#define TARGET(name, max_size, text) {#name, mozi::fuzz::name, max_size, text},
constexpr Target targets[] = {
#include "tests/fuzz/targets.def"
};
#undef TARGET

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

bool run_file(const Target& target, const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    return false;
  }
  const Bytes input(std::istreambuf_iterator<char>(in), {});
  // Before the run: it may end the process.
  std::printf("%.*s %s\n", static_cast<int>(target.name.size()), target.name.data(), path.c_str());
  std::fflush(stdout);
  target.run(input);
  return true;
}

int list() {
  for (const Target& t : targets)
    std::printf("%.*s %u %s\n", static_cast<int>(t.name.size()), t.name.data(), t.max_size, t.text);
  return 0;
}

int replay(std::string_view name, const std::vector<fs::path>& paths) {
  const auto* target = std::ranges::find(targets, name, &Target::name);
  if (target == std::end(targets)) {
    std::fprintf(stderr, "expected a target of --list, got %.*s\n", static_cast<int>(name.size()),
                 name.data());
    return 2;
  }
  size_t count = 0;
  for (const auto& path : paths)
    for (const auto& file : files_of(path)) {
      if (!run_file(*target, file)) return 2;
      ++count;
    }
  std::printf("%zu inputs\n", count);
  return count == 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 1 && arguments[0] == "--list") return list();
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: fuzz_replay --list | TARGET FILE|FOLDER...\n");
    return 2;
  }
  return replay(arguments[0], {arguments.begin() + 1, arguments.end()});
}
