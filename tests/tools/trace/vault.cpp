// A contract with something of everything that a source trace names.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Vault {
  ERROR(TooMuch, (U256 asked, U256 held));
  EVENT(Deposited, (Indexed<Address> who, U256 amount));

  struct Account {
    U128 balance;
    U64 since;
    Bool open;
  };
  FIELD(accounts, Map<Address, Account>);
  FIELD(history, Array<U256>);
  FIELD(total, U256);

  FN(void, deposit, (), payable) {
    Account account = accounts[msg.sender];
    account.balance = checked_cast<U128>(account.balance + msg.value);
    account.open = true;
    accounts[msg.sender] = account;
    history.push(msg.value);
    total += fee_free(msg.value);
    emit(Deposited(msg.sender, msg.value));
  }

  FN(void, withdraw, (U256 amount)) {
    U256 held = accounts[msg.sender].balance;
    require(amount <= held, TooMuch(amount, held));
    total -= amount;
  }

  DEF(U256, fee_free, (U256 amount)) { return amount - amount / 100; }
};

CONTRACTS(Vault)
