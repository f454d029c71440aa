// The bloom filter of logs: 2048 bits that tell which addresses and topics cannot be among them.
#pragma once

#include <mozi/types.hpp>

namespace mozi::state {

/// A filter; the union of two is the filter of both sets of logs.
struct Bloom {
  std::array<uint8_t, 256> bytes{};

  /// Adds an address or a topic: three bits by its hash.
  void add(BytesView item);
  /// False if the item was certainly not added.
  [[nodiscard]] bool may_contain(BytesView item) const;
  Bloom& operator|=(const Bloom& other);
  bool operator==(const Bloom&) const = default;
};

/// The filter of these logs' addresses and topics.
[[nodiscard]] Bloom bloom_of(std::span<const Log> logs);

}  // namespace mozi::state
