// A mixin and its contract both have a constructor.
// expect: 12:3: error: a contract has one constructor; a mixin has an initialiser that the contract's CTOR calls
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mixin {
  CTOR(()) {}
};

struct Mistake : Mixin {
  CTOR(()) {}
};
CONTRACTS(Mistake)
