// Arithmetic on an address.
// expect: 13:17: error: invalid operands to binary expression ('Address' (aka 'Value<AddressKind>') and 'int')
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    total = who + 1;
    return x;
  }
};
CONTRACTS(Mistake)
