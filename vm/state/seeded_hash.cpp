// The seed of the hash tables.
#include "vm/state/seeded_hash.hpp"

#include <random>

namespace mozi::state {

const std::array<uint64_t, 4>& SeededHash::seed() {
  static const auto drawn = [] {
    std::random_device random;
    std::array<uint64_t, 4> out{};
    for (auto& s : out) s = uint64_t{random()} << 32 | random();
    return out;
  }();
  return drawn;
}

}  // namespace mozi::state
