// A sum of constants that does not fit its type.
// expect: 8:33: error: 200 + 100 does not fit uint8: this always panics; compute in a wider type
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U8, f, (), pure_) { return Constant<U8>(200) + Constant<U8>(100); }
};
CONTRACTS(Mistake)
