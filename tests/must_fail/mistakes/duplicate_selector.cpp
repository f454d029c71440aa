// Two functions whose selectors are the same.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, burn, (U256 a)) { total = a; }
  FN(void, collate_propagate_storage, (Bytes16 a)) { require(a != Constant<Bytes16>("00000000000000000000000000000000"_hex)); }
};
CONTRACTS(Mistake)
