// The names that official tests have for the rules of blocks and transactions.
#pragma once

#include <string_view>

#include "vm/chain/block_fault.hpp"

namespace mozi::blocktest {

/// The official names of the rule that was broken, separated by '|'.
[[nodiscard]] std::string_view official_names(const chain::BlockRejection& rejection);

/// True if one of the names in `expected`, separated by '|', is among those of the rejection.
[[nodiscard]] bool is_reason(std::string_view expected, const chain::BlockRejection& rejection);

}  // namespace mozi::blocktest
