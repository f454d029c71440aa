// A shift by more bits than there are.
// expect: 8:37: warning: a shift of uint8 by 8 leaves nothing; shift by less than 8 [shift_width]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U8, f, (U8 x), pure_) { return x >> 8; }
};
CONTRACTS(Mistake)
