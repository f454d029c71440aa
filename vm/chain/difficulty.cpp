// The difficulty of proof of work, which every block inherits from its parent.
#include "vm/chain/difficulty.hpp"

#include <algorithm>

#include "vm/chain/fees.hpp"

namespace mozi::chain {
namespace {

constexpr uint64_t minimum = 131072;
constexpr uint64_t bound_divisor = 2048;
constexpr uint64_t bomb_period = 100'000;
constexpr uint64_t most_units = 1000;  // beyond, every formula has reached its limit of -99

/// By how many 2048ths of the parent's difficulty a block of this time differs from it.
int64_t steps(const isa::Rules& rules, const Header& parent, uint64_t timestamp) {
  const uint64_t seconds = timestamp - parent.timestamp;
  const auto late = [seconds](uint64_t unit) {
    return static_cast<int64_t>(std::min(seconds / unit, most_units));
  };
  switch (rules.difficulty) {
    case isa::DifficultyFormula::frontier:
      return seconds < 13 ? 1 : -1;
    case isa::DifficultyFormula::homestead:  // EIP-2
      return std::max<int64_t>(1 - late(10), -99);
    case isa::DifficultyFormula::byzantium: {  // EIP-100
      const int64_t base = parent.ommers_hash == empty_list_hash ? 1 : 2;
      return std::max<int64_t>(base - late(9), -99);
    }
  }
  return 0;
}

/// What the bomb adds: it doubles every 100,000 blocks, beginning two periods late.
std::optional<Word> bomb(const isa::Rules& rules, uint64_t number) {
  const uint64_t counted = number > rules.bomb_delay ? number - rules.bomb_delay : 0;
  const uint64_t periods = counted / bomb_period;
  if (periods < 2) return Word{};
  if (periods - 2 > 255) return {};
  return Word{1} << static_cast<unsigned>(periods - 2);
}

}  // namespace

std::optional<Word> next_difficulty(const isa::Rules& rules, const Header& parent,
                                    uint64_t timestamp) {
  const int64_t count = steps(rules, parent, timestamp);
  const Word step = parent.difficulty / Word{bound_divisor};
  // At most 99 of 2048 parts go, so that nothing is below zero.
  const auto moved =
      count < 0 ? std::optional(parent.difficulty - step * Word{static_cast<uint64_t>(-count)})
                : checked_add(parent.difficulty, step * Word{static_cast<uint64_t>(count)});
  const auto added = bomb(rules, parent.number + 1);
  if (!moved || !added) return {};
  const auto difficulty = checked_add(*moved, *added);
  if (!difficulty) return {};
  return std::max(*difficulty, Word{minimum});
}

}  // namespace mozi::chain
