// A mixin that comes in twice.
// expect: 8:3: error: there are two state variables x; a mixin that comes in twice is inherited as virtual
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mixin {
  FIELD(x, U256);
};
struct Left : Mixin {};
struct Right : Mixin {};

struct Mistake : Left, Right {};
CONTRACTS(Mistake)
