// A map copied into a local variable.
// expect: 9:26: error: call to deleted constructor of '::mozi::dsl::Stored<Map<Address, U256>>' (aka 'mozi::dsl::Map<mozi::dsl::Value<mozi::dsl::AddressKind>, mozi::dsl::Value<mozi::dsl::Unsigned<256>>>'): a map cannot be copied; name it with a reference: auto& m = map
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FIELD(balances, Map<Address, U256>);
  FN(void, f, ()) { auto copy = balances; }
};
CONTRACTS(Mistake)
