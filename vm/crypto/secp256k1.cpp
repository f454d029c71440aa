// libsecp256k1 behind three functions.
#include "vm/crypto/secp256k1.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>
#include <memory>

#include "vm/crypto/keccak.hpp"

namespace mozi::crypto {
namespace {

// An address is the end of the hash of the public key's coordinates.
Address address_of(const secp256k1_pubkey& key) {
  std::array<uint8_t, 65> point{};  // 0x04, x, y
  size_t size = point.size();
  secp256k1_ec_pubkey_serialize(secp256k1_context_static, point.data(), &size, &key,
                                SECP256K1_EC_UNCOMPRESSED);
  const Hash hash = keccak256(BytesView{point}.subspan(1));
  Address out;
  std::copy_n(hash.bytes.begin() + 12, out.bytes.size(), out.bytes.begin());
  return out;
}

struct DestroyContext {
  void operator()(secp256k1_context* context) const { secp256k1_context_destroy(context); }
};
using Context = std::unique_ptr<secp256k1_context, DestroyContext>;

// Whatever multiplies a secret with the generator needs a context of its own.
Context signing_context() {
  return Context{secp256k1_context_create(SECP256K1_CONTEXT_NONE)};
}

}  // namespace

std::optional<Address> recover_address(const Hash& hash, const Signature& signature) {
  if (signature.y_parity > 1 || signature.r.is_zero() || signature.s.is_zero()) return {};
  std::array<uint8_t, 64> compact{};
  signature.r.store(compact.data());
  signature.s.store(compact.data() + 32);
  secp256k1_ecdsa_recoverable_signature parsed;
  if (secp256k1_ecdsa_recoverable_signature_parse_compact(secp256k1_context_static, &parsed,
                                                          compact.data(), signature.y_parity) == 0)
    return {};
  secp256k1_pubkey key;
  if (secp256k1_ecdsa_recover(secp256k1_context_static, &key, &parsed, hash.bytes.data()) == 0)
    return {};
  return address_of(key);
}

std::optional<Signature> sign(const Hash& hash, const Hash& secret_key) {
  const auto context = signing_context();
  secp256k1_ecdsa_recoverable_signature signature;
  if (secp256k1_ecdsa_sign_recoverable(context.get(), &signature, hash.bytes.data(),
                                       secret_key.bytes.data(), nullptr, nullptr) == 0)
    return {};
  std::array<uint8_t, 64> compact{};
  int parity = 0;
  secp256k1_ecdsa_recoverable_signature_serialize_compact(context.get(), compact.data(), &parity,
                                                          &signature);
  // Parities 2 and 3 mean r overflowed the order: a chance of 2^-127 that nobody has ever met.
  return Signature{Word::load(compact.data()), Word::load(compact.data() + 32),
                   static_cast<uint8_t>(parity)};
}

std::optional<Address> address_of_key(const Hash& secret_key) {
  const auto context = signing_context();
  secp256k1_pubkey key;
  if (secp256k1_ec_pubkey_create(context.get(), &key, secret_key.bytes.data()) == 0) return {};
  return address_of(key);
}

}  // namespace mozi::crypto
