// FeeSplitterStorageGuard of src/FeeSplitter.sol in the contract language: the guard is a 1/2 flag.
#pragma once

#include "bench/gas/twins/fee_splitter.hpp"

namespace mozi::bench {

struct FeeSplitterStorageGuard : FeeSplitterBase {
  FIELD(status, U256);

  void init() override { status = 1; }

  FN(U256, claim, ()) { return _claim(msg.sender); }
  FN(U256, claimTo, (Address to)) { return _claim(to); }

 private:
  DEF(U256, _claim, (Address to)) {
    require(status != 2, Reentrancy());
    status = 2;
    U256 amount = payOut(to);
    status = 1;
    return amount;
  }
};

}  // namespace mozi::bench
