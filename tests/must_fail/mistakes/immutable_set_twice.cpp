// An immutable is set a second time.
// expect: 11:11: error: immutable cap is set a second time; compute its value in a local first
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
