// Block headers: their fields, encoding and hash, for every fork's shape of them.
#pragma once

#include <optional>

#include "mozi/types.hpp"
#include "vm/state/bloom.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::chain {

/// The hash of an empty list: the ommers hash of a block without ommers.
inline constexpr Hash empty_list_hash{{0x1d, 0xcc, 0x4d, 0xe8, 0xde, 0xc7, 0x5d, 0x7a,
                                       0xab, 0x85, 0xb5, 0x67, 0xb6, 0xcc, 0xd4, 0x1a,
                                       0xd3, 0x12, 0x45, 0x1b, 0x94, 0x8a, 0x74, 0x13,
                                       0xf0, 0xa1, 0x42, 0xfd, 0x40, 0xd4, 0x93, 0x47}};

/// A block's header. Fields that its fork does not have are absent; in the encoding, each stands
/// only behind those above it.
struct Header {
  Hash parent_hash;
  Hash ommers_hash = empty_list_hash;
  Address coinbase;
  Hash state_root;
  Hash transactions_root;
  Hash receipts_root;
  state::Bloom logs_bloom;
  Word difficulty;
  uint64_t number = 0;
  uint64_t gas_limit = 0;
  uint64_t gas_used = 0;
  uint64_t timestamp = 0;
  Bytes extra_data;
  Hash mix_hash;  // from Paris on: the randomness
  std::array<uint8_t, 8> nonce{};
  std::optional<Word> base_fee;             // EIP-1559
  std::optional<Hash> withdrawals_root;     // EIP-4895
  std::optional<uint64_t> blob_gas_used;    // EIP-4844
  std::optional<uint64_t> excess_blob_gas;  // EIP-4844
  std::optional<Hash> parent_beacon_root;   // EIP-4788
  std::optional<Hash> requests_hash;        // EIP-7685
  bool operator==(const Header&) const = default;
};

/// Appends the header's list.
void encode_header(state::rlp::Encoder& out, const Header& header);
[[nodiscard]] Bytes encode_header(const Header& header);
/// Reads the next item as a header of some fork's shape.
[[nodiscard]] Header decode_header(state::rlp::Decoder& in);
[[nodiscard]] Expected<Header> decode_header(BytesView encoded);
/// The hash of the encoding: the block's name.
[[nodiscard]] Hash header_hash(const Header& header);

}  // namespace mozi::chain
