// An event takes another type.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Paid, (Indexed<Address> who, U256 amount));
  FN(void, f, (U256 x)) { emit(Paid(x, x)); }
};
CONTRACTS(Mistake)
