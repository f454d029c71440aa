// Drawn arguments reach the edges of their type, and shrink to the least that fail.
#include "tools/test/draw.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace mozi::test {
namespace {

TEST_CASE("a seed draws the same on every machine") {
  Random random(1);
  // Of the reference implementation of splitmix64 with seed 1.
  CHECK(random.next() == 0x910a2dec89025cc1);
  CHECK(random.next() == 0xbeeb8da1658eec67);
}

TEST_CASE("drawn words fit their width and reach both ends") {
  for (const unsigned bits : {1u, 8u, 64u, 160u, 255u, 256u}) {
    const Word most = bits == 256 ? ~Word{} : (Word{1} << bits) - Word{1};
    std::set<Word> drawn;
    Random random(7);
    for (int i = 0; i < 20'000; ++i) drawn.insert(draw(random, bits));
    CHECK(*drawn.rbegin() == most);
    CHECK(drawn.begin()->is_zero());
    if (bits > 8) CHECK(drawn.contains(Word{1} << (bits - 1)));
  }
}

TEST_CASE("shrinking ends at the least words that fail") {
  const auto fails = [](const std::vector<Word>& words) {
    return words[0] >= Word{1'000'003} && words[1] > words[2];
  };
  const std::vector<Word> start = {~Word{}, Word{1} << 200, Word{1} << 90};
  REQUIRE(fails(start));
  const auto least = shrink(start, 10'000, fails);
  CHECK(least == std::vector<Word>{Word{1'000'003}, Word{1}, Word{}});
}

TEST_CASE("shrinking keeps to its budget and to failing words") {
  size_t calls = 0;
  const auto fails = [&](const std::vector<Word>& words) {
    ++calls;
    return !words[0].is_zero();
  };
  const auto least = shrink({~Word{}}, 10, fails);
  CHECK(calls <= 10);
  CHECK(!least[0].is_zero());
}

}  // namespace
}  // namespace mozi::test
