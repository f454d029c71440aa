// Requests from the execution layer to the beacon chain.
#include "vm/chain/requests.hpp"

#include "vm/crypto/sha256.hpp"

namespace mozi::chain {
namespace {

/// DepositEvent(bytes,bytes,bytes,bytes,bytes)
constexpr Hash deposit_topic{{0x64, 0x9b, 0xbc, 0x62, 0xd0, 0xe3, 0x13, 0x42, 0xaf, 0xea, 0x4e,
                              0x5c, 0xd8, 0x2d, 0x40, 0x49, 0xe7, 0xe1, 0xee, 0x91, 0x2f, 0xc0,
                              0x88, 0x9a, 0xa7, 0x90, 0x80, 0x3b, 0xe3, 0x90, 0x38, 0xc5}};

/// Where the ABI puts a member of the event: its offset stands in the head, its size at the offset,
/// its bytes behind that.
struct Member {
  const char* name;
  uint64_t offset;
  uint64_t size;
};
// clang-format off
constexpr Member members[] = {
    {"public key",             160, 48},
    {"withdrawal credentials", 256, 32},
    {"amount",                 320,  8},
    {"signature",              384, 96},
    {"index",                  512,  8},
};
// clang-format on
constexpr size_t event_size = 576;

Word word_at(BytesView data, size_t offset) {
  return Word::from_bytes(data.subspan(offset, 32));
}

std::unexpected<Error> malformed(const std::string& what, uint64_t expected, const Word& got) {
  return std::unexpected(Error{"deposit log: " + what + ": expected " + std::to_string(expected) +
                               ", got " + to_decimal(got)});
}

/// Appends the members of one event.
Expected<void> append_deposit(Bytes& out, BytesView data) {
  if (data.size() != event_size) return malformed("size", event_size, data.size());
  for (size_t i = 0; i < std::size(members); ++i) {
    const Member& member = members[i];
    if (const Word offset = word_at(data, 32 * i); offset != Word{member.offset})
      return malformed(std::string("offset of the ") + member.name, member.offset, offset);
    if (const Word size = word_at(data, member.offset); size != Word{member.size})
      return malformed(std::string("size of the ") + member.name, member.size, size);
    const BytesView bytes = data.subspan(member.offset + 32, member.size);
    out.insert(out.end(), bytes.begin(), bytes.end());
  }
  return {};
}

}  // namespace

Expected<Bytes> deposits_in(std::span<const state::Receipt> receipts,
                            const Address& deposit_contract) {
  Bytes deposits;
  for (const state::Receipt& receipt : receipts)
    for (const Log& log : receipt.logs) {
      if (log.address != deposit_contract || log.topics.empty() || log.topics[0] != deposit_topic)
        continue;
      if (auto done = append_deposit(deposits, log.data); !done)
        return std::unexpected(std::move(done).error());
    }
  return deposits;
}

void add_request(std::vector<Bytes>& requests, RequestType type, BytesView data) {
  if (data.empty()) return;
  Bytes& request = requests.emplace_back();
  request.reserve(1 + data.size());
  request.push_back(static_cast<uint8_t>(type));
  request.insert(request.end(), data.begin(), data.end());
}

Hash requests_hash(std::span<const Bytes> requests) {
  Bytes hashes;
  for (const Bytes& request : requests) {
    const auto hash = crypto::sha256(request);
    hashes.insert(hashes.end(), hash.bytes.begin(), hash.bytes.end());
  }
  return crypto::sha256(hashes);
}

}  // namespace mozi::chain
