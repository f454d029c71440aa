// State declared without FIELD.
// expect: 7:8: error: a uint256 is declared outside of a function; declare state with FIELD(name, type) or PUBLIC(name, type)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  U256 total;
  FN(U256, f, ()) { return total; }
};
CONTRACTS(Mistake)
