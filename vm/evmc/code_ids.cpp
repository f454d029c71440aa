// Look-up by a sample of the code.
#include "vm/evmc/code_ids.hpp"

#include <algorithm>
#include <cstring>

#include "vm/crypto/keccak.hpp"

namespace mozi::evmc {
namespace {

/// Together at most 32 MiB of code.
constexpr size_t entry_count = 512;
constexpr size_t max_code_size = size_t{64} << 10;

/// Mixes the size and up to 64 words spread over the code. Collisions cost time, nothing else.
size_t place_of(BytesView code) {
  constexpr size_t samples = 64;
  uint64_t mixed = code.size();
  const size_t stride = std::max<size_t>(8, code.size() / samples);
  for (size_t at = 0; at + 8 <= code.size(); at += stride) {
    uint64_t word = 0;
    std::memcpy(&word, code.data() + at, 8);
    mixed = (mixed ^ word) * 0x9e3779b97f4a7c15u;
    mixed ^= mixed >> 29;
  }
  return (mixed * 0xff51afd7ed558ccdu >> 40) % entry_count;
}

}  // namespace

Hash CodeIds::id_of(BytesView code) {
  if (code.empty() || code.size() > max_code_size) return {};
  if (entries_.empty()) entries_.resize(entry_count);
  Entry& entry = entries_[place_of(code)];
  if (!std::ranges::equal(entry.code, code)) {
    entry.code.assign(code.begin(), code.end());
    entry.id = crypto::keccak256(code);
  }
  return entry.id;
}

}  // namespace mozi::evmc
