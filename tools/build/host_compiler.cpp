// The host's C++ compiler, with the contract language precompiled for it.
#include "tools/build/host_compiler.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tools/build/process.hpp"
#include "tools/support/files.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::build {
namespace {

namespace fs = std::filesystem;

// A precompiled header takes 14 MB; this many are kept.
constexpr size_t kept_headers = 4;

fs::path cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0')
    return fs::path(cache) / "mozi";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return fs::path(home) / ".cache/mozi";
  return fs::temp_directory_path() / "mozi-cache";
}

/// Every header of the SDK's own, sorted: what the precompiled header depends on.
std::vector<fs::path> sdk_headers(const Sdk& sdk) {
  std::vector<fs::path> headers;
  for (const auto& include : sdk.includes) {
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(include) / "mozi", none))
      if (entry.is_regular_file()) headers.push_back(entry.path());
  }
  std::ranges::sort(headers);
  return headers;
}

/// A short name for this compiler, these flags and these headers.
std::string fingerprint(const std::string& compiler, const std::vector<std::string>& flags,
                        const Sdk& sdk) {
  std::error_code none;
  const auto binary = fs::canonical(compiler, none);
  std::string text = binary.string() + "\n" + std::to_string(fs::file_size(binary, none)) + "\n" +
                     std::to_string(fs::last_write_time(binary, none).time_since_epoch().count());
  for (const auto& flag : flags) text += "\n" + flag;
  for (const auto& header : sdk_headers(sdk))
    text += "\n" + header.string() + "\n" + read_file(header.string()).value_or("");
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  return to_hex(crypto::keccak256({bytes, text.size()})).substr(2, 16);
}

/// Removes the precompiled headers that were not used for longest.
void forget_old_headers(const fs::path& cache) {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(cache, none))
    if (entry.path().filename().string().starts_with("pch-"))
      entries.emplace_back(entry.last_write_time(none), entry.path());
  std::ranges::sort(entries, std::greater{});
  for (size_t i = kept_headers; i < entries.size(); ++i) fs::remove_all(entries[i].second, none);
}

std::string first_in_path(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto path = find_program(name); !path.empty()) return path;
  return "";
}

}  // namespace

Expected<HostCompiler> HostCompiler::find(const Sdk& sdk) {
  std::string wanted;
  if (const char* cxx = std::getenv("CXX"); cxx != nullptr) wanted = cxx;
  if (wanted.empty() && !sdk.compiler.empty() && !find_program(sdk.compiler).empty())
    wanted = sdk.compiler;
  const auto path =
      wanted.empty() ? first_in_path({"clang++-19", "clang++", "g++"}) : find_program(wanted);
  if (path.empty())
    return std::unexpected(Error{wanted.empty() ? "found no C++ compiler; install clang-19"
                                                : "found no C++ compiler '" + wanted + "'"});
  const auto version = run_process({path, "--version"});
  if (!version) return std::unexpected(version.error());
  return HostCompiler(sdk, path, version->out.find("clang") != std::string::npos);
}

std::vector<std::string> HostCompiler::flags() const {
  // Without elision, a return is a move, and a move knows its line and column.
  std::vector<std::string> flags = {"-std=c++23", "-O0", "-fno-elide-constructors",
                                    "-Werror=return-type", "-Werror=unused-result"};
  std::ranges::copy(sdk_.flags, std::back_inserter(flags));
  for (const auto& include : sdk_.includes) flags.push_back("-I" + include);
  return flags;
}

Expected<std::string> HostCompiler::precompiled_header() const {
  const auto cache = cache_folder();
  const auto folder = cache / ("pch-" + fingerprint(path_, flags(), sdk_));
  const auto header = folder / "dsl.hpp";
  std::error_code failed;
  if (fs::exists(header, failed)) {
    fs::last_write_time(folder, fs::file_time_type::clock::now(), failed);
    return header.string();
  }
  // Made beside its place and moved there whole: two builds may do so at once.
  const auto fresh = cache / ("new-" + std::to_string(::getpid()));
  if (!fs::create_directories(fresh, failed) && failed)
    return std::unexpected(Error{"cannot make the cache folder " + fresh.string()});
  std::ofstream(fresh / "dsl.hpp") << "#include <mozi/dsl.hpp>\n";
  std::vector<std::string> command = {path_};
  std::ranges::copy(flags(), std::back_inserter(command));
  const auto output = fresh / (is_clang_ ? "dsl.hpp.pch" : "dsl.hpp.gch");
  command.insert(command.end(),
                 {"-x", "c++-header", (fresh / "dsl.hpp").string(), "-o", output.string()});
  const auto run = run_process(command);
  if (!run) return std::unexpected(run.error());
  if (run->exit_code != 0)
    return std::unexpected(
        Error{"cannot precompile the language with " + path_ + ":\n" + run->err});
  fs::rename(fresh, folder, failed);
  fs::remove_all(fresh, failed);
  forget_old_headers(cache);
  return header.string();
}

Expected<std::vector<std::string>> HostCompiler::command(const std::string& source,
                                                         const std::string& program) const {
  const auto header = precompiled_header();
  if (!header) return std::unexpected(header.error());
  std::vector<std::string> command = {path_};
  std::ranges::copy(flags(), std::back_inserter(command));
  if (is_clang_) {
    // The cache's name says that nothing changed; times of files do not matter.
    command.insert(command.end(),
                   {"-include-pch", *header + ".pch", "-Xclang", "-fno-validate-pch"});
    if (!find_program("ld.lld-19").empty()) command.emplace_back("-fuse-ld=lld-19");
  } else {
    command.insert(command.end(), {"-include", *header});
  }
  const auto library = fs::path(sdk_.library);
  command.insert(command.end(), {source, library.string(),
                                 "-Wl,-rpath," + library.parent_path().string(), "-o", program});
  return command;
}

Expected<std::vector<std::string>> HostCompiler::test_command(const std::string& source,
                                                              const std::string& program) const {
  const auto library = fs::path(sdk_.test_library);
  if (!fs::exists(library))
    return std::unexpected(
        Error{"found no library for tests at " + (library.empty() ? "all" : library.string())});
  std::vector<std::string> command = {path_, "-std=c++23", "-O0"};
  std::ranges::copy(sdk_.flags, std::back_inserter(command));
  for (const auto& include : sdk_.includes) command.push_back("-I" + include);
  if (is_clang_ && !find_program("ld.lld-19").empty()) command.emplace_back("-fuse-ld=lld-19");
  command.insert(command.end(), {source, library.string(),
                                 "-Wl,-rpath," + library.parent_path().string(), "-o", program});
  return command;
}

}  // namespace mozi::build
