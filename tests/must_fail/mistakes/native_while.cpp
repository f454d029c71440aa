// A native while on a state variable.
// expect: 13:12: error: value of type '::mozi::dsl::Stored<Bool>' (aka 'mozi::dsl::Value<mozi::dsl::BooleanKind>') is not contextually convertible to 'bool'
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    while (flag) {
      total = x;
    }
    return x;
  }
};
CONTRACTS(Mistake)
