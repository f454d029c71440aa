// Writing a piece of code, with jumps to places that are not known yet.
#pragma once

#include "tests/differential/program.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::differential {

/// Appends instructions to a piece.
class Emitter {
 public:
  /// A JUMPDEST, before or after it stands in the code.
  struct Label {
    std::vector<size_t> immediates;
  };

  Emitter& byte(uint8_t value) {
    piece_.code.push_back(value);
    return *this;
  }
  Emitter& op(isa::Op op) { return byte(static_cast<uint8_t>(op)); }
  /// The shortest PUSH1 to PUSH32 of a word.
  Emitter& push(const Word& word) {
    const auto bytes = word.to_bytes();
    size_t first = 0;
    while (first < 31 && bytes[first] == 0) ++first;
    byte(static_cast<uint8_t>(0x5f + 32 - first));
    piece_.code.insert(piece_.code.end(), bytes.begin() + static_cast<ptrdiff_t>(first),
                       bytes.end());
    return *this;
  }
  Emitter& push(const Address& address) { return push(address.to_word()); }
  /// PUSH2 of a place.
  void push_label(Label& label) {
    byte(0x61);
    label.immediates.push_back(piece_.code.size());
    byte(0).byte(0);
  }
  /// JUMPDEST; all uses of the label lead here.
  void place(const Label& label) {
    for (const size_t immediate : label.immediates)
      piece_.jumps.push_back({immediate, piece_.code.size()});
    op(isa::Op::JUMPDEST);
  }
  /// A JUMPDEST that code behind it goes back to.
  [[nodiscard]] size_t place_here() {
    op(isa::Op::JUMPDEST);
    return piece_.code.size() - 1;
  }
  void push_place(size_t place) {
    byte(0x61);
    piece_.jumps.push_back({piece_.code.size(), place});
    byte(0).byte(0);
  }
  /// Stores bytes in memory, word by word.
  void store_bytes(uint64_t offset, BytesView bytes) {
    for (size_t at = 0; at < bytes.size(); at += 32) {
      std::array<uint8_t, 32> word{};
      for (size_t i = 0; i < 32 && at + i < bytes.size(); ++i) word[i] = bytes[at + i];
      push(Word::from_bytes(word)).push(Word{offset + at}).op(isa::Op::MSTORE);
    }
  }
  [[nodiscard]] Piece take() { return std::move(piece_); }

 private:
  Piece piece_;
};

}  // namespace mozi::differential
