// An event takes more.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Paid, (Indexed<Address> who, U256 amount));
  FN(void, f, (U256 x)) { emit(Paid(msg.sender)); }
};
CONTRACTS(Mistake)
