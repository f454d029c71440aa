// Ommers: which relatives a block may include, on a real chain.
#include "vm/chain/ommers.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/block_builder.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::BlockParts;
using test::Builder;

namespace {

/// A chain of some blocks, each with a brother that was not included.
struct Family {
  explicit Family(size_t blocks) : builder("Homestead") {
    for (size_t i = 0; i < blocks; ++i) {
      const BlockParts beside{.seconds = 12, .extra_data = {0xee, static_cast<uint8_t>(i)}};
      brothers.push_back(builder.child_of(builder.chain.head(), beside));
      builder.grow();
    }
  }
  std::optional<BlockFault> include(const std::vector<Header>& ommers) {
    return builder.import(builder.on_head({.ommers = ommers}));
  }

  Builder builder;
  std::vector<Header> brothers;  // brothers[i] has the number i + 1
};

}  // namespace

TEST_CASE("an ommer is one to six blocks older than the block") {
  for (const size_t age : {1, 2, 6}) {
    Family family(9);
    CAPTURE(age);
    CHECK_FALSE(family.include({family.brothers[9 - age]}));
  }
  Family family(9);
  CHECK(family.include({family.brothers[9 - 7]}) == BlockFault::ommer_of_wrong_parent);
}

TEST_CASE("a brother of the block is no ommer") {
  Family family(3);
  const Header brother = family.builder.child_of(family.builder.chain.head(), {.extra_data = {1}});
  CHECK(family.include({brother}) == BlockFault::ommer_of_wrong_parent);
}

TEST_CASE("at most two ommers, and each once") {
  Family family(5);
  const auto& all = family.brothers;
  CHECK(family.include({all[4], all[3], all[2]}) == BlockFault::too_many_ommers);
  CHECK(family.include({all[4], all[4]}) == BlockFault::repeated_ommer);
  CHECK_FALSE(family.include({all[4], all[3]}));
  CHECK(family.include({all[4]}) == BlockFault::repeated_ommer);
  CHECK_FALSE(family.include({all[2]}));
}

TEST_CASE("an ancestor is no ommer") {
  Family family(3);
  CHECK(family.include({family.builder.chain.head().block.header}) ==
        BlockFault::ommer_is_ancestor);
  CHECK(family.include({family.builder.chain.genesis().block.header}) ==
        BlockFault::ommer_is_ancestor);
}

TEST_CASE("an ommer is a proper header of its place") {
  Family family(4);
  Header ommer = family.brothers[3];
  ommer.difficulty = ommer.difficulty + Word{1};
  CHECK(family.include({ommer}) == BlockFault::wrong_difficulty);
  ommer = family.brothers[3];
  ommer.number = 3;
  CHECK(family.include({ommer}) == BlockFault::wrong_number);
  ommer = family.brothers[3];
  ommer.base_fee = 7;
  CHECK(family.include({ommer}) == BlockFault::unexpected_field);
}

TEST_CASE("the header speaks of the ommers that the body has") {
  Family family(2);
  auto block = family.builder.on_head({.ommers = {family.brothers[1]}});
  block.ommers.clear();
  CHECK(family.builder.import(block) == BlockFault::wrong_ommers_hash);
}
