// The operand stack of a region at analysis time: words of any kind, by slot.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "vm/isa/code.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::jit {

/// Words from slot `floor` upwards. `below(slot)` makes the word of a slot that was there before.
template <class T>
struct SlotStack {
  std::vector<T> words;
  int32_t floor = 0;

  [[nodiscard]] int32_t height() const { return floor + static_cast<int32_t>(words.size()); }
  /// Makes sure that there are `count` words, taking more from below the floor.
  void need(size_t count, auto&& below) {
    if (words.size() >= count) return;
    const size_t more = count - words.size();
    std::vector<T> deeper;
    deeper.reserve(count + 8);
    for (size_t i = more; i > 0; --i) deeper.push_back(below(floor - static_cast<int32_t>(i)));
    deeper.insert(deeper.end(), words.begin(), words.end());
    words = std::move(deeper);
    floor -= static_cast<int32_t>(more);
  }
  /// The n-th word from the top, from 0; requires that it is there.
  T& operator[](size_t n) { return words[words.size() - 1 - n]; }
  void push(T word) { words.push_back(std::move(word)); }
  T pop() {
    T word = std::move(words.back());
    words.pop_back();
    return word;
  }
  void drop(size_t n) { words.resize(words.size() - n); }
};

/// The immediate of the PUSH at `pc`, as a word.
inline Word push_operand(const isa::Code& code, uint32_t pc) {
  const uint8_t* at = code.begin() + pc;
  return Word::from_bytes({at + 1, isa::info(*at).immediate});
}

/// Does PUSH, DUP, SWAP and POP, whose words must be there; false for any other opcode.
template <class T>
bool move_words(SlotStack<T>& stack, uint8_t byte, auto&& make_push) {
  if (isa::is_push(byte)) {
    stack.push(make_push());
  } else if (isa::is_dup(byte)) {
    stack.push(T(stack[static_cast<size_t>(byte - 0x80)]));
  } else if (isa::is_swap(byte)) {
    std::swap(stack[0], stack[static_cast<size_t>(byte - 0x8f)]);
  } else if (byte == static_cast<uint8_t>(isa::Op::POP)) {
    stack.drop(1);
  } else {
    return false;
  }
  return true;
}

}  // namespace mozi::jit
