// The contracts of solc/layouts.sol, with the same state.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Words {
  enum class Status : uint8_t { none, open };
  FIELD(a, Bool);
  FIELD(b, U8);
  FIELD(c, U16);
  FIELD(d, Address);
  FIELD(e, U128);
  FIELD(f, Bytes1);
  FIELD(g, Bytes20);
  FIELD(h, I64);
  FIELD(i, Enum<Status>);
  FIELD(j, U256);
  FIELD(k, Bytes32);
  FIELD(l, I256);
  FIELD(m, U248);
  FIELD(n, Bool);
};

struct Structs {
  struct Small {
    U8 a;
    Bool b;
  };
  struct Wide {
    U128 a;
    U256 b;
    U128 c;
    U64 d;
  };
  struct Nested {
    U8 a;
    Small b;
    U8 c;
    Wide d;
    Map<Address, U256> e;
    Array<U8> f;
    String g;
    Bool h;
  };
  FIELD(a, U8);
  FIELD(b, Small);
  FIELD(c, U8);
  FIELD(d, Wide);
  FIELD(e, Nested);
  FIELD(f, Bool);
  FIELD(g, Small);
  FIELD(h, Small);
};

struct Arrays {
  struct Pair {
    U128 a, b;
  };
  struct Odd {
    U128 a;
    U64 b;
    U128 c;
  };
  FIELD(a, U8);
  FIELD(b, FixedArray<U8, 5>);
  FIELD(c, FixedArray<U16, 17>);
  FIELD(d, FixedArray<U128, 3>);
  FIELD(e, Bool);
  FIELD(f, FixedArray<U24, 11>);
  FIELD(g, FixedArray<Address, 2>);
  FIELD(h, FixedArray<U256, 4>);
  FIELD(i, FixedArray<Pair, 3>);
  FIELD(j, FixedArray<Odd, 2>);
  FIELD(k, FixedArray<FixedArray<U128, 3>, 2>);
  FIELD(l, FixedArray<Array<U8>, 3>);
  FIELD(m, Array<FixedArray<U8, 2>>);
  FIELD(n, Bytes);
  FIELD(o, String);
  FIELD(p, Map<U256, Bool>);
  FIELD(q, Map<Bytes32, Map<Address, Bool>>);
  FIELD(r, FixedArray<U8, 33>);
  FIELD(s, Bool);
};

struct First {
  FIELD(a, U64);
  FIELD(b, Bool);
};
struct Second : First {
  FIELD(c, U64);
};
struct Third {
  FIELD(d, Address);
  FIELD(e, U256);
  FIELD(f, Bool);
};
struct Inherited : Second, Third {
  FIELD(g, U64);
  FIELD(h, U128);
};

struct Transient {
  TRANSIENT(a, Bool);
  TRANSIENT(b, Address);
  TRANSIENT(c, U128);
  TRANSIENT(d, U256);
  FIELD(e, U64);
  TRANSIENT(f, U8);
};

}  // namespace mozi::tests
