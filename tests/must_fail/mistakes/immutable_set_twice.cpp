// An immutable is set a second time.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC_IMMUTABLE(cap, U256);
  CTOR((U256 most)) {
    cap = most;
    cap = most + 1;
  }
};
CONTRACTS(Mistake)
