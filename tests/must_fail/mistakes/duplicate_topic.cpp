// Two mixins declare one event in two ways: its logs cannot be told apart.
// expect: 11:3: error: expected a topic of its own for Moved(address,uint256); another event has the same name and types, but other indexed parameters
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mixin {
  EVENT(Moved, (Indexed<Address> from, U256 amount));
};
struct Mistake : Mixin {
  EVENT(Moved, (Address from, U256 amount));
  FN(void, f, (U256 x)) { emit(Moved(msg.sender, x)); }
};
CONTRACTS(Mistake)
