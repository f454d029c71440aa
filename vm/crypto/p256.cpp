// OpenSSL's P-256. The low-level calls: EVP would cost as much as the verification itself.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/p256.hpp"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <memory>

namespace mozi::crypto {
namespace {

template <auto destroy>
struct Destroy {
  void operator()(auto* p) const { destroy(p); }
};
using Number = std::unique_ptr<BIGNUM, Destroy<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Destroy<ECDSA_SIG_free>>;
using Key = std::unique_ptr<EC_KEY, Destroy<EC_KEY_free>>;
using Point = std::unique_ptr<EC_POINT, Destroy<EC_POINT_free>>;
using Group = std::unique_ptr<EC_GROUP, Destroy<EC_GROUP_free>>;

/// The prime of the coordinates. OpenSSL would reduce larger ones.
constexpr Word prime{0xffffffff00000001, 0x0000000000000000, 0x00000000ffffffff,
                     0xffffffffffffffff};

Number to_number(const Word& w) {
  const auto bytes = w.to_bytes();
  return Number{BN_bin2bn(bytes.data(), bytes.size(), nullptr)};
}

Signature to_signature(const Word& r, const Word& s) {
  Signature signature{ECDSA_SIG_new()};
  Number r_number = to_number(r);
  Number s_number = to_number(s);
  if (!signature || !r_number || !s_number) return {};
  if (ECDSA_SIG_set0(signature.get(), r_number.get(), s_number.get()) != 1) return {};
  // The signature owns both from here on.
  (void)r_number.release();
  (void)s_number.release();
  return signature;
}

/// The key, or null if the point is not on the curve. (Its order is prime: no other check needed.)
Key to_key(const EC_GROUP* group, const Word& x, const Word& y) {
  const Point point{EC_POINT_new(group)};
  Key key{EC_KEY_new()};
  const Number x_number = to_number(x);
  const Number y_number = to_number(y);
  if (!point || !key || !x_number || !y_number) return {};
  if (EC_POINT_set_affine_coordinates(group, point.get(), x_number.get(), y_number.get(),
                                      nullptr) != 1)
    return {};
  if (EC_KEY_set_group(key.get(), group) != 1) return {};
  if (EC_KEY_set_public_key(key.get(), point.get()) != 1) return {};
  return key;
}

}  // namespace

bool p256_verify(const Hash& digest, const Word& r, const Word& s, const Word& x, const Word& y) {
  if (x >= prime || y >= prime) return false;
  // Only read after it is made, so threads may share it.
  static const Group group{EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)};
  if (!group) return false;
  ERR_set_mark();
  const Signature signature = to_signature(r, s);
  const Key key = to_key(group.get(), x, y);
  const bool valid = signature && key &&
                     ECDSA_do_verify(digest.bytes.data(), static_cast<int>(digest.bytes.size()),
                                     signature.get(), key.get()) == 1;
  // A bad signature leaves nothing in the caller's queue of OpenSSL errors.
  ERR_pop_to_mark();
  return valid;
}

}  // namespace mozi::crypto
