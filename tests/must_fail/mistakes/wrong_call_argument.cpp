// An internal function takes another type.
// expect: 8:52: error: conversion function from 'Address' (aka 'Value<AddressKind>') to 'Argument<plain_t<Value<Unsigned<256>>>>' (aka 'Argument<mozi::dsl::Value<mozi::dsl::Unsigned<256>>>') invokes a deleted function: the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (Address who), pure_) { return twice(who); }
  DEF(U256, twice, (U256 x)) { return x * 2; }
};
CONTRACTS(Mistake)
