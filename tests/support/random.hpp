// Random words for tests: a fixed seed unless MOZI_SEED says otherwise, with edges far more often
// than chance.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

#include "mozi/word.hpp"

namespace mozi::test {

/// The seed of this run; a failing random test prints it.
inline uint64_t seed() {
  const char* text = std::getenv("MOZI_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 0) : 0x6d6f7a69;
}

class Random {
 public:
  explicit Random(uint64_t salt = 0) : engine_(seed() + salt) {}

  uint64_t bits() { return engine_(); }
  /// A number below `bound`, which is not zero.
  uint64_t below(uint64_t bound) { return engine_() % bound; }

  /// A word of any width; one in two has runs of ones and zeros, small values or values near 2^256.
  Word word() {
    Word w{bits(), bits(), bits(), bits()};
    switch (below(10)) {
      case 0:
        return Word{below(300)};
      case 1:
        return Word{} - Word{below(300)};
      case 2:
        return Word{1} << below(256);
      case 3:
        return (Word{1} << below(256)) - Word{1};
      case 4:
        for (uint64_t& limb : w.limb) limb = edge_limb();
        return w;
      default:
        return w >> below(256);
    }
  }

 private:
  uint64_t edge_limb() {
    switch (below(6)) {
      case 0:
        return 0;
      case 1:
        return ~uint64_t{0};
      case 2:
        return uint64_t{1} << 63;
      case 3:
        return (uint64_t{1} << 63) - 1;
      case 4:
        return below(3);
      default:
        return bits();
    }
  }

  std::mt19937_64 engine_;
};

}  // namespace mozi::test
