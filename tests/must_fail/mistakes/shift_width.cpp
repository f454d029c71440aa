// A shift by more bits than there are.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U8, f, (U8 x), pure_) { return x >> 8; }
};
CONTRACTS(Mistake)
