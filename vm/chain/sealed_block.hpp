// Whole blocks as they travel: header, transactions, ommers, withdrawals.
#pragma once

#include <vector>

#include "vm/chain/header.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::chain {

/// An amount that the beacon chain pays out (EIP-4895).
struct Withdrawal {
  uint64_t index = 0;
  uint64_t validator = 0;
  Address address;
  uint64_t amount = 0;  // in Gwei
  bool operator==(const Withdrawal&) const = default;
};

/// A block. Whether header and body belong together is for validation to say.
struct SealedBlock {
  Header header;
  std::vector<state::Transaction> transactions;
  std::vector<Header> ommers;
  std::optional<std::vector<Withdrawal>> withdrawals;  // absent before Shanghai
  bool operator==(const SealedBlock&) const = default;
};

[[nodiscard]] Bytes encode_block(const SealedBlock& block);
/// Reads a block of any fork's shape; only canonical encodings pass, so that encoding it again
/// gives the same bytes.
[[nodiscard]] Expected<SealedBlock> decode_block(BytesView encoded);

/// Appends the list of transactions as it stands in a block.
void encode_transactions(state::rlp::Encoder& out,
                         std::span<const state::Transaction> transactions);

/// The encoding of one withdrawal, as the root is made of.
[[nodiscard]] Bytes encode_withdrawal(const Withdrawal& withdrawal);

// What the header says of the body.
[[nodiscard]] Hash transactions_root(std::span<const state::Transaction> transactions);
[[nodiscard]] Hash ommers_hash(std::span<const Header> ommers);
[[nodiscard]] Hash withdrawals_root(std::span<const Withdrawal> withdrawals);

}  // namespace mozi::chain
