// Calls that the block processor itself makes, outside transactions and the block's gas.
#include "vm/chain/system_calls.hpp"

namespace mozi::chain {

SystemCallResult system_call(StateHost& host, const Block& block, const Address& target,
                             BytesView input) {
  host.begin(block, system_address, block.base_fee);
  Message message;
  message.gas = system_call_gas;
  message.sender = system_address;
  message.recipient = message.code_address = target;
  message.input = input;
  SystemCallResult done;
  done.result = host.call(message);
  done.logs = host.journal().take_logs();
  host.journal().end_transaction(host.rules().empty_accounts_vanish ? state::EmptyAccounts::remove
                                                                    : state::EmptyAccounts::keep);
  return done;
}

}  // namespace mozi::chain
