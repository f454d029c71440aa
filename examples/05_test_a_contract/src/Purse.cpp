// Lesson 5, the contract: a purse that several people share.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Purse {
  ERROR(TooMuch, (U256 asked, U256 held));
  EVENT(Moved, (Indexed<Address> from, Indexed<Address> to, U256 amount));

  PUBLIC(held, Map<Address, U256>);
  PUBLIC(total, U256);

  FN(void, put, (), payable) {
    held[msg.sender] += msg.value;
    total += msg.value;
  }

  FN(void, move, (Address to, U256 amount)) {
    U256 mine = held[msg.sender];
    require(amount <= mine, TooMuch(amount, mine));
    held[msg.sender] = mine - amount;
    held[to] += amount;  // read again: `to` may be the sender
    emit(Moved(msg.sender, to, amount));
  }
};

CONTRACTS(Purse)
