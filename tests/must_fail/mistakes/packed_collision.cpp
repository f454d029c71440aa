// Two texts without a border between them.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes32, key, (String first, String last), pure_) {
    return keccak256(abi_encode_packed(first, last));
  }
};
CONTRACTS(Mistake)
