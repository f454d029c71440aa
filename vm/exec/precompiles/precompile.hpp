// What one precompile offers: a price and a run; declared from precompiles.def and lattice.def.
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
#define LATTICE(address, NAME, gas, text) Run NAME;
#define ABSENT(address, NAME, text)
#include "vm/exec/precompiles/lattice.def"
#undef LATTICE
#undef ABSENT

int64_t modexp_gas(const isa::Rules& rules, BytesView input);
int64_t blake2f_gas(BytesView input);
int64_t bls_g1_msm_gas(BytesView input);
int64_t bls_g2_msm_gas(BytesView input);

// The prices of the Lattice's precompiles follow from the shapes in the input. They read these
// shapes only, and are zero where the input is malformed, so that running it fails.
int64_t merkle_gas(BytesView input);
int64_t matmul_gas(BytesView input);
int64_t dot_gas(BytesView input);
int64_t softmax_gas(BytesView input);
int64_t relu_gas(BytesView input);
int64_t linear_gas(BytesView input);
int64_t transpose_gas(BytesView input);
int64_t belnap_gas(BytesView input);
int64_t routing_gas(BytesView input);
int64_t lora_apply_gas(BytesView input);
int64_t lora_merge_gas(BytesView input);
int64_t batch_gas(BytesView input);

}  // namespace mozi::exec::precompile
