// An address with a mistyped letter.
// expect: 9:17: error: call to consteval function 'mozi::dsl::literals::operator""_address' is not a constant expression
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Address, f, ()) {
    Address a = "0x5aAeb6053F3E94C9b9A09f33669435E7ef1BeAed"_address;
    return a;
  }
};
CONTRACTS(Mistake)
