// Where libFuzzer enters one target: MOZI_FUZZ_TARGET names it.
#include "tests/fuzz/targets/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  mozi::fuzz::MOZI_FUZZ_TARGET({data, size});
  return 0;
}
