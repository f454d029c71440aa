// Fees: intrinsic gas, base fee, blob base fee, against the formulas in unbounded numbers.
#include "vm/chain/fees.hpp"

#include <catch2/catch.hpp>

#include "tests/support/big.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::Big;
using mozi::test::to_big;

namespace {

const isa::Rules& rules(Fork fork) {
  return isa::rules_of(fork);
}

/// EIP-4844's function, as the EIP writes it.
Big fake_exponential_big(Big factor, Big numerator, Big denominator) {
  Big output = 0;
  Big term = factor * denominator;
  for (int i = 1; term > 0; ++i) {
    output += term;
    term = term * numerator / (denominator * i);
  }
  return output / denominator;
}

}  // namespace

TEST_CASE("a plain transfer pays 21000") {
  state::Transaction tx;
  tx.to = Address{};
  for (const Fork fork : {Fork::frontier, Fork::london, Fork::osaka})
    CHECK(intrinsic_gas(rules(fork), tx).standard == 21000);
}

TEST_CASE("calldata is paid by the byte, and cheaper since Istanbul") {
  state::Transaction tx;
  tx.to = Address{};
  tx.data = {0, 0, 0, 1, 2};
  CHECK(intrinsic_gas(rules(Fork::petersburg), tx).standard == 21000 + 3 * 4 + 2 * 68);
  CHECK(intrinsic_gas(rules(Fork::istanbul), tx).standard == 21000 + 3 * 4 + 2 * 16);
  CHECK(intrinsic_gas(rules(Fork::cancun), tx).floor == 0);
  CHECK(intrinsic_gas(rules(Fork::prague), tx).floor == 21000 + 10 * (3 + 4 * 2));
}

TEST_CASE("a creation pays for itself since Homestead, for its words since Shanghai") {
  state::Transaction tx;
  tx.data = Bytes(33, 0);
  CHECK(intrinsic_gas(rules(Fork::frontier), tx).standard == 21000 + 33 * 4);
  CHECK(intrinsic_gas(rules(Fork::homestead), tx).standard == 53000 + 33 * 4);
  CHECK(intrinsic_gas(rules(Fork::shanghai), tx).standard == 53000 + 33 * 4 + 2 * 2);
}

TEST_CASE("access lists and authorizations are paid by the piece") {
  state::Transaction tx;
  tx.to = Address{};
  tx.access_list = {{Address{}, {Hash{}, Hash{}}}, {Address{}, {}}};
  tx.authorizations.resize(3);
  CHECK(intrinsic_gas(rules(Fork::prague), tx).standard == 21000 + 2 * 2400 + 2 * 1900 + 3 * 25000);
}

TEST_CASE("the price is the base fee and the tip, within the cap") {
  state::Transaction tx;
  tx.max_fee_per_gas = 100;
  tx.max_priority_fee_per_gas = 3;
  CHECK(effective_gas_price(tx, 7) == Word{10});
  CHECK(effective_gas_price(tx, 99) == Word{100});
  tx.max_priority_fee_per_gas = 100;
  CHECK(effective_gas_price(tx, 0) == Word{100});
}

TEST_CASE("the base fee follows the examples of EIP-1559") {
  CHECK(next_base_fee(1'000'000'000, 10'000'000, 20'000'000) == Word{1'000'000'000});
  CHECK(next_base_fee(1'000'000'000, 9'000'000, 20'000'000) == Word{987'500'000});
  CHECK(next_base_fee(1'000'000'000, 11'000'000, 20'000'000) == Word{1'012'500'000});
  CHECK(next_base_fee(1'000'000'000, 20'000'000, 20'000'000) == Word{1'125'000'000});
  CHECK(next_base_fee(7, 20'000'000, 20'000'000) == Word{8});
  CHECK(next_base_fee(7, 0, 20'000'000) == Word{7});
}

TEST_CASE("the blob price is that of EIP-4844 in unbounded numbers") {
  mozi::test::Random random;
  INFO("seed " << mozi::test::seed());
  const Big limit = mozi::test::two_to_256() - 1;
  for (int i = 0; i < 2000; ++i) {
    const uint64_t factor = random.below(4) == 0 ? random.bits() >> 32 : 1;
    const uint64_t denominator = 1 + random.below(12'000'000);
    const uint64_t numerator = random.below(400) * denominator / (1 + random.below(40));
    const Big expected = fake_exponential_big(factor, numerator, denominator);
    // The sum before the last division must fit, too.
    const bool fits = expected * denominator < limit / (Big{numerator} + 1);
    if (fits) CHECK(to_big(fake_exponential(factor, numerator, denominator)) == expected);
  }
  CHECK(fake_exponential(1, ~uint64_t{0}, 1) == ~Word{});
  CHECK(fake_exponential(1, 0, 1) == Word{1});
}

TEST_CASE("forks differ in how fast the blob price moves") {
  const uint64_t excess = 100 * gas_per_blob;
  CHECK(blob_base_fee(rules(Fork::shanghai), excess) == Word{});
  CHECK(blob_base_fee(rules(Fork::cancun), excess) == Word{50});
  CHECK(blob_base_fee(rules(Fork::prague), excess) == Word{13});
  CHECK(blob_base_fee(rules(Fork::bpo2), excess) == Word{3});
}

TEST_CASE("excess blob gas is what was used beyond the target") {
  const auto& cancun = rules(Fork::cancun);
  CHECK(next_excess_blob_gas(cancun, 0, 3 * gas_per_blob, 7) == 0);
  CHECK(next_excess_blob_gas(cancun, 0, 6 * gas_per_blob, 7) == 3 * gas_per_blob);
  CHECK(next_excess_blob_gas(cancun, 2 * gas_per_blob, 0, 7) == 0);
}

TEST_CASE("since Osaka cheap blobs keep the excess from shrinking") {
  const auto& osaka = rules(Fork::osaka);
  const uint64_t excess = 20 * gas_per_blob;
  // 8192 * base fee > 131072 * 1 from a base fee of 17 on.
  CHECK(next_excess_blob_gas(osaka, excess, 0, 16) == 14 * gas_per_blob);
  CHECK(next_excess_blob_gas(osaka, excess, 0, 17) == excess);
  CHECK(next_excess_blob_gas(osaka, excess, 9 * gas_per_blob, 17) == excess + 3 * gas_per_blob);
}
