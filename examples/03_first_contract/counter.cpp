// Lesson 3: a first contract.
//
// A contract is a C++ struct. Its members describe storage and functions; running them once at
// build time tells the compiler what the contract does, and the compiler makes EVM bytecode of
// that.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Counter {
  // An error with arguments: callers learn why a call failed.
  ERROR(TooFar, (U256 asked, U256 limit));

  // PUBLIC is a state variable with a getter of the same name.
  PUBLIC(count, U256);

  // FN(result, name, (parameters)) is a function that the outside can call.
  FN(void, increment, (U256 by)) {
    require(by <= 10, TooFar(by, 10));
    count += by;  // panics if it overflows, as in Solidity 0.8
  }

  // A view promises to change nothing; the compiler checks that.
  FN(U256, doubled, (), view) { return count * 2; }
};

// What this source compiles to: Counter.json.
CONTRACTS(Counter)
