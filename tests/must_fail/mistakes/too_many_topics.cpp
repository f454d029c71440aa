// An event with too many indexed parameters.
// expect: 8:3: error: Much has 4 indexed parameters; at most 3 are possible
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Much, (Indexed<U256> a, Indexed<U256> b, Indexed<U256> c, Indexed<U256> d));
};
CONTRACTS(Mistake)
