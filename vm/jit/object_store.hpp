// Objects on disk, so that the next process need not compile them again.
#pragma once

#include <optional>
#include <string>

#include "mozi/fork.hpp"
#include "mozi/types.hpp"

namespace mozi::jit {

/// What an object depends on besides bytecode and rules: this engine, the layout that compiled code
/// shares with it, and the processor.
std::string engine_version();

/// A directory of objects. A file that is damaged, of another engine or of another processor is
/// treated as absent. Whoever can write to the directory can run code in this process.
class ObjectStore {
 public:
  /// Keeps nothing if `directory` is empty; makes it if it does not exist.
  explicit ObjectStore(std::string directory);

  [[nodiscard]] std::optional<Bytes> read(const Hash& code_hash, Fork fork, bool quick) const;
  void write(const Hash& code_hash, Fork fork, bool quick, BytesView object) const;

 private:
  [[nodiscard]] std::string path(const Hash& code_hash, Fork fork, bool quick) const;

  std::string directory_;
  std::string version_;
};

}  // namespace mozi::jit
