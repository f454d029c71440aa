// What every precompile must keep to on any input: vectors altered at random.
#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/support/random.hpp"
#include "tests/vm/precompiles/vectors.hpp"
#include "vm/exec/precompiles.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Flips a bit, overwrites a stretch, cuts the end off or appends to it.
void alter(Bytes& input, Random& random) {
  if (input.empty()) {
    input.assign(random.below(300), static_cast<uint8_t>(random.bits()));
    return;
  }
  const size_t at = random.below(input.size());
  switch (random.below(5)) {
    case 0:
      input[at] ^= static_cast<uint8_t>(1u << random.below(8));
      break;
    case 1:
      input[at] = random.below(2) == 0 ? 0x00 : 0xff;
      break;
    case 2:
      std::fill(input.begin() + static_cast<ptrdiff_t>(at),
                input.begin() + static_cast<ptrdiff_t>(std::min(input.size(), at + 32)),
                random.below(2) == 0 ? 0x00 : 0xff);
      break;
    case 3:
      input.resize(at);
      break;
    default:
      input.resize(input.size() + random.below(64), static_cast<uint8_t>(random.bits()));
  }
}

void check_any(const isa::Rules& rules, uint64_t precompile, const Bytes& input, int64_t gas) {
  INFO("precompile " << precompile << " input " << hex(input) << " gas " << gas);
  const auto address = Address::from_word(Word{precompile});
  const auto first = exec::run_precompile(rules, address, input, gas);
  if (first.status == Status::success) {
    CHECK(first.gas_left >= 0);
    CHECK(first.gas_left <= gas);
    const auto second = exec::run_precompile(rules, address, input, gas);
    CHECK(second.gas_left == first.gas_left);
    CHECK(second.output == first.output);
    return;
  }
  CHECK(first.gas_left == 0);
  CHECK(first.output.empty());
}

}  // namespace

TEST_CASE("precompiles keep to their contract on altered vectors") {
  INFO("MOZI_SEED=" << seed());
  Random random;
  isa::Rules rules = isa::rules_of(default_fork);
  rules.lattice = true;
  for (const char* file :
       {"point_evaluation.vec", "bn254.vec", "bls12_381_add.vec", "bls12_381_pairing.vec",
        "lattice_matrix.vec", "lattice_activation.vec", "lattice_commitment.vec",
        "lattice_belnap.vec", "lattice_lora.vec", "lattice_signatures.vec"})
    for (const auto& vector : read_vectors(file))
      for (int i = 0; i < 8; ++i) {
        Bytes input = vector.input;
        for (uint64_t times = random.below(3); times-- > 0;) alter(input, random);
        const int64_t gas = static_cast<int64_t>(random.below(200'000));
        check_any(rules, vector.precompile, input, gas);
      }
}

TEST_CASE("precompiles keep to their contract on random bytes") {
  INFO("MOZI_SEED=" << seed());
  Random random;
  isa::Rules rules = isa::rules_of(default_fork);
  rules.lattice = true;
  for (const Address& address : exec::precompiles(rules))
    for (int i = 0; i < 40; ++i) {
      Bytes input(random.below(500));
      // Small bytes make plausible headers.
      for (auto& b : input) b = static_cast<uint8_t>(random.below(i % 2 == 0 ? 4 : 256));
      const int64_t gas = static_cast<int64_t>(random.below(200'000));
      check_any(rules, address.to_word().low(), input, gas);
    }
}
