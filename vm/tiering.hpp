// The tier policy of one Vm: which code is compiled, and when.
#pragma once

#include <memory>

#include "mozi/tier.hpp"
#include "vm/exec/code_cache.hpp"
#include "vm/exec/frame.hpp"

namespace mozi {

/// Runs frames by the tier of its Vm.
class Tiering {
 public:
  Tiering(Tier tier, std::shared_ptr<Compiler> compiler);
  ~Tiering();

  /// Runs the frame that `Frame::enter` has made ready for code that is not kept.
  Status run(exec::Frame& f);
  /// Runs the frame for kept code; the note is this class's own.
  Status run(exec::Frame& f, exec::CodeCache::Cached& cached, const Hash& code_hash);

 private:
  Tier tier_;
  std::shared_ptr<Compiler> compiler_;
};

}  // namespace mozi
