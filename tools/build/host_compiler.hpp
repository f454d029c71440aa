// The host's C++ compiler, with the contract language precompiled for it.
#pragma once

#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "tools/build/sdk.hpp"

namespace mozi::build {

class HostCompiler {
 public:
  /// $CXX, else the compiler of the SDK, else the first of clang++-19, clang++ and g++ in PATH.
  [[nodiscard]] static Expected<HostCompiler> find(const Sdk& sdk);

  /// The command that makes a program of one source. Precompiles the language's header first if
  /// that was not done for this compiler and this SDK; says why if it cannot.
  [[nodiscard]] Expected<std::vector<std::string>> command(const std::string& source,
                                                           const std::string& program) const;

  /// The same for a test of contracts, which needs no precompiled header.
  [[nodiscard]] Expected<std::vector<std::string>> test_command(const std::string& source,
                                                                const std::string& program) const;

 private:
  HostCompiler(const Sdk& sdk, std::string path, bool is_clang)
      : sdk_(sdk), path_(std::move(path)), is_clang_(is_clang) {}
  [[nodiscard]] std::vector<std::string> flags() const;
  [[nodiscard]] Expected<std::string> precompiled_header() const;

  Sdk sdk_;
  std::string path_;
  bool is_clang_;
};

}  // namespace mozi::build
