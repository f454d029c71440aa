// A text has no elements.
// expect: 8:46: error: overload resolution selected deleted operator '[]': a String has no elements, since characters differ in size; s.bytes()[i] is a byte
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes1, f, (String s), pure_) { return s[0]; }
};
CONTRACTS(Mistake)
