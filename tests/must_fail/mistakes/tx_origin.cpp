// Who signed is not who calls.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(NotOwner, ());
  PUBLIC(owner, Address);
  FN(void, f, (Address next)) {
    require(tx.origin == owner, NotOwner());
    owner = next;
  }
};
CONTRACTS(Mistake)
