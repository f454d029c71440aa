// Truth values are added.
// expect: 8:51: error: overload resolution selected deleted operator '+': operands of + are numbers of one type; convert with reinterpret<T>(x) or checked_cast<T>(x), join bytes with concat(a, b) and texts with concat_text(a, b)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (Bool a, Bool b), pure_) { return a + b; }
};
CONTRACTS(Mistake)
