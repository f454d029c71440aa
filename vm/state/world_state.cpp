// Look-ups, and the application of a journal's changes.
#include "vm/state/world_state.hpp"

#include <algorithm>

namespace mozi::state {

const Account* WorldState::find(const Address& address) const {
  const auto it = accounts_.find(address);
  return it == accounts_.end() ? nullptr : &it->second;
}

Account* WorldState::find(const Address& address) {
  return const_cast<Account*>(std::as_const(*this).find(address));
}

Account& WorldState::at(const Address& address) {
  return accounts_[address];
}

std::vector<Address> WorldState::addresses() const {
  std::vector<Address> out;
  out.reserve(accounts_.size());
  for (const auto& [address, account] : accounts_) out.push_back(address);
  std::ranges::sort(out);
  return out;
}

void WorldState::set_code(const Address& address, Bytes code) {
  const Hash hash = crypto::keccak256(code);
  at(address).code_hash = hash;
  if (!code.empty()) codes_.try_emplace(hash, std::make_shared<const Bytes>(std::move(code)));
}

BytesView WorldState::code_of(const Address& address) const {
  const auto* account = find(address);
  if (account == nullptr) return {};
  const auto it = codes_.find(account->code_hash);
  return it == codes_.end() ? BytesView{} : BytesView{*it->second};
}

void WorldState::apply(const StateDiff& diff) {
  for (const auto& change : diff) {
    if (change.deleted) {
      erase(change.address);
      continue;
    }
    auto& account = at(change.address);
    account.nonce = change.nonce;
    account.balance = change.balance;
    account.code_hash = change.code_hash;
    if (change.code != nullptr) codes_.try_emplace(change.code_hash, change.code);
    if (change.storage_cleared) account.storage = {};
    for (const auto& [key, value] : change.storage) account.storage.set(key, value);
  }
}

Expected<std::optional<AccountInfo>> WorldState::account(const Address& address) {
  const auto* account = find(address);
  if (account == nullptr) return std::nullopt;
  return AccountInfo{account->nonce, account->balance, account->code_hash,
                     !account->storage.empty()};
}

Expected<Code> WorldState::code(const Hash& code_hash) {
  const auto it = codes_.find(code_hash);
  if (it == codes_.end())
    return std::unexpected(Error{"world state: no code with the hash " + to_hex(code_hash)});
  return it->second;
}

Expected<Word> WorldState::storage(const Address& address, const Word& key) {
  const auto* account = find(address);
  return account == nullptr ? Word{} : account->storage.get(key);
}

Expected<Hash> WorldState::block_hash(uint64_t number) {
  const auto it = block_hashes_.find(number);
  return it == block_hashes_.end() ? Hash{} : it->second;
}

}  // namespace mozi::state
