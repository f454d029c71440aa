// Random arguments that lie near the edges often, and smaller ones that may fail as well.
#include "tools/test/draw.hpp"

namespace mozi::test {

uint64_t Random::next() {
  // Sebastiano Vigna's splitmix64.
  uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Word draw(Random& random, unsigned bits) {
  const Word most = bits >= 256 ? ~Word{} : (Word{1} << bits) - Word{1};
  switch (random.below(4)) {
    case 0: {
      // A power of two, or beside one; nothing and everything among them.
      const Word power = Word{1} << random.below(uint64_t{bits} + 1);
      const Word edge = bits >= 256 && power.is_zero() ? Word{} : power;
      return (edge + Word{random.below(3)} - Word{1}) & most;
    }
    case 1:
      return Word{random.below(16)} & most;
    default:
      break;
  }
  Word word;
  for (auto& limb : word.limb) limb = random.next();
  return (word >> random.below(256)) & most;
}

std::vector<Word> draw(Random& random, const std::vector<unsigned>& bits) {
  std::vector<Word> words;
  for (const unsigned b : bits) words.push_back(draw(random, b));
  return words;
}

std::vector<Word> shrink(std::vector<Word> words, size_t budget,
                         const std::function<bool(const std::vector<Word>&)>& fails) {
  const auto try_word = [&](size_t i, const Word& smaller) {
    if (budget == 0 || !(smaller < words[i])) return false;
    --budget;
    auto candidate = words;
    candidate[i] = smaller;
    if (!fails(candidate)) return false;
    words = std::move(candidate);
    return true;
  };
  for (bool changed = true; changed && budget != 0;) {
    changed = false;
    for (size_t i = 0; i < words.size(); ++i) {
      changed |= try_word(i, Word{});
      // What half of it does not do, a step less wide may.
      for (Word step = words[i] >> 1; !step.is_zero() && budget != 0; step = step >> 1)
        while (step <= words[i] && try_word(i, words[i] - step)) changed = true;
      changed |= !words[i].is_zero() && try_word(i, words[i] - Word{1});
    }
  }
  return words;
}

}  // namespace mozi::test
