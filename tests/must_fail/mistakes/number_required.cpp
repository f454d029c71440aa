// A number where require expects a condition.
// expect: 13:13: error: conversion function from 'U256' (aka 'Value<Unsigned<256U>>') to 'Condition' invokes a deleted function: a condition is a Bool; compare: x != 0
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    require(x, TooSmall(x));
    return x;
  }
};
CONTRACTS(Mistake)
