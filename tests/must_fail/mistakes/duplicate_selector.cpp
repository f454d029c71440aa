// Two functions whose selectors are the same.
// expect: 10:3: error: expected a selector of its own for collate_propagate_storage(bytes16); burn(uint256) has the same
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, burn, (U256 a)) { total = a; }
  FN(void, collate_propagate_storage, (Bytes16 a)) { require(a != Constant<Bytes16>("00000000000000000000000000000000"_hex)); }
};
CONTRACTS(Mistake)
