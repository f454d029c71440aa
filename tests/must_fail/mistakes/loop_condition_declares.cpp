// A condition of a loop that makes a local variable.
// expect: 19:24: error: the condition of a loop is evaluated again and again, so it cannot declare variables; declare them in the body
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

inline U256 twice(const U256& x) {
  U256 y = x + x;
  U256 z = y + x;
  return y * z;
}

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    While (twice(x) < 9) {
      x += 1;
    }
    return x;
  }
};
CONTRACTS(Mistake)
