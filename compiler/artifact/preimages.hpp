// Which constants of a program are hashes of places in storage, and what they were hashed from.
#pragma once

#include <map>
#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::artifact {

/// Watches a program while it is optimised: a place whose base and key are constants becomes a
/// constant itself, and its name would be lost.
class Preimages {
 public:
  /// Adds the places that are made of constants.
  void collect(const ir::Program& program);
  /// What was found, by hash.
  std::vector<ir::Preimage> take();

 private:
  void collect(const ir::Function& function);

  std::map<Hash, Bytes> found_;
};

}  // namespace mozi::artifact
