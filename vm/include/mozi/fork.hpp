// The forks of Ethereum whose rules the VM can follow, in order of activation.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mozi {

/// A named set of rules. BPO1 and BPO2 change blob parameters only.
enum class Fork : uint8_t {
  frontier,
  homestead,
  tangerine,  // EIP-150
  spurious,   // EIP-158
  byzantium,
  constantinople,  // with EIP-1283, never live on mainnet
  petersburg,      // "ConstantinopleFix"
  istanbul,
  berlin,
  london,
  paris,
  shanghai,
  cancun,
  prague,
  osaka,
  bpo1,
  bpo2,
};

/// What plain use of the VM runs: Osaka with BPO2 blob parameters.
inline constexpr Fork default_fork = Fork::bpo2;

/// The fork's name in lower case ("osaka").
std::string_view fork_name(Fork fork);
/// Finds a fork by name, in any case; also knows the names of the state tests ("EIP150",
/// "ConstantinopleFix", "Merge").
std::optional<Fork> parse_fork(std::string_view name);

}  // namespace mozi
