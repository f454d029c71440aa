// A number initialised with an address.
// expect: 13:10: error: conversion function from 'Value<AddressKind>' to 'Value<Unsigned<256U>>' invokes a deleted function: the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    U256 y = who;
    return y;
  }
};
CONTRACTS(Mistake)
