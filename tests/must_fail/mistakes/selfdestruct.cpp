// What selfdestruct no longer does.
// expect: 8:46: warning: selfdestruct moves the balance but keeps code and storage (EIP-6780); send the balance and disable the contract instead [selfdestruct]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Address heir)) { selfdestruct(heir); }
};
CONTRACTS(Mistake)
