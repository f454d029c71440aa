// Bytes32 where a number is expected.
// expect: 13:15: error: invalid operands to binary expression ('U256' (aka 'Value<Unsigned<256U>>') and 'Constant<Bytes32>' (aka 'Constant<Value<FixedBytesKind<32U>>>'))
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
