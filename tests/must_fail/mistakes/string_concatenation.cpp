// Texts are added.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(String, f, (String a, String b), pure_) { return a + b; }
};
CONTRACTS(Mistake)
