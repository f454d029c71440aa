// The producer of a block draws the lot.
// expect: 9:39: warning: the block's producer influences this number, and everyone in the transaction knows it; let a commitment or an oracle decide [weak_randomness]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(players, U256);
  FN(U256, winner, (), view) { return block.prevrandao % players; }
};
CONTRACTS(Mistake)
