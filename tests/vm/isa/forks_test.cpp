// Fork names, and the rules of the forks against figures from the EIPs.
#include "vm/isa/forks.hpp"

#include <catch2/catch.hpp>

using namespace mozi;
using namespace mozi::isa;

TEST_CASE("forks are found by their own names and those of the state tests") {
  for (size_t i = 0; i < fork_count; ++i) {
    const auto fork = static_cast<Fork>(i);
    CHECK(parse_fork(fork_name(fork)) == fork);
  }
  CHECK(parse_fork("EIP150") == Fork::tangerine);
  CHECK(parse_fork("EIP158") == Fork::spurious);
  CHECK(parse_fork("ConstantinopleFix") == Fork::petersburg);
  CHECK(parse_fork("Merge") == Fork::paris);
  CHECK(parse_fork("BPO1") == Fork::bpo1);
  CHECK_FALSE(parse_fork("").has_value());
  CHECK_FALSE(parse_fork("amsterdam").has_value());
}

TEST_CASE("SSTORE costs and refunds follow the forks") {
  struct Row {
    Fork fork;
    StorageStatus status;
    StoreCost cost;
  };
  using enum StorageStatus;
  const Row rows[] = {
      // Before EIP-1283 only zero and non-zero count.
      {Fork::frontier, added, {20000, 0}},
      {Fork::frontier, assigned, {5000, 0}},
      {Fork::byzantium, deleted_restored, {20000, 0}},
      {Fork::byzantium, added_deleted, {5000, 15000}},
      // EIP-1283.
      {Fork::constantinople, assigned, {200, 0}},
      {Fork::constantinople, added, {20000, 0}},
      {Fork::constantinople, deleted, {5000, 15000}},
      {Fork::constantinople, added_deleted, {200, 19800}},
      {Fork::constantinople, modified_restored, {200, 4800}},
      {Fork::constantinople, deleted_restored, {200, 4800 - 15000}},
      {Fork::petersburg, assigned, {5000, 0}},
      // EIP-2200.
      {Fork::istanbul, assigned, {800, 0}},
      {Fork::istanbul, added_deleted, {800, 19200}},
      {Fork::istanbul, modified_restored, {800, 4200}},
      // EIP-2929.
      {Fork::berlin, assigned, {100, 0}},
      {Fork::berlin, modified, {2900, 0}},
      {Fork::berlin, added_deleted, {100, 19900}},
      {Fork::berlin, modified_restored, {100, 2800}},
      // EIP-3529.
      {Fork::london, deleted, {2900, 4800}},
      {Fork::london, deleted_added, {100, -4800}},
      {Fork::london, modified_deleted, {100, 4800}},
      {Fork::london, deleted_restored, {100, 2800 - 4800}},
      {Fork::osaka, added, {20000, 0}},
  };
  for (const Row& row : rows) {
    INFO(fork_name(row.fork) << " status " << static_cast<int>(row.status));
    CHECK(store_cost(rules_of(row.fork), row.status) == row.cost);
  }
}

TEST_CASE("limits and blob parameters follow the forks") {
  CHECK(rules_of(Fork::tangerine).max_code_size == 0);
  CHECK(rules_of(Fork::spurious).max_code_size == 24576);
  CHECK(rules_of(Fork::london).max_init_code_size == 0);
  CHECK(rules_of(Fork::shanghai).max_init_code_size == 49152);
  CHECK(rules_of(Fork::cancun).blob_update_fraction == 3338477);
  CHECK(rules_of(Fork::prague).blob_max_per_tx == 9);
  CHECK(rules_of(Fork::osaka).blob_max_per_tx == 6);
  CHECK(rules_of(Fork::osaka).blob_max == 9);
  CHECK(rules_of(Fork::bpo1).blob_max == 15);
  CHECK(rules_of(Fork::bpo2).blob_target == 14);
  CHECK(rules_of(Fork::prague).tx_gas_cap == 0);
  CHECK(rules_of(Fork::osaka).tx_gas_cap == 16777216);
}
