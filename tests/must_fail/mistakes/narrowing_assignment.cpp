// A wide number is assigned to a narrow one.
// expect: 14:9: error: conversion function from 'Expression<Value<Unsigned<256>>>' to 'Value<Unsigned<128>>' invokes a deleted function: narrowing: use checked_cast<U128>(x) or truncate<U128>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    U128 y;
    y = x + 1;
    return y;
  }
};
CONTRACTS(Mistake)
