// Lesson 8: a call fails; which condition was it? The one that fails here is two functions deep.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Savings {
  ERROR(Locked, (U64 until));

  struct Account {
    U128 balance;
    U64 until;
  };
  FIELD(accounts, Map<Address, Account>);

  FN(void, save, (U64 until), payable) {
    auto account = accounts[msg.sender];
    account.balance += checked_cast<U128>(msg.value);
    account.until = until;
  }

  FN(void, spend, (U128 amount)) { take(msg.sender, amount); }

 private:
  DEF(void, take, (Address who, U128 amount)) {
    check_lock(who);
    accounts[who].balance -= amount;  // too little underflows: Panic(0x11), no error of ours
  }
  DEF(void, check_lock, (Address who)) {
    U64 until = accounts[who].until;
    require(block.timestamp >= until, Locked(until));
  }
};

CONTRACTS(Savings)
