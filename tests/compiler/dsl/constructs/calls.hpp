// Other contracts: typed calls with options, low-level calls, creation, encoding, hashing.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Adapter {
  Address creator;
  Bytes32 model;
  U16 rank;
};

INTERFACE(IRegistry) {
  EXTERN(Bool, transfer, (Address to, U256 value));
  EXTERN(U256, credit, (Bytes32 id), payable);
  EXTERN(Outputs<Adapter>, adapter, (Bytes32 id), view);
  EXTERN(Adapter, whole, (Bytes32 id), view);
  EXTERN(Array<Bytes32>, list, (), view);
  EXTERN(void, register_, (Adapter adapter), named("register"));
};

struct Child {
  PUBLIC(parent, Address);
  PUBLIC(count, U64);
  CTOR((Address parent_, U64 count_), payable) {
    parent = parent_;
    count = count_;
  }
};

struct Calls {
  FIELD(registry, IRegistry);
  IMMUTABLE(fixed, IRegistry);
  FIELD(digest, Bytes32);

  CTOR((IRegistry to)) {
    registry = to;
    fixed = contract_at<IRegistry>(msg.sender);
  }
  FN(U256, typed, (Bytes32 id, U256 wei), payable) {
    require(registry.transfer(msg.sender, 5));
    U256 taken = registry.credit.value(wei)(id);
    taken += registry.credit.value(wei).gas(50'000)(id);
    Adapter a = fixed.adapter(id);
    Adapter b = registry.whole(id);
    registry.register_(Adapter{a.creator, b.model, 7});
    IRegistry other = contract_at<IRegistry>(a.creator);
    Address plain = other;
    require(plain != zero_address && other != registry && other.list().length() > 1);
    return taken + a.rank;
  }
  FN(Bytes, low, (Address to, Bytes data)) {
    CallResult r = raw_call(to, data);
    require(r.ok);
    CallResult s = raw_call(to, 5, data);
    If (!s.ok) {
      revert_raw(s.data);
    }
    CallResult t = raw_staticcall(to, r.data);
    CallResult u = raw_delegatecall(to, abi_encode(to));
    require(t.ok && u.ok && send_value(to, 1));
    return t.data;
  }
  FN(Address, creation, (U64 n), payable) {
    Address a = create<Child>(this_address(), n);
    Address b = create<Child>.value(msg.value).salt(keccak256("salt"))(msg.sender, 7);
    require(a != b);
    Try (Address c, create<Child>(a, 1)) {
      Return(c);
    }
    Catch () {
    }
    return b;
  }
  FN(Bytes32, encoding, (U256 x, String text, Bytes data), view) {
    Bytes a = abi_encode(x, msg.sender, text, Adapter{msg.sender, digest, 1});
    Bytes b = abi_encode_packed(x, Constant<U8>(1), text);
    Bytes c = registry.transfer.encode(msg.sender, x);
    Bytes d = concat(a, b, c, data.slice(0, 4));
    Adapter e = abi_decode<Adapter>(data);
    U256 f = abi_decode<U256>(data);
    Address who = ecrecover(keccak256(d), 27, e.model, digest);
    require(who == e.creator && f > 0);
    return keccak256(abi_encode(x, who));
  }
};

}  // namespace mozi::tests
