// Bytes32 where a number is expected.
// expect: 13:15: error: overload resolution selected deleted operator '+': operands of + are numbers of one type; convert with reinterpret<T>(x) or checked_cast<T>(x), join bytes with concat(a, b) and texts with concat_text(a, b)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    total = x + keccak256("ADMIN");
    return x;
  }
};
CONTRACTS(Mistake)
