// Why a block is refused.
#include "vm/chain/block_fault.hpp"

namespace mozi::chain {
namespace {

constexpr std::string_view texts[] = {
#define FAULT(name, text) text,
#include "vm/chain/block_faults.def"
#undef FAULT
};

}  // namespace

std::string_view fault_text(BlockFault fault) {
  return texts[static_cast<size_t>(fault)];
}

std::unexpected<BlockRejection> reject(BlockFault fault, const std::string& expected,
                                       const std::string& got) {
  std::string message{fault_text(fault)};
  return std::unexpected(BlockRejection{
      fault, message.append(": expected ").append(expected).append(", got ").append(got)});
}

}  // namespace mozi::chain
