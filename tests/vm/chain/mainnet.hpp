// The first headers of Ethereum's main network: their hashes are known to all the world.
#pragma once

#include "tests/support/hex.hpp"
#include "vm/chain/header.hpp"
#include "vm/state/trie.hpp"

namespace mozi::test {

inline Hash hash_of(std::string_view hex) {
  return parse_hash(hex).value();
}

inline constexpr const char* mainnet_genesis_hash =
    "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3";
inline constexpr const char* mainnet_block_1_hash =
    "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6";

inline chain::Header mainnet_genesis() {
  chain::Header header;
  header.state_root = hash_of("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544");
  header.transactions_root = header.receipts_root = state::empty_trie_root;
  header.difficulty = 17'179'869'184;
  header.gas_limit = 5000;
  header.extra_data =
      from_hex("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa");
  header.nonce[7] = 0x42;
  return header;
}

inline chain::Header mainnet_block_1() {
  chain::Header header;
  header.parent_hash = hash_of(mainnet_genesis_hash);
  header.coinbase = parse_address("0x05a56e2d52c817161883f50c441c3228cfe54d9f").value();
  header.state_root = hash_of("0xd67e4d450343046425ae4271474353857ab860dbc0a1dde64b41b5cd3a532bf3");
  header.transactions_root = header.receipts_root = state::empty_trie_root;
  header.difficulty = 17'171'480'576;
  header.number = 1;
  header.gas_limit = 5000;
  header.timestamp = 1'438'269'988;
  header.extra_data = bytes_of(std::string_view("Geth/v1.0.0/linux/go1.4.2"));
  header.mix_hash = hash_of("0x969b900de27b6ac6a67742365dd65f55a0526c41fd18e1b16f1a1215c2e66f59");
  header.nonce = {0x53, 0x9b, 0xd4, 0x97, 0x9f, 0xef, 0x1e, 0xc4};
  return header;
}

}  // namespace mozi::test
