// The SDK that contracts are built against: headers and the compiler's shared library.
#include "tools/build/sdk.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "tools/support/files.hpp"

namespace mozi::build {
namespace {

namespace fs = std::filesystem;

/// The root above the program that holds share/mozi/sdk.txt; empty if none does.
fs::path root_of_program() {
  std::error_code failed;
  fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
  while (!failed && folder.has_relative_path()) {
    if (fs::exists(folder / "share/mozi/sdk.txt")) return folder;
    folder = folder.parent_path();
  }
  return {};
}

Expected<Sdk> read_sdk(const fs::path& root) {
  const auto path = (root / "share/mozi/sdk.txt").string();
  const auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  Sdk sdk;
  std::istringstream lines(*text);
  for (std::string key, value; lines >> key && std::getline(lines >> std::ws, value);) {
    const auto absolute = [&] { return (root / value).lexically_normal().string(); };
    if (key == "include") sdk.includes.push_back(absolute());
    if (key == "library") sdk.library = absolute();
    if (key == "test_library") sdk.test_library = absolute();
    if (key == "compiler") sdk.compiler = value;
    if (key == "flag") sdk.flags.push_back(value);
  }
  if (sdk.includes.empty() || !fs::exists(sdk.library))
    return std::unexpected(Error{path + ": expected include folders and an existing library, got " +
                                 (sdk.library.empty() ? "no library" : sdk.library)});
  return sdk;
}

}  // namespace

Expected<Sdk> find_sdk() {
  if (const char* home = std::getenv("MOZI_HOME"); home != nullptr && *home != '\0')
    return read_sdk(home);
  const auto root = root_of_program();
  if (root.empty())
    return std::unexpected(
        Error{"found no SDK (share/mozi/sdk.txt) above this program; set MOZI_HOME to its root"});
  return read_sdk(root);
}

}  // namespace mozi::build
