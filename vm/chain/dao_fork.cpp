// The DAO fork's change of state (EIP-779).
#include "vm/chain/dao_fork.hpp"

#include "vm/chain/address.hpp"

namespace mozi::chain {
namespace {

constexpr Address withdraw_contract = address_literal("bf4ed7b27f1d666546e30d74d50d173d20bca754");
constexpr Address accounts[] = {
#define ACCOUNT(digits) address_literal(digits),
#include "vm/chain/dao_accounts.def"
#undef ACCOUNT
};

}  // namespace

void move_dao_ether(state::Journal& journal) {
  for (const Address& account : accounts) {
    const Word balance = journal.balance(account);
    journal.set_balance(account, 0);
    journal.add_balance(withdraw_contract, balance);
  }
}

}  // namespace mozi::chain
