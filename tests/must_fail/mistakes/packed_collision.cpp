// Two texts without a border between them.
// expect: 9:22: warning: values of variable length side by side have one hash for many splits: ("a", "bc") and ("ab", "c"); use abi_encode [packed_collision]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes32, key, (String first, String last), pure_) {
    return keccak256(abi_encode_packed(first, last));
  }
};
CONTRACTS(Mistake)
