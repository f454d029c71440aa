// Functions: attributes, overloads, DEF, VIRTUAL, MODIFIER, mixins, events, receive and fallback.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Owned {
  ERROR(NotOwner, (Address caller));
  EVENT(OwnerSet, (Indexed<Address> from, Indexed<Address> to));
  PUBLIC(owner, Address);

  MODIFIER(onlyOwner, ()) { require(msg.sender == owner, NotOwner(msg.sender)); }
  void setFirstOwner(const Address& first) {
    owner = first;
    emit(OwnerSet(zero_address, first));
  }
  FN(void, setOwner, (Address to)) {
    onlyOwner();
    beforeOwner(to);
    emit(OwnerSet(owner, to));
    owner = to;
  }
  FN(U256, version, (), pure_) { return 1; }
  VIRTUAL(void, beforeOwner, (Address to)) { require(to != zero_address); }
};

struct Functions : Owned {
  struct Pair {
    U256 left, right;
  };
  EVENT(Anything, (U256 x), anonymous);
  ERROR(Locked, (), on_reentrancy);
  ERROR(EmptyResult, (Address target), on_empty_result);
  CONSTANT(LIMIT, U256, 1000);
  CONSTANT(title, String, "Functions");

  CTOR((Address first), payable) { setFirstOwner(first); }
  RECEIVE() { emit(Anything(msg.value)); }
  FALLBACK(payable) { emit(Anything(msg.data.length())); }

  FN(void, locked, (), nonreentrant, payable) { emit(Anything(LIMIT)); }
  FN(U256, twice, (U256 x), pure_) { return double_(x) + double_(x + 1); }
  FN(U256, twice, (U256 x, U256 y), view) { return double_(x) + y + helper(y); }
  FN(Pair, tuple, (Pair p)) { return swap(p); }
  FN(Outputs<Pair>, spread, ()) {
    Pair p = swap(Pair{1, 2});
    swap(p);
    return p;
  }
  FN(void, register_, (Address target), named("register")) {
    onlyOwner();
    setFirstOwner(target);
  }
  FN(U256, version, (), pure_, override_) { return Owned::version() + 1; }
  OVERRIDE(void, beforeOwner, (Address to)) {
    SUPER(Owned, beforeOwner)(to);
    require(to != this_address());
  }

 private:
  /// A plain C++ function: its statements stand at each call.
  U256 helper(const U256& y, CallSite = {}) {
    U256 z = y * 3;
    return z;
  }
  DEF(U256, double_, (U256 x)) {
    If (x == 0) {
      Return(0);
    }
    return x * 2;
  }
  DEF(Pair, swap, (Pair p)) { return Pair{p.right, p.left}; }
};

}  // namespace mozi::tests
