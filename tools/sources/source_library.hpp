// Contracts whose artifacts are at hand, found again by the code that runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tools/abi/interface.hpp"
#include "vm/trace/source_trace.hpp"

namespace mozi::sources {

/// A contract with its interface and its sources.
struct KnownContract {
  trace::SourceContract source;
  abi::Interface interface;
};

class SourceLibrary {
 public:
  /// Adds the artifact in a file, or all that a folder holds. An artifact without debug information
  /// is an error if it is named itself, and passed over in a folder.
  [[nodiscard]] Expected<void> add(const std::string& path);

  /// The contract of running code; null if none is known.
  [[nodiscard]] const trace::SourceContract* find(BytesView code, bool is_creation) const;
  /// The interface of a contract that `find` gave.
  [[nodiscard]] const abi::Interface& interface_of(const trace::SourceContract& contract) const;
  [[nodiscard]] const std::vector<std::unique_ptr<KnownContract>>& all() const { return all_; }

 private:
  std::vector<std::unique_ptr<KnownContract>> all_;
};

/// Reads one artifact with its debug information.
[[nodiscard]] Expected<std::unique_ptr<KnownContract>> load_known_contract(const std::string& path);

}  // namespace mozi::sources
