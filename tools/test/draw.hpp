// Random arguments that lie near the edges often, and smaller ones that may fail as well.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "mozi/word.hpp"

namespace mozi::test {

/// A generator of its own (splitmix64), so that a seed means the same on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next();
  /// Below `limit`, which is not 0.
  uint64_t below(uint64_t limit) { return next() % limit; }

 private:
  uint64_t state_;
};

/// A word of at most `bits` bits: an edge, a small number, one of any width.
Word draw(Random& random, unsigned bits);
std::vector<Word> draw(Random& random, const std::vector<unsigned>& bits);

/// Makes the words smaller as long as `fails` stays true of them; calls it at most `budget` times.
std::vector<Word> shrink(std::vector<Word> words, size_t budget,
                         const std::function<bool(const std::vector<Word>&)>& fails);

}  // namespace mozi::test
