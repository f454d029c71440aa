// A text has no elements.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes1, f, (String s), pure_) { return s[0]; }
};
CONTRACTS(Mistake)
