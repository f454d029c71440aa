// The operand stack: 1024 words in a block aligned so that a pointer to the top word tells the
// height.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

#include "mozi/word.hpp"

namespace mozi::exec {

/// The words of one call's stack, not initialised. The stack grows upwards; tiers hold a pointer to
/// the topmost word, which for an empty stack is the unused word below the first.
class Stack {
 public:
  static constexpr size_t limit = 1024;

  Stack() : words_(static_cast<Word*>(std::aligned_alloc(alignment, alignment))) {
    if (words_ == nullptr) std::abort();
  }

  /// The top pointer of the empty stack.
  [[nodiscard]] Word* bottom() const { return words_.get(); }

  /// The bytes between bottom() and `top`: 32 for each word.
  static uint32_t height_bytes(const Word* top) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(top) & (alignment - 1));
  }
  /// The number of words on the stack whose topmost word is at `top`.
  static size_t height(const Word* top) { return height_bytes(top) / sizeof(Word); }

 private:
  // The unused word and 1024 words take a little more than half of this.
  static constexpr size_t alignment = 1 << 16;
  static_assert((limit + 1) * sizeof(Word) <= alignment);

  struct Free {
    void operator()(Word* p) const { std::free(p); }
  };
  std::unique_ptr<Word, Free> words_;
};

/// Keeps a limb in a general register. Words are written limb by limb by most opcodes; were they
/// read back as vectors, as compilers like to do for copies, every such read would wait for the
/// stores.
inline uint64_t in_register(uint64_t limb) {
  __asm__("" : "+r"(limb));
  return limb;
}

/// Copies a word through general registers.
inline void copy_word(Word* to, const Word* from) {
  const uint64_t a = in_register(from->limb[0]);
  const uint64_t b = in_register(from->limb[1]);
  const uint64_t c = in_register(from->limb[2]);
  const uint64_t d = in_register(from->limb[3]);
  to->limb = {a, b, c, d};
}

}  // namespace mozi::exec
