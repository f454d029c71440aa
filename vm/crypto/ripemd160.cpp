// OpenSSL's RIPEMD-160, by the low-level calls for the reasons given in sha256.cpp; with EVP it may
// hide in the legacy provider.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/ripemd160.hpp"

#include <openssl/ripemd.h>

namespace mozi::crypto {

std::array<uint8_t, 20> ripemd160(BytesView data) {
  RIPEMD160_CTX context;
  RIPEMD160_Init(&context);
  RIPEMD160_Update(&context, data.data(), data.size());
  std::array<uint8_t, 20> out{};
  RIPEMD160_Final(out.data(), &context);
  return out;
}

}  // namespace mozi::crypto
