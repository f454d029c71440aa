// A loop over an array that anybody lets grow.
// expect: 12:50: warning: this loop runs once for each element of members, which calls let grow until no block has the gas; work through it in parts [unbounded_loop]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(members, Array<Address>);
  PUBLIC(points, Map<Address, U256>);
  FN(void, join, ()) { members.push(msg.sender); }
  FN(void, reward, ()) {
    For (U256 i = 0, i < members.length(), i += 1) {
      points[members[i]] += 1;
    }
  }
};
CONTRACTS(Mistake)
