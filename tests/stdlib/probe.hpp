// A contract that opens the library's internal functions to tests.
#pragma once

#include "stdlib/collections/short_lists.hpp"
#include "stdlib/crypto/ed25519.hpp"
#include "stdlib/finance/linear_schedule.hpp"
#include "stdlib/finance/split.hpp"
#include "stdlib/math/exp2.hpp"
#include "stdlib/math/fixed_point.hpp"
#include "stdlib/math/median.hpp"
#include "stdlib/math/shares.hpp"
#include "stdlib/math/sqrt.hpp"
#include "stdlib/text/decimal.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct StdlibProbe : stdlib::math::FixedPoint,
                     stdlib::math::Exp2,
                     stdlib::math::Sqrt,
                     stdlib::finance::WeightedSplit,
                     stdlib::crypto::Ed25519,
                     stdlib::text::Decimal,
                     stdlib::collections::ShortLists {
  struct Parts {
    U256 first, second, third, rest;
  };

  FN(U256, mulDiv, (U256 a, U256 b, U256 d), pure_) { return mul_div(a, b, d); }
  FN(U256, share1, (U256 amount), pure_) { return stdlib::math::share_of(amount, 1); }
  FN(U256, share3333, (U256 amount), pure_) { return stdlib::math::share_of(amount, 3'333); }
  FN(U256, share10000, (U256 amount), pure_) { return stdlib::math::share_of(amount, 10'000); }
  FN(String, toDecimal, (U256 value), pure_) { return to_decimal(value); }

  FN(U256, mulDivUp, (U256 a, U256 b, U256 d), pure_) { return mul_div_up(a, b, d); }
  FN(U256, root, (U256 a), pure_) { return sqrt(a); }
  FN(U256, powerOfTwo, (U256 x), pure_) { return exp2(x); }
  FN(U256, fixedPow, (U256 base, U256 n), pure_) { return fixed_pow(base, n); }
  FN(U256, fixedDiv, (U256 a, U256 b), pure_) { return fixed_div(a, b); }
  FN(U256, fixedMulUp, (U256 a, U256 b), pure_) { return fixed_mul_up(a, b); }
  FN(U64, median, (Array<U64> values), pure_) {
    Array<U64> copy = to_memory(values);
    return stdlib::math::lower_median(copy);
  }
  FN(Outputs<Parts>, splitUp, (U256 amount), pure_) {
    auto parts = stdlib::finance::split<7'000, 1'500, 1'000, 500>(amount);
    return Parts{parts[0], parts[1], parts[2], parts[3]};
  }
  FN(U256, part, (U256 amount, U256 before, U256 after, U256 total), pure_) {
    return part_between(amount, before, after, total);
  }
  FN(U256, due, (U256 total, U64 start, U64 duration, U64 now), pure_) {
    return stdlib::finance::due_at(total, start, duration, now);
  }
  FN(Bool, signedMessage, (Bytes32 key, Bytes message, Bytes signature), view) {
    return ed25519_signed(key, message, signature);
  }

  FN(void, add, (Bytes32 key, Bytes32 id)) { list_add(key, id); }
  FN(void, remove, (Bytes32 key, Bytes32 id)) { list_remove(key, id); }
  FN(Bool, contains, (Bytes32 key, Bytes32 id), view) { return list_contains(key, id); }
  FN(U256, length, (Bytes32 key), view) { return lists[key].length(); }
  FN(Bytes32, at, (Bytes32 key, U256 place), view) { return lists[key][place]; }
};

}  // namespace mozi::test::contracts
