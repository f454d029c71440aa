// What one precompile offers: a price and a run; declared from precompiles.def.
#pragma once

#include "mozi/types.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::exec::precompile {

/// A price beyond any gas limit.
inline constexpr int64_t unaffordable = INT64_MAX;

/// Runs a precompile that has been paid for: appends to `output`, which is empty, or returns false
/// for a failure. The input may be of any length and hold anything.
using Run = bool(const isa::Rules& rules, BytesView input, Bytes& output);

#define PRECOMPILE(address, NAME, since, gas, text) Run NAME;
#include "vm/exec/precompiles.def"
#undef PRECOMPILE

int64_t modexp_gas(const isa::Rules& rules, BytesView input);
int64_t blake2f_gas(BytesView input);
int64_t bls_g1_msm_gas(BytesView input);
int64_t bls_g2_msm_gas(BytesView input);

}  // namespace mozi::exec::precompile
