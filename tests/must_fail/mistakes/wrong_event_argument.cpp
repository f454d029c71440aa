// An event takes another type.
// expect: 9:37: error: conversion function from 'U256' (aka 'Value<Unsigned<256U>>') to 'Argument<plain_t<Indexed<Value<AddressKind>>>>' (aka 'Argument<mozi::dsl::Value<mozi::dsl::AddressKind>>') invokes a deleted function: the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Paid, (Indexed<Address> who, U256 amount));
  FN(void, f, (U256 x)) { emit(Paid(x, x)); }
};
CONTRACTS(Mistake)
