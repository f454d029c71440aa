// What every fuzz target is: a function that takes any bytes, and aborts where a promise is broken.
#pragma once

#include <source_location>
#include <string_view>

#include "mozi/types.hpp"

namespace mozi::fuzz {

#define TARGET(name, max_size, text) void name(BytesView input);
#include "tests/fuzz/targets.def"
#undef TARGET

/// Ends the process with a message unless `condition` holds; in every build type.
void require(bool condition, std::string_view what,
             std::source_location where = std::source_location::current());

/// Takes an input apart, front first. Past the end there are zeros.
class Input {
 public:
  explicit Input(BytesView bytes) : rest_(bytes) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  uint8_t byte() {
    if (rest_.empty()) return 0;
    const uint8_t first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }
  /// A number of two bytes, big-endian.
  uint16_t short_number() {
    const unsigned high = byte();
    return static_cast<uint16_t>(high << 8 | byte());
  }
  /// At most `size` bytes.
  BytesView bytes(size_t size) {
    const BytesView taken = rest_.first(std::min(size, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  BytesView rest() { return bytes(rest_.size()); }

 private:
  BytesView rest_;
};

/// The bytes as text.
inline std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace mozi::fuzz
