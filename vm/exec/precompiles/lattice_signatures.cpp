// ED25519_VERIFY, EIP712_VERIFY, TRANSFER_AUTH_VERIFY and its batch. Malformed input is no failure
// here: it verifies nothing, and the output says so.
#include <algorithm>

#include "vm/crypto/ed25519.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/crypto/secp256k1.hpp"
#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

constexpr size_t ed25519_header = 32 + 64;
constexpr size_t ed25519_max_message = 8192;
constexpr size_t signature_size = 1 + 32 + 32;

/// v as 0, 1 or, as Ethereum's own signatures have it, 27, 28; then r and s.
std::optional<crypto::Signature> read_signature(BytesView input) {
  const uint8_t v = input[0];
  if (v > 1 && v != 27 && v != 28) return {};
  return crypto::Signature{read_word(input, 1), read_word(input, 33),
                           static_cast<uint8_t>(v >= 27 ? v - 27 : v)};
}

/// Who signed a struct in a domain (EIP-712).
std::optional<Address> signer_of(BytesView domain, const Hash& struct_hash, BytesView signature) {
  const auto parsed = read_signature(signature);
  if (!parsed) return {};
  std::array<uint8_t, 2 + 32 + 32> preimage = {0x19, 0x01};
  std::ranges::copy(domain, preimage.begin() + 2);
  std::ranges::copy(struct_hash.bytes, preimage.begin() + 34);
  return crypto::recover_address(crypto::keccak256(preimage), *parsed);
}

/// A transfer as it lies in the input: from, to, value, valid after, valid before, nonce,
/// signature.
constexpr size_t transfer_size = 20 + 20 + 4 * 32 + signature_size;

/// keccak256("TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,
/// uint256 validBefore,bytes32 nonce)"), EIP-3009.
constexpr Word transfer_type_hash{0x7c7c6cdb67a18743, 0xf49ec6fa9b35f50d, 0x52ed05cbed4cc592,
                                  0xe13b44501c1a2267};

Hash transfer_hash(BytesView transfer) {
  std::array<uint8_t, 7 * 32> encoded{};
  transfer_type_hash.store(encoded.data());
  std::copy_n(transfer.begin(), 20, encoded.begin() + 32 + 12);
  std::copy_n(transfer.begin() + 20, 20, encoded.begin() + 64 + 12);
  std::copy_n(transfer.begin() + 40, 4 * 32, encoded.begin() + 96);
  return crypto::keccak256(encoded);
}

/// Appends a word: the first byte tells whether the sender signed, the last 20 who did.
void append_verdict(BytesView domain, BytesView transfer, Bytes& output) {
  const size_t start = output.size();
  output.resize(start + 32);
  const auto signer = signer_of(domain, transfer_hash(transfer), transfer.last(signature_size));
  if (!signer) return;
  output[start] = std::ranges::equal(signer->bytes, transfer.first(20)) ? 1 : 0;
  std::ranges::copy(signer->bytes, output.begin() + static_cast<ptrdiff_t>(start) + 12);
}

constexpr size_t batch_header = 32 + 2;

uint32_t batch_count(BytesView input) {
  return input.size() < batch_header ? 0 : uint32_t{input[32]} << 8 | input[33];
}

}  // namespace

bool ED25519_VERIFY(const isa::Rules&, BytesView input, Bytes& output) {
  output.assign(32, 0);
  if (input.size() < ed25519_header || input.size() > ed25519_header + ed25519_max_message)
    return true;
  const bool holds = crypto::ed25519_verify(input.first<32>(), input.subspan<32, 64>(),
                                            input.subspan(ed25519_header));
  output.back() = holds ? 1 : 0;
  return true;
}

bool EIP712_VERIFY(const isa::Rules&, BytesView input, Bytes& output) {
  output.assign(32, 0);
  if (input.size() != 64 + signature_size) return true;
  if (const auto signer = signer_of(input.first(32), read_hash(input, 32), input.subspan(64)))
    std::ranges::copy(signer->bytes, output.begin() + 12);
  return true;
}

bool TRANSFER_AUTH_VERIFY(const isa::Rules&, BytesView input, Bytes& output) {
  if (input.size() != 32 + transfer_size) {
    output.assign(32, 0);
    return true;
  }
  append_verdict(input.first(32), input.subspan(32), output);
  return true;
}

int64_t batch_gas(BytesView input) {
  return 2000 + 3800 * int64_t{batch_count(input)};
}

bool TRANSFER_AUTH_BATCH(const isa::Rules&, BytesView input, Bytes& output) {
  const size_t count = batch_count(input);
  // The count, then one verdict each; a malformed batch has verified no transfer.
  output.assign(2, 0);
  if (input.size() != batch_header + count * transfer_size) return true;
  output.reserve(2 + 32 * count);
  output[0] = static_cast<uint8_t>(count >> 8);
  output[1] = static_cast<uint8_t>(count);
  for (size_t i = 0; i < count; ++i)
    append_verdict(input.first(32), input.subspan(batch_header + i * transfer_size, transfer_size),
                   output);
  return true;
}

}  // namespace mozi::exec::precompile
