// auto captures an expression.
// expect: 14:13: error: conversion function from 'Expression<Value<Unsigned<256>>>' to 'Value<Unsigned<256>>' invokes a deleted function: 'auto' captured an unevaluated expression; give the local a type: U256 x = ...
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    auto y = x * 2;
    total = y;
    return x;
  }
};
CONTRACTS(Mistake)
