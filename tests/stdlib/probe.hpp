// A contract that opens the library's internal functions to tests.
#pragma once

#include "stdlib/collections/short_lists.hpp"
#include "stdlib/math/mul_div.hpp"
#include "stdlib/math/shares.hpp"
#include "stdlib/text/decimal.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct StdlibProbe : stdlib::math::MulDiv, stdlib::text::Decimal, stdlib::collections::ShortLists {
  FN(U256, mulDiv, (U256 a, U256 b, U256 d), pure_) { return mul_div(a, b, d); }
  FN(U256, share1, (U256 amount), pure_) { return stdlib::math::share_of(amount, 1); }
  FN(U256, share3333, (U256 amount), pure_) { return stdlib::math::share_of(amount, 3'333); }
  FN(U256, share10000, (U256 amount), pure_) { return stdlib::math::share_of(amount, 10'000); }
  FN(String, toDecimal, (U256 value), pure_) { return to_decimal(value); }

  FN(void, add, (Bytes32 key, Bytes32 id)) { list_add(key, id); }
  FN(void, remove, (Bytes32 key, Bytes32 id)) { list_remove(key, id); }
  FN(Bool, contains, (Bytes32 key, Bytes32 id), view) { return list_contains(key, id); }
  FN(U256, length, (Bytes32 key), view) { return lists[key].length(); }
  FN(Bytes32, at, (Bytes32 key, U256 place), view) { return lists[key][place]; }
};

}  // namespace mozi::test::contracts
