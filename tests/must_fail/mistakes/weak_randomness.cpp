// The producer of a block draws the lot.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(players, U256);
  FN(U256, winner, (), view) { return block.prevrandao % players; }
};
CONTRACTS(Mistake)
