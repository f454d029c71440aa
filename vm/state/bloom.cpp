// Three bits per item: the first three pairs of bytes of its hash, each modulo 2048.
#include "vm/state/bloom.hpp"

#include "vm/crypto/keccak.hpp"

namespace mozi::state {
namespace {

struct Bit {
  size_t byte;
  uint8_t mask;
};

std::array<Bit, 3> bits_of(BytesView item) {
  const Hash hash = crypto::keccak256(item);
  std::array<Bit, 3> out{};
  for (size_t i = 0; i < 3; ++i) {
    const unsigned n = (unsigned{hash.bytes[2 * i]} << 8 | hash.bytes[2 * i + 1]) % 2048;
    out[i] = {255 - n / 8, static_cast<uint8_t>(1u << (n % 8))};
  }
  return out;
}

}  // namespace

void Bloom::add(BytesView item) {
  for (const auto& bit : bits_of(item)) bytes[bit.byte] |= bit.mask;
}

bool Bloom::may_contain(BytesView item) const {
  for (const auto& bit : bits_of(item))
    if ((bytes[bit.byte] & bit.mask) == 0) return false;
  return true;
}

Bloom& Bloom::operator|=(const Bloom& other) {
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] |= other.bytes[i];
  return *this;
}

Bloom bloom_of(std::span<const Log> logs) {
  Bloom out;
  for (const auto& log : logs) {
    out.add(log.address.bytes);
    for (const auto& topic : log.topics) out.add(topic.bytes);
  }
  return out;
}

}  // namespace mozi::state
