// A state variable with the name of a word of the language.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(block, U256);
  FN(void, f, (U256 x)) { block = x; }
};
CONTRACTS(Mistake)
