// Precompiled contracts: which exist under given rules, and running one.
#pragma once

#include "mozi/types.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::exec {

/// How a precompile ended. A failure consumes all gas of the call and has no output.
struct PrecompileResult {
  Status status = Status::success;  // or out_of_gas, precompile_failure, feature_absent
  int64_t gas_left = 0;
  Bytes output;
};

/// True if `address` is a precompile under these rules. On a Lattice chain that includes the
/// addresses set aside for later ones, which fail every call.
bool is_precompile(const isa::Rules& rules, const Address& address);

/// All precompiles under these rules in ascending order: what a transaction warms (EIP-2929).
std::vector<Address> precompiles(const isa::Rules& rules);

/// Runs the precompile at `address`; requires is_precompile. Never throws, whatever the input.
PrecompileResult run_precompile(const isa::Rules& rules, const Address& address, BytesView input,
                                int64_t gas);

}  // namespace mozi::exec
