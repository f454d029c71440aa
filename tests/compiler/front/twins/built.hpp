// The twins of ../solidity/Built.sol: constructors, immutables, the reentrancy lock, creations.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Built {
  struct OwnerAndSigned {
    Address owner;
    I32 number;
  };

  PUBLIC_IMMUTABLE(owner, Address);
  PUBLIC_IMMUTABLE(small, U16);
  PUBLIC_IMMUTABLE(signed_, I32);
  PUBLIC_IMMUTABLE(tag, Bytes4);
  PUBLIC_IMMUTABLE(on, Bool);
  PUBLIC(total, U256);
  PUBLIC(name, String);
  PUBLIC(list, Array<U256>);
  CONSTANT(LIMIT, U256, 1000);
  CONSTANT(TITLE, String, "a title");

  CTOR((Address o, U16 s, I32 i, Bytes4 t, Bool b, String n, Array<U256> l), payable) {
    owner = o;
    small = s;
    signed_ = i;
    tag = t;
    on = b;
    name = n;
    list = l;
    total = U256(s) + msg.value;
    If (b) {
      total += 1;
    }
  }
  FN(U256, sum, ()) { return total + small + LIMIT; }
  FN(Outputs<OwnerAndSigned>, pair, ()) { return OwnerAndSigned{owner, signed_}; }
};

struct Simple {
  PUBLIC_IMMUTABLE(kind, U8);
  PUBLIC(creator, Address);
  CTOR((U8 k, Address a)) {
    require(k != 0);
    kind = k;
    creator = a;
    require(kind < 200);
  }
};

struct Guarded {
  TRANSIENT(unused, Bool);
  TRANSIENT(depth, U256);
  PUBLIC(count, U256);

  FN(Outputs<CallResult>, enter, (Address to, Bytes data), nonreentrant) {
    count += 1;
    CallResult result = raw_call(to, data);
    return result;
  }
  FN(U256, early, (U256 x), nonreentrant) {
    If (x > 3) {
      Return(x);
    }
    count += x;
    return count;
  }
  FN(U256, twice, ()) {
    depth += 1;
    depth *= 3;
    count = depth;
    return depth;
  }
  FN(U256, open, (), nonreentrant) { return count; }
};

INTERFACE(ISimple) {
  EXTERN(U8, kind, (), view);
};

struct Maker {
  PUBLIC(last, Address);

  FN(Address, make, (U8 k, Address a)) {
    last = create<Simple>(k, a);
    return last;
  }
  FN(Address, make2, (U8 k, Address a, Bytes32 salt)) {
    last = create<Simple>.salt(salt)(k, a);
    return last;
  }
  FN(U256, try_make, (U8 k)) {
    U256 r = 2;
    Try (Address made, create<Simple>(k, msg.sender)) {
      last = made;
      r = 1;
    }
    Catch () {
    }
    return r;
  }
  FN(U8, kind_of, ()) {
    ISimple made = contract_at<ISimple>(last);
    return made.kind();
  }
};

INTERFACE(IAnything) {
  EXTERN(U256, number, (), view);
  EXTERN(void, poke, ());
  EXTERN(Bytes, text, (), view);
};

/// What Solidity has no word for: errors for empty results and for reentrancy.
struct Policies {
  ERROR(EmptyResult, (Address target), on_empty_result);
  ERROR(Locked, (), on_reentrancy);

  FN(U256, number_of, (IAnything a)) { return a.number(); }
  FN(void, poke, (IAnything a)) { a.poke(); }
  FN(Bytes, text_of, (IAnything a)) { return a.text(); }
  FN(Outputs<CallResult>, again, (Address to, Bytes data), nonreentrant) {
    CallResult result = raw_call(to, data);
    return result;
  }
};

}  // namespace twins
