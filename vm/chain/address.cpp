// Addresses of new contracts.
#include "vm/chain/address.hpp"

#include <algorithm>

#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::chain {
namespace {

Address last_20(const Hash& hash) {
  return Address::from_word(hash.to_word());
}

}  // namespace

Address create_address(const Address& creator, uint64_t nonce) {
  state::rlp::Encoder encoder;
  encoder.list([&] {
    encoder.address(creator);
    encoder.number(nonce);
  });
  return last_20(crypto::keccak256(encoder.view()));
}

Address create2_address(const Address& creator, const Hash& salt, BytesView init_code) {
  std::array<uint8_t, 1 + 20 + 32 + 32> preimage;
  preimage[0] = 0xff;
  auto end = std::ranges::copy(creator.bytes, preimage.begin() + 1).out;
  end = std::ranges::copy(salt.bytes, end).out;
  std::ranges::copy(crypto::keccak256(init_code).bytes, end);
  return last_20(crypto::keccak256(preimage));
}

}  // namespace mozi::chain
