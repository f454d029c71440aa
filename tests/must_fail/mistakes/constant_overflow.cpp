// A sum of constants that does not fit its type.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U8, f, (), pure_) { return Constant<U8>(200) + Constant<U8>(100); }
};
CONTRACTS(Mistake)
