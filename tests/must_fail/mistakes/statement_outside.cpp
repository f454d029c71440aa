// A statement while the contract is constructed.
// expect: 9:23: error: a uint256 is declared outside of a function; declare state with FIELD(name, type) or PUBLIC(name, type)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FIELD(total, U256);
  Mistake() { total = 1; }
};
CONTRACTS(Mistake)
