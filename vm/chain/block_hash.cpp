// The block hashes of chains that have no block headers.
#include "vm/chain/block_hash.hpp"

#include <string>

#include "vm/crypto/keccak.hpp"

namespace mozi::chain {

Hash numbered_block_hash(uint64_t number) {
  const std::string digits = std::to_string(number);
  return crypto::keccak256({reinterpret_cast<const uint8_t*>(digits.data()), digits.size()});
}

}  // namespace mozi::chain
