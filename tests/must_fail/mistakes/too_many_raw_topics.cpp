// A log has four topics at most.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Bytes data, Bytes32 a)) { log_raw(data, {a, a, a, a, a}); }
};
CONTRACTS(Mistake)
