// Header rules: a good header of every kind, and one screw turned at a time.
#include "vm/chain/header_rules.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "vm/chain/difficulty.hpp"
#include "vm/chain/fees.hpp"

using namespace mozi;
using namespace mozi::chain;

namespace {

/// A parent and a child that its rules accept.
struct Pair {
  explicit Pair(std::string_view network) : config(config_of_network(network).value()) {
    const isa::Rules& r = rules();
    parent.number = 41;
    parent.timestamp = 1000;
    parent.gas_limit = 1'024'000;
    parent.gas_used = 512'000;  // the target: the base fee stays
    if (!r.proof_of_stake) parent.difficulty = 131'072;
    if (r.fee_market) parent.base_fee = r.blob_tx ? 8 : 1000;  // below the floor of EIP-7918
    if (r.blob_tx) {
      parent.blob_gas_used = gas_per_blob * r.blob_target;
      parent.excess_blob_gas = 7;
    }
    child = parent;
    child.number = 42;
    child.timestamp = 1010;
    child.gas_used = 0;
    if (!r.proof_of_stake) child.difficulty = next_difficulty(r, parent, child.timestamp).value();
    child.blob_gas_used = r.blob_tx ? std::optional<uint64_t>(0) : std::nullopt;
    if (r.withdrawals) child.withdrawals_root = Hash{};
    if (r.beacon_roots) child.parent_beacon_root = Hash{};
    if (r.execution_requests) child.requests_hash = Hash{};
  }

  const isa::Rules& rules() const { return config.forks.rules_at({42, 1010, {}}); }
  BlockCheck check() const { return check_header(child, parent, rules(), config); }
  /// The fault that is found; none if the header is good.
  std::optional<BlockFault> fault() const {
    const auto result = check();
    return result ? std::nullopt : std::optional(result.error().fault);
  }

  ChainConfig config;
  Header parent;
  Header child;
};

/// The fault after a change of a good pair.
template <class Change>
std::optional<BlockFault> fault_after(std::string_view network, Change change) {
  Pair pair(network);
  REQUIRE(pair.check());
  change(pair.child, pair.parent);
  return pair.fault();
}

}  // namespace

TEST_CASE("a good header of every fork passes") {
  for (const char* network : {"Frontier", "Homestead", "Byzantium", "London", "Paris", "Shanghai",
                              "Cancun", "Prague", "Osaka", "BPO2"}) {
    CAPTURE(network);
    CHECK(Pair(network).check());
  }
}

TEST_CASE("a header follows its parent in number and time") {
  for (const char* network : {"Frontier", "Osaka"}) {
    const auto fault = [&](auto change) { return fault_after(network, change); };
    CHECK(fault([](Header& h, Header&) { h.number = 41; }) == BlockFault::wrong_number);
    CHECK(fault([](Header& h, Header&) { h.number = 43; }) == BlockFault::wrong_number);
    CHECK(fault([](Header& h, Header& p) { p.number = ~uint64_t{0}, h.number = 0; }) ==
          BlockFault::wrong_number);
    CHECK(fault([](Header& h, Header&) { h.timestamp = 1000; }) == BlockFault::timestamp_not_later);
    CHECK(fault([](Header& h, Header&) { h.timestamp = 0; }) == BlockFault::timestamp_not_later);
  }
}

TEST_CASE("the gas limit moves by less than a 1024th") {
  const auto with_limit = [](uint64_t limit) {
    return fault_after("Berlin", [=](Header& h, Header&) { h.gas_limit = limit; });
  };
  CHECK_FALSE(with_limit(1'024'999));
  CHECK_FALSE(with_limit(1'023'001));
  CHECK(with_limit(1'025'000) == BlockFault::wrong_gas_limit);
  CHECK(with_limit(1'023'000) == BlockFault::wrong_gas_limit);
  CHECK(with_limit(~uint64_t{0}) == BlockFault::wrong_gas_limit);
}

TEST_CASE("the gas limit has bounds of its own") {
  CHECK_FALSE(
      fault_after("Berlin", [](Header& h, Header& p) { p.gas_limit = 5001, h.gas_limit = 5000; }));
  CHECK(fault_after("Berlin", [](Header& h, Header& p) {
          p.gas_limit = 5000, h.gas_limit = 4999;
        }) == BlockFault::wrong_gas_limit);
  constexpr uint64_t most = 0x7fffffffffffffff;
  CHECK_FALSE(
      fault_after("Berlin", [](Header& h, Header& p) { p.gas_limit = h.gas_limit = most; }));
  CHECK(fault_after("Berlin", [](Header& h, Header& p) {
          p.gas_limit = most, h.gas_limit = most + 1;
        }) == BlockFault::wrong_gas_limit);
}

TEST_CASE("no more gas is used than the limit") {
  CHECK_FALSE(fault_after("Paris", [](Header& h, Header&) { h.gas_used = h.gas_limit; }));
  CHECK(fault_after("Paris", [](Header& h, Header&) { h.gas_used = h.gas_limit + 1; }) ==
        BlockFault::gas_above_limit);
}

TEST_CASE("extra data has at most 32 bytes") {
  CHECK_FALSE(fault_after("Osaka", [](Header& h, Header&) { h.extra_data = Bytes(32); }));
  CHECK(fault_after("Osaka", [](Header& h, Header&) { h.extra_data = Bytes(33); }) ==
        BlockFault::extra_data_too_long);
}

TEST_CASE("the ten blocks from the DAO fork on are marked") {
  for (const auto& [fork, marked] :
       {std::pair{43, false}, {42, true}, {33, true}, {32, false}, {0, false}}) {
    CAPTURE(fork);
    Pair pair("Homestead");
    pair.config.dao_fork = fork;
    CHECK(pair.fault() ==
          (marked ? std::optional(BlockFault::wrong_dao_extra_data) : std::nullopt));
    pair.child.extra_data = test::from_hex("64616f2d686172642d666f726b");
    CHECK(pair.check());
  }
}

TEST_CASE("before the merge the difficulty counts, after it there is none") {
  CHECK(fault_after("London", [](Header& h, Header&) { h.difficulty = h.difficulty + Word{1}; }) ==
        BlockFault::wrong_difficulty);
  CHECK_FALSE(fault_after("London", [](Header& h, Header&) { h.nonce[0] = 1; }));
  CHECK(fault_after("Paris", [](Header& h, Header&) { h.difficulty = 1; }) ==
        BlockFault::proof_of_work);
  CHECK(fault_after("Paris", [](Header& h, Header&) { h.nonce[7] = 1; }) ==
        BlockFault::proof_of_work);
  CHECK(fault_after("Paris", [](Header& h, Header&) { h.ommers_hash = {}; }) ==
        BlockFault::ommers_after_merge);
}

TEST_CASE("a header has the fields of its fork and no others") {
  const auto missing = BlockFault::missing_field;
  const auto unexpected = BlockFault::unexpected_field;
  CHECK(fault_after("London", [](Header& h, Header&) { h.base_fee.reset(); }) == missing);
  CHECK(fault_after("Berlin", [](Header& h, Header&) { h.base_fee = 7; }) == unexpected);
  CHECK(fault_after("Shanghai", [](Header& h, Header&) { h.withdrawals_root.reset(); }) == missing);
  CHECK(fault_after("Paris", [](Header& h, Header&) { h.withdrawals_root = Hash{}; }) ==
        unexpected);
  CHECK(fault_after("Cancun", [](Header& h, Header&) { h.blob_gas_used.reset(); }) == missing);
  CHECK(fault_after("Cancun", [](Header& h, Header&) { h.excess_blob_gas.reset(); }) == missing);
  CHECK(fault_after("Cancun", [](Header& h, Header&) { h.parent_beacon_root.reset(); }) == missing);
  CHECK(fault_after("Shanghai", [](Header& h, Header&) { h.excess_blob_gas = 0; }) == unexpected);
  CHECK(fault_after("Prague", [](Header& h, Header&) { h.requests_hash.reset(); }) == missing);
  CHECK(fault_after("Cancun", [](Header& h, Header&) { h.requests_hash = Hash{}; }) == unexpected);
}

TEST_CASE("the base fee follows from the parent") {
  CHECK(fault_after("London", [](Header& h, Header&) { h.base_fee = 999; }) ==
        BlockFault::wrong_base_fee);
  // A full parent raises it by an eighth, an empty one lowers it by as much.
  CHECK_FALSE(fault_after(
      "London", [](Header& h, Header& p) { p.gas_used = p.gas_limit, h.base_fee = 1125; }));
  CHECK_FALSE(
      fault_after("London", [](Header& h, Header& p) { p.gas_used = 0, h.base_fee = 875; }));
}

TEST_CASE("London begins with a known base fee and twice the gas limit") {
  Pair pair("London");
  pair.parent.base_fee.reset();
  pair.child.base_fee = 1'000'000'000;
  pair.child.gas_limit = 2 * pair.parent.gas_limit;
  CHECK(pair.check());
  pair.child.gas_limit = pair.parent.gas_limit;
  CHECK(pair.fault() == BlockFault::wrong_gas_limit);
}

TEST_CASE("blob gas follows from the parent and has a limit") {
  CHECK(fault_after("Cancun", [](Header& h, Header&) { h.excess_blob_gas = 8; }) ==
        BlockFault::wrong_excess_blob_gas);
  for (const auto& [network, most] : {std::pair{"Cancun", 6}, {"Prague", 9}, {"BPO2", 21}}) {
    CAPTURE(network);
    const uint64_t limit = static_cast<uint64_t>(most) * 131'072;
    CHECK_FALSE(fault_after(network, [=](Header& h, Header&) { h.blob_gas_used = limit; }));
    CHECK(fault_after(network, [=](Header& h, Header&) { h.blob_gas_used = limit + 131'072; }) ==
          BlockFault::too_much_blob_gas);
  }
}

TEST_CASE("the first block with blobs has no excess") {
  Pair pair("Cancun");
  pair.parent.blob_gas_used.reset();
  pair.parent.excess_blob_gas.reset();
  CHECK(pair.fault() == BlockFault::wrong_excess_blob_gas);
  pair.child.excess_blob_gas = 0;
  CHECK(pair.check());
}

TEST_CASE("where execution is dear the excess of blobs does not shrink") {
  // EIP-7918: 8192 * base fee against 131072 * blob price 1: from a base fee of 17 on.
  const auto excess = [](const char* network, uint64_t base_fee, uint64_t blobs) {
    Header parent;
    parent.base_fee = base_fee;
    parent.excess_blob_gas = 20 * gas_per_blob;
    parent.blob_gas_used = blobs * gas_per_blob;
    return excess_blob_gas_after(parent, *rules_by_name(network));
  };
  CHECK(excess("Prague", 17, 0) == 14 * gas_per_blob);
  CHECK(excess("Osaka", 16, 0) == 14 * gas_per_blob);
  CHECK(excess("Osaka", 17, 0) == 20 * gas_per_blob);
  CHECK(excess("Osaka", 17, 9) == 23 * gas_per_blob);  // 9 blobs * (9 - 6) / 9
  CHECK(excess("BPO1", 17, 15) == 25 * gas_per_blob);  // 15 * (15 - 10) / 15
}
