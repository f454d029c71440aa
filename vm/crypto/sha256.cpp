// OpenSSL's SHA-256. The old low-level calls: unlike EVP they can neither fail nor allocate, and no
// configuration of the machine can take the algorithm away.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/sha256.hpp"

#include <openssl/sha.h>

namespace mozi::crypto {

Hash sha256(BytesView data) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, data.data(), data.size());
  Hash out;
  SHA256_Final(out.bytes.data(), &context);
  return out;
}

}  // namespace mozi::crypto
