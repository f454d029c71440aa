// The same wei is counted in every round.
// expect: 11:23: warning: msg.value is the same in every round: each spends wei that came once; take shares from a local that starts as msg.value [value_in_loop]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(paid, Map<Address, U256>);
  FN(void, pay, (Array<Address> all), payable) {
    For (U256 i = 0, i < all.length(), i += 1) {
      paid[all[i]] += msg.value;
    }
  }
  FN(void, leave, ()) { require(send_value(msg.sender, 1)); }
};
CONTRACTS(Mistake)
