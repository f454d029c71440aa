// Transient variables are one word each.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  TRANSIENT(name, String);
  FN(U256, f, (), view) { return name.length(); }
};
CONTRACTS(Mistake)
