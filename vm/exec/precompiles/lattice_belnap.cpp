// BELNAP_AGGREGATE: weighted sums of embeddings, and a vote on each dimension in Belnap's logic.
#include "vm/exec/precompiles/lattice_q16.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using lattice::Q16;

constexpr uint32_t max_count = 1024;

/// The outcome of a vote. There is no "false": opposition without agreement counts as `decided`, so
/// the sign of the sum has to be looked at too.
enum class Vote : uint8_t { neither = 0, decided = 1, both = 3 };

uint32_t load_u32(const uint8_t* in) {
  return uint32_t{in[0]} << 24 | uint32_t{in[1]} << 16 | uint32_t{in[2]} << 8 | in[3];
}
Q16 load_i64(const uint8_t* in) {
  return static_cast<Q16>(uint64_t{load_u32(in)} << 32 | load_u32(in + 4));
}

/// The numbers in the input, all big-endian: dimensions, participants, then embeddings, confidences
/// (both by participant), weights, and the thresholds.
struct Aggregation {
  size_t dimensions = 0;
  size_t participants = 0;
  const uint8_t* numbers = nullptr;

  [[nodiscard]] Q16 embedding(size_t participant, size_t d) const {
    return number(participant * dimensions + d);
  }
  [[nodiscard]] Q16 confidence(size_t participant, size_t d) const {
    return number((participants + participant) * dimensions + d);
  }
  [[nodiscard]] Q16 weight(size_t participant) const {
    return number(2 * participants * dimensions + participant);
  }
  /// The confidence that a vote needs. The threshold behind it is part of the encoding, without
  /// use.
  [[nodiscard]] Q16 threshold() const { return number((2 * dimensions + 1) * participants); }

 private:
  [[nodiscard]] Q16 number(size_t i) const { return load_i64(numbers + 8 * i); }
};

std::optional<Aggregation> read_aggregation(BytesView input) {
  if (input.size() < 8) return {};
  const uint32_t dimensions = load_u32(input.data());
  const uint32_t participants = load_u32(input.data() + 4);
  if (dimensions == 0 || dimensions > max_count) return {};
  if (participants == 0 || participants > max_count) return {};
  const size_t cells = size_t{dimensions} * participants;
  if (input.size() != 24 + 16 * cells + 8 * size_t{participants}) return {};
  return Aggregation{dimensions, participants, input.data() + 8};
}

Q16 weighted_sum(const Aggregation& a, size_t d) {
  return lattice::dot(
      a.participants, [&](size_t p) { return a.weight(p); },
      [&](size_t p) { return a.embedding(p, d); });
}

Vote vote(const Aggregation& a, size_t d) {
  bool agreed = false;
  bool opposed = false;
  for (size_t p = 0; p < a.participants; ++p) {
    if (a.weight(p) <= 0 || a.confidence(p, d) < a.threshold()) continue;
    (a.embedding(p, d) >= 0 ? agreed : opposed) = true;
  }
  if (agreed && opposed) return Vote::both;
  return agreed || opposed ? Vote::decided : Vote::neither;
}

}  // namespace

int64_t belnap_gas(BytesView input) {
  const auto a = read_aggregation(input);
  return a ? 2000 + 50 * static_cast<int64_t>(a->dimensions * a->participants) : 0;
}

bool BELNAP_AGGREGATE(const isa::Rules&, BytesView input, Bytes& output) {
  const auto a = read_aggregation(input);
  if (!a) return false;
  output.reserve(9 * a->dimensions);
  for (size_t d = 0; d < a->dimensions; ++d) {
    const auto sum = static_cast<uint64_t>(weighted_sum(*a, d));
    for (unsigned shift = 64; shift > 0; shift -= 8)
      output.push_back(static_cast<uint8_t>(sum >> (shift - 8)));
  }
  for (size_t d = 0; d < a->dimensions; ++d) output.push_back(static_cast<uint8_t>(vote(*a, d)));
  return true;
}

}  // namespace mozi::exec::precompile
