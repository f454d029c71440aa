// An event takes more.
// expect: 9:36: error: the declaration has another number of parameters; give as many arguments
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Paid, (Indexed<Address> who, U256 amount));
  FN(void, f, (U256 x)) { emit(Paid(msg.sender)); }
};
CONTRACTS(Mistake)
