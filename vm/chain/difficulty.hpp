// The difficulty of proof of work, which every block inherits from its parent.
#pragma once

#include "vm/chain/header.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::chain {

/// The difficulty that the child of `parent` must have at this time; nothing if the bomb has made
/// it larger than any number of 256 bits.
[[nodiscard]] std::optional<Word> next_difficulty(const isa::Rules& rules, const Header& parent,
                                                  uint64_t timestamp);

}  // namespace mozi::chain
