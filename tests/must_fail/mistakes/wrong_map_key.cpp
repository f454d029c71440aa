// The key of a map has another type.
// expect: 9:49: error: conversion function from 'U256' (aka 'Value<Unsigned<256U>>') to 'Argument<Value<AddressKind>>' invokes a deleted function: the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(balances, Map<Address, U256>);
  FN(U256, f, (U256 x), view) { return balances[x]; }
};
CONTRACTS(Mistake)
