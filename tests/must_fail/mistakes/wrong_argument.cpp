// An argument of another type than the parameter.
// expect: 13:29: error: conversion function from 'Address' (aka 'Value<AddressKind>') to 'Argument<plain_t<Value<Unsigned<256>>>>' (aka 'Argument<mozi::dsl::Value<mozi::dsl::Unsigned<256>>>') invokes a deleted function: the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    require(x > 1, TooSmall(who));
    return x;
  }
};
CONTRACTS(Mistake)
