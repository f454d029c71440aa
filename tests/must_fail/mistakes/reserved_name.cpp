// A state variable with the name of a word of the language.
// expect: 8:3: error: expected a name of its own; block is a word of the language, which this hides
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(block, U256);
  FN(void, f, (U256 x)) { block = x; }
};
CONTRACTS(Mistake)
