// auto names a place in storage, which becomes an operand.
// expect: 14:13: error: conversion function from 'Place<Value<Unsigned<256>>>' to 'Operand<Value<Unsigned<256>>>' invokes a deleted function: this is a place in storage, not a copy; write U256 x = m[k] for a copy
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    auto b = balances[who];
    total = b + 1;
    return x;
  }
};
CONTRACTS(Mistake)
