// The Lattice's precompiles: published vectors, and which addresses exist when.
#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/precompiles/vectors.hpp"
#include "vm/exec/precompiles.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

isa::Rules lattice_rules(Fork fork = default_fork) {
  isa::Rules rules = isa::rules_of(fork);
  rules.lattice = true;
  return rules;
}

Address at(uint64_t number) {
  return Address::from_word(Word{number});
}

Status status_of(const isa::Rules& rules, uint64_t number) {
  return exec::run_precompile(rules, at(number), Bytes(64), 10'000'000).status;
}

}  // namespace

TEST_CASE("Lattice precompiles follow their vectors") {
  for (const char* file : {"lattice_matrix.vec", "lattice_activation.vec", "lattice_commitment.vec",
                           "lattice_belnap.vec", "lattice_lora.vec", "lattice_signatures.vec",
                           "lattice_typed_data.vec"})
    check_vector_file(lattice_rules(), file);
}

TEST_CASE("the Lattice's addresses are plain accounts on other chains") {
  for (uint64_t number = 0x101; number <= 0x301; ++number)
    CHECK_FALSE(exec::is_precompile(isa::rules_of(Fork::osaka), at(number)));
  CHECK(exec::precompiles(isa::rules_of(Fork::osaka)).size() == 18);
}

TEST_CASE("a Lattice chain sets its addresses aside and nothing else") {
  const auto rules = lattice_rules();
  for (uint64_t number = 0x12; number <= 0x400; ++number) {
    const bool set_aside = (number >= 0x100 && number <= 0x13f) ||
                           (number >= 0x200 && number <= 0x209) || number == 0x300;
    if (exec::is_precompile(rules, at(number)) != set_aside) FAIL_CHECK("address " << number);
  }
  const auto all = exec::precompiles(rules);
  CHECK(all.size() == 18 + 63 + 10 + 1);
  CHECK(std::ranges::is_sorted(all));
  for (const Address& address : all) CHECK(exec::is_precompile(rules, address));
  // P256VERIFY stays Ethereum's: from Osaka on.
  CHECK_FALSE(exec::is_precompile(lattice_rules(Fork::prague), at(0x100)));
  CHECK(exec::is_precompile(lattice_rules(Fork::prague), at(0x107)));
}

TEST_CASE("addresses that are reserved or lack their feature fail every call") {
  const auto rules = lattice_rules();
  for (const uint64_t number :
       {0x101, 0x106, 0x114, 0x11f, 0x121, 0x122, 0x123, 0x12f, 0x131, 0x13f, 0x203, 0x209})
    CHECK(status_of(rules, number) == Status::precompile_failure);
  for (const uint64_t number : {0x108, 0x130}) {
    CHECK(status_of(rules, number) == Status::feature_absent);
    const auto result = exec::run_precompile(rules, at(number), {}, 10'000'000);
    CHECK(result.gas_left == 0);
    CHECK(result.output.empty());
  }
  CHECK(status_text(Status::feature_absent) == "feature absent");
}

TEST_CASE("a large tensor is priced before it is worked on") {
  // 2^20 elements: the price of RELU is above the gas, whatever the data.
  Bytes input = from_hex("010010000001");
  input.resize(input.size() + (size_t{8} << 20), 0xff);
  const auto run = [&](int64_t gas) {
    return exec::run_precompile(lattice_rules(), at(0x10d), input, gas);
  };
  CHECK(run(1000 + (1 << 20) - 1).status == Status::out_of_gas);
  const auto result = run(1000 + (1 << 20));
  CHECK(result.status == Status::success);
  CHECK(result.output.size() == input.size());
  CHECK(std::all_of(result.output.begin() + 6, result.output.end(), [](auto b) { return b == 0; }));
}

TEST_CASE("tensors of field elements hold at most 16 MiB") {
  Bytes input = from_hex("010008000002");
  input.resize(input.size() + (size_t{16} << 20));
  const auto run = [&] {
    return exec::run_precompile(lattice_rules(), at(0x107), input, 20'000'000).status;
  };
  CHECK(run() == Status::success);
  input[4] = 1;
  input.resize(input.size() + 256 * 32);
  CHECK(run() == Status::precompile_failure);
}
