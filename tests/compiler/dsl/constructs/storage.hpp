// State: packing, structs, maps, arrays, bytes, immutables, transient fields.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Storage {
  struct Inner {
    U64 first;
    Bool flag;
  };
  struct Outer {
    U8 small;
    Inner inner;
    Array<U256> list;
    Map<Address, Inner> byUser;
  };
  struct Flat {
    U128 low, high;
  };

  FIELD(a, U8);
  FIELD(b, U16);
  FIELD(c, Address);
  FIELD(d, U128);
  PUBLIC(flat, Flat);
  FIELD(e, Bool);
  FIELD(outer, Outer);
  FIELD(packed, FixedArray<U16, 20>);
  FIELD(matrix, FixedArray<FixedArray<U128, 3>, 2>);
  FIELD(list, Array<Inner>);
  FIELD(name, String);
  FIELD(blob, Bytes);
  PUBLIC(nested, Map<Bytes32, Map<Address, Array<Flat>>>);
  FIELD(byName, Map<String, U256>);
  TRANSIENT(locked, Bool);
  TRANSIENT(depth, U64);
  IMMUTABLE(deployer, Address);
  PUBLIC_IMMUTABLE(cap, U256);

  CTOR((U256 cap_)) {
    deployer = msg.sender;
    cap = cap_;
  }
  FN(U256, words, (U16 x)) {
    a = 7;
    b = x;
    b += 1;
    e = !e;
    locked = true;
    depth += 1;
    require(cap > 5 && deployer == msg.sender);
    return d + b;
  }
  FN(Flat, structs, (Address who, Flat f)) {
    flat = f;
    flat = Flat{1, 2};
    flat.low += f.high;
    Flat copy = flat;
    copy.low = 9;
    outer.inner = Inner{5, true};
    outer.inner.first += 1;
    Inner inner = outer.byUser[who];
    outer.byUser[who] = inner;
    outer.byUser[who].flag = false;
    auto pointer = outer.byUser[who];
    pointer.first = pointer.first + 1;
    reset(outer.byUser[who]);
    reset(outer);
    return copy;
  }
  FN(U256, arrays, (U256 i, Array<U16> xs)) {
    list.push(Inner{3, false});
    list[i].first = 4;
    list[i] = list[i + 1];
    Inner last = list[list.length() - 1];
    list.pop();
    packed[i] = xs[i];
    packed[3] += 1;
    matrix[1][i] = 8;
    outer.list.push(i);
    nested[keccak256("k")][msg.sender].push(Flat{1, 2});
    nested[keccak256("k")][msg.sender][i].low = 3;
    reset(list);
    U256 total = 0;
    For (U256 j = 0, j < xs.length(), ++j) {
      total += xs[j];
    }
    return total + last.first + packed.length();
  }
  FN(Bytes1, texts, (String text, Bytes data)) {
    name = text;
    name = "Citrate";
    blob = data;
    byName["x"] += 1;
    byName[text] = 2;
    Bytes copy = data;
    Bytes tail = data.slice(4, data.length());
    require(copy == tail || text == "abc");
    blob[3] = data[2];
    return blob[0];
  }
  FN(U256, aliases, (U256 i)) {
    auto first = list[i];
    i += 1;
    first.first = 2;
    Array<U256> memory = new_array<U256>(i);
    memory[0] = i;
    Array<U256> same = memory;
    same[1] = memory[0];
    Array<U256> three = array_of<U256>({i, 2, 3});
    Array<Inner> copy = list;
    copy[0].flag = true;
    return three.length() + same.length() + copy[0].first;
  }
};

}  // namespace mozi::tests
