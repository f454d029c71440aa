// A log has four topics at most.
// expect: 8:42: error: a log has at most 4 topics, not 5; put more in data
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Bytes data, Bytes32 a)) { log_raw(data, {a, a, a, a, a}); }
};
CONTRACTS(Mistake)
