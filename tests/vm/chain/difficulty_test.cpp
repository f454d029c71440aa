// The difficulty: real blocks, another implementation's figures, and the edges.
#include "vm/chain/difficulty.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/mainnet.hpp"
#include "vm/chain/chain_config.hpp"

using namespace mozi;
using namespace mozi::chain;

namespace {

Word word(const std::string& decimal) {
  Word out;
  REQUIRE(parse_word(decimal, out));
  return out;
}

Header parent_of(uint64_t number, const Word& difficulty) {
  Header parent;
  parent.number = number - 1;
  parent.difficulty = difficulty;
  parent.timestamp = 1'600'000'000;
  return parent;
}

isa::Rules rules(std::string_view name) {
  return rules_by_name(name).value();
}

}  // namespace

TEST_CASE("the second block of the main network has its difficulty") {
  const auto difficulty = next_difficulty(rules("Frontier"), test::mainnet_genesis(),
                                          test::mainnet_block_1().timestamp);
  CHECK(difficulty == test::mainnet_block_1().difficulty);
}

TEST_CASE("difficulties are those of another implementation") {
  const struct {
    const char* fork;
    uint64_t number;
    const char* parent;
    uint64_t seconds;
    bool ommers;
    const char* difficulty;
  } rows[] = {
#define DIFFICULTY(fork, number, parent, seconds, ommers, difficulty) \
  {fork, number, parent, seconds, ommers, difficulty},
#include "tests/vm/chain/difficulties.inc"
#undef DIFFICULTY
  };
  for (const auto& row : rows) {
    CAPTURE(row.fork, row.number, row.seconds, row.ommers);
    Header parent = parent_of(row.number, word(row.parent));
    if (row.ommers) parent.ommers_hash = Hash{};
    CHECK(next_difficulty(rules(row.fork), parent, parent.timestamp + row.seconds) ==
          word(row.difficulty));
  }
}

TEST_CASE("London's bomb is a million blocks ahead of Arrow Glacier's") {
  for (const uint64_t number : {13'000'000u, 13'773'000u, 14'999'999u}) {
    const auto london = parent_of(number, word("11000000000000000"));
    const auto arrow = parent_of(number + 1'000'000, word("11000000000000000"));
    CHECK(next_difficulty(rules("London"), london, london.timestamp + 15) ==
          next_difficulty(rules("ArrowGlacier"), arrow, arrow.timestamp + 15));
  }
}

TEST_CASE("Frontier's difficulty goes up within 13 seconds and down after") {
  const Header parent = parent_of(1000, 2'048'000);
  const auto after = [&](uint64_t seconds) {
    return next_difficulty(rules("Frontier"), parent, parent.timestamp + seconds);
  };
  CHECK(after(1) == Word{2'049'000});
  CHECK(after(12) == Word{2'049'000});
  CHECK(after(13) == Word{2'047'000});
  CHECK(after(~uint64_t{0} - parent.timestamp) == Word{2'047'000});
}

TEST_CASE("the difficulty never falls below its minimum nor rises beyond 256 bits") {
  const Header low = parent_of(10, 131'072);
  CHECK(next_difficulty(rules("Homestead"), low, low.timestamp + 1'000'000) == Word{131'072});
  const Header high = parent_of(10, ~Word{});
  CHECK_FALSE(next_difficulty(rules("Homestead"), high, high.timestamp + 1));
  const Header bomb = parent_of(~uint64_t{0}, 131'072);
  CHECK_FALSE(next_difficulty(rules("Homestead"), bomb, bomb.timestamp + 1));
  const Header nearly = parent_of(25'700'000, 131'072);
  CHECK(next_difficulty(rules("Homestead"), nearly, nearly.timestamp + 1)->bit_width() == 256);
}
