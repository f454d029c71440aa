// The contract metrics of a Lattice chain: how they lie in the storage of their account, and the
// calls that read them. Who writes them is chain/usage_meter.hpp.
#pragma once

#include "mozi/host.hpp"
#include "vm/exec/precompiles.hpp"

/// The storage is that of a Solidity contract which declares, in this order,
///
///   struct Usage { uint64 frames; uint64 transactions; uint128 gasUsed; }
///   mapping(address contract => address)                 deployerOf;  // slot 0
///   mapping(address contract => Usage)                   usage;       // slot 1
///   mapping(uint64 epoch => mapping(address => Usage))   usageIn;     // slot 2
///   mapping(uint64 epoch => uint256 gasUsed)             totalIn;     // slot 3
///
/// so that every answer is one word, and whoever checks a proof can use what he has for Solidity.
namespace mozi::exec::metrics {

/// The account that holds them, and answers calls.
inline constexpr Address account{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0}};

/// The contribution epoch of a block.
constexpr uint64_t epoch_of(uint64_t block_number) {
  return block_number / 1000;
}

/// What a contract has done.
struct Usage {
  uint64_t frames = 0;        // in which its code ran
  uint64_t transactions = 0;  // with at least one such frame
  Word gas;                   // used by these frames, their callees excluded; below 2^128
  constexpr bool operator==(const Usage&) const = default;
};
/// A Usage as its word, from low to high: frames, transactions, gas.
[[nodiscard]] Word pack(const Usage& usage);
[[nodiscard]] Usage unpack(const Word& word);

// The slots.
[[nodiscard]] Word deployer_key(const Address& contract);
[[nodiscard]] Word usage_key(const Address& contract);
[[nodiscard]] Word usage_in_key(uint64_t epoch, const Address& contract);
[[nodiscard]] Word total_key(uint64_t epoch);

/// Answers a call with this input:
///
///   deployerOf(address contract) returns (address)
///   usage(address contract) returns (uint64 frames, uint64 transactions, uint256 gasUsed)
///   usageIn(address contract, uint64 epoch) returns (the same)
///   totalIn(uint64 epoch) returns (uint256 gasUsed)
///
/// Each costs one SLOAD, cold or warm. Any other input fails; bytes after the arguments are
/// ignored.
[[nodiscard]] PrecompileResult read(Host& host, const isa::Rules& rules, BytesView input,
                                    int64_t gas);

}  // namespace mozi::exec::metrics
