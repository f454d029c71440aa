// Who signed is not who calls.
// expect: 11:13: warning: tx.origin is who signed the transaction: any contract that its signer calls passes this test; compare msg.sender [tx_origin]
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
