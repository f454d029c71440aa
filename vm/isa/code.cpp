// Padding and the scan for jump destinations.
#include "vm/isa/code.hpp"

#include "vm/isa/opcodes.hpp"

namespace mozi::isa {

void Code::assign(BytesView code) {
  // A PUSH32 as the last byte reads 32 bytes; one more STOP ends the run.
  constexpr size_t padding = 33;
  size_ = code.size();
  padded_.resize(size_ + padding);
  std::copy(code.begin(), code.end(), padded_.begin());
  std::fill(padded_.begin() + static_cast<ptrdiff_t>(size_), padded_.end(), uint8_t{0});
  destinations_.assign(size_ / 64 + 1, 0);

  for (size_t i = 0; i < size_; ++i) {
    const uint8_t byte = padded_[i];
    // As signed bytes exactly PUSH1 to PUSH32 are greater than PUSH0.
    if (static_cast<int8_t>(byte) > static_cast<int8_t>(Op::PUSH0))
      i += byte - static_cast<uint8_t>(Op::PUSH0);
    else if (byte == static_cast<uint8_t>(Op::JUMPDEST))
      destinations_[i / 64] |= uint64_t{1} << (i % 64);
  }
}

}  // namespace mozi::isa
