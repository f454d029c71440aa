// Lesson 6: what a call does and what it costs. The contract is a small auction.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Auction {
  ERROR(TooLow, (U256 bid, U256 least));
  EVENT(Bid, (Indexed<Address> who, U256 amount));

  PUBLIC(leader, Address);
  PUBLIC(highest, U256);
  FIELD(refunds, Map<Address, U256>);

  FN(void, bid, (), payable) {
    U256 least = least_bid();
    require(msg.value >= least, TooLow(msg.value, least));
    If (leader != zero_address) {
      refunds[leader] += highest;
    }
    leader = msg.sender;  // 20,000 gas for the first bidder: the slot was zero
    highest = msg.value;  // and the same again
    emit(Bid(msg.sender, msg.value));
  }

  // A DEF is a function of the contract's own. The optimiser puts it where it is called; traces
  // still show it.
  DEF(U256, least_bid, ()) { return highest + highest / 20 + 1; }
};

CONTRACTS(Auction)
