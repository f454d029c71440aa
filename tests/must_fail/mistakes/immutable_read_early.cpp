// An immutable is read before the constructor has set it.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  PUBLIC_IMMUTABLE(cap, U256);
  CTOR((U256 most)) {
    total = cap;
    cap = most;
  }
};
CONTRACTS(Mistake)
