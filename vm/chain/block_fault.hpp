// Why a block is refused.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "vm/chain/validate.hpp"

namespace mozi::chain {

/// The rule that a block breaks.
enum class BlockFault : uint8_t {
#define FAULT(name, text) name,
#include "vm/chain/block_faults.def"
#undef FAULT
};

/// The rule, and what was expected and came.
struct BlockRejection {
  BlockFault fault;
  std::string message;
  std::optional<TxFault> transaction_fault = {};  // of bad_transaction
};
using BlockCheck = std::expected<void, BlockRejection>;

/// The rule in words: "wrong state root".
std::string_view fault_text(BlockFault fault);

/// "rule: expected .., got ..".
std::unexpected<BlockRejection> reject(BlockFault fault, const std::string& expected,
                                       const std::string& got);

}  // namespace mozi::chain
