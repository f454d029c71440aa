// Blocks: If, ElseIf, Else, While, For, Break, Continue, Return, Try, Catch.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

INTERFACE(IOracle) {
  EXTERN(U256, latest, (), view);
  EXTERN(void, poke, (U256 x));
};

struct Control {
  ERROR(TooSmall, (U256 have, U256 want));
  ERROR(Never, ());
  FIELD(total, U256);
  FIELD(oracle, IOracle);
  FIELD(list, Array<U256>);

  FN(U256, branches, (U256 x)) {
    If (x == 0) {
      Return(1);
    }
    ElseIf (x == 1) {
      total = 2;
    }
    ElseIf (x == 2) {
      total = 3;
    }
    Else {
      total = 4;
    }
    If (x > 5) {
      If (x > 6) {
        Return(total);
      }
      Else {
        total += 1;
      }
    }
    Else {
      total -= 1;
    }
    return x;
  }
  FN(U256, loops, (U256 n)) {
    U256 sum = 0;
    For (U256 i = 0, i < n, i += 1) {
      For (U256 j = i, j > 0, --j) {
        If (j == 3) {
          Continue;
        }
        If (j == 4) {
          Break;
        }
        sum += i * j;
      }
    }
    While (sum > 100 && list[sum] != 0) {
      sum /= 2;
    }
    return sum;
  }
  FN(U256, pointers, (U256 n)) {
    auto outside = list[n];
    While (list[n] > n) {
      n += 1;
    }
    outside = n;
    return n;
  }
  FN(void, checks, (U256 x)) {
    require(x > 1, TooSmall(x, 2));
    require(x > 1);
    assert_(x != 7);
    If (x == 8) {
      revert(TooSmall(x, x));
    }
    If (x == 9) {
      revert();
    }
    If (x == 10) {
      revert_raw(abi_encode(x));
    }
    If (x == 11) {
      Return();
    }
    selfdestruct(msg.sender);
  }
  FN(U256, tries, (U256 x)) {
    Try (U256 price, oracle.latest()) {
      total = price;
    }
    Catch (Bytes reason) {
      require(reason.length() > 0, Never());
      Return(0);
    }
    Try (oracle.poke(x)) {
    }
    Catch () {
      total = 1;
    }
    return total;
  }
};

}  // namespace mozi::tests
