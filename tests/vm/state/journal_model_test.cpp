// The journal against a model that copies the whole state at every checkpoint.
#include "tests/vm/state/journal_model.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace mozi;

TEST_CASE("the journal does what a copy at every checkpoint would do") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  for (unsigned round = 0; round < 150; ++round) {
    CAPTURE(round);
    std::mt19937 random(seed + round);
    test::JournalAndModel both([&](size_t n) { return random() % n; });
    for (int i = 0; i < 300; ++i) both.step();
    both.finish();
  }
}
