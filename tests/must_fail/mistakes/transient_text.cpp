// Transient variables are one word each.
// expect: 8:3: error: expected a type of one word for transient name; got string
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  TRANSIENT(name, String);
  FN(U256, f, (), view) { return name.length(); }
};
CONTRACTS(Mistake)
