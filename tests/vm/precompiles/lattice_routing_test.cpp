// ROUTING_INFERENCE: choices of pseudo-random networks, computed by a model in Python, and shapes.
#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "vm/exec/precompiles.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

constexpr size_t numbers = 768 + 115'331;
constexpr int64_t gas = 466'324;

/// The input with these numbers: input vector, then weights and bias of each layer.
template <class Next>
Bytes network(Next next) {
  Bytes out = from_hex("00000001000003000000008000000003");
  for (size_t i = 0; i < numbers; ++i) {
    const auto x = static_cast<uint64_t>(next());
    for (unsigned shift = 0; shift < 64; shift += 8)
      out.push_back(static_cast<uint8_t>(x >> shift));
  }
  return out;
}
/// All numbers up to 1.0 in size.
Bytes random_network(uint64_t seed) {
  return network([state = seed]() mutable {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<int64_t>(state >> 33) - (int64_t{1} << 30)) >> 14;
  });
}
/// All numbers zero but the last bias.
Bytes biased_network(std::array<int64_t, 3> bias) {
  return network([&, i = size_t{0}]() mutable {
    const size_t at = i++;
    return at < numbers - 3 ? 0 : bias[at - (numbers - 3)];
  });
}

exec::PrecompileResult run(BytesView input, int64_t given = gas) {
  isa::Rules rules = isa::rules_of(default_fork);
  rules.lattice = true;
  return exec::run_precompile(rules, Address::from_word(Word{0x111}), input, given);
}
/// Mentor and adapter, "m a".
std::string choice(BytesView input) {
  const auto result = run(input);
  if (result.status != Status::success) return std::string{status_text(result.status)};
  CHECK(result.gas_left == 0);
  REQUIRE(result.output.size() == 64);
  const BytesView output{result.output};
  return to_decimal(Word::from_bytes(output.first(32))) + " " +
         to_decimal(Word::from_bytes(output.last(32)));
}

}  // namespace

TEST_CASE("routing picks what the model picks") {
  const char* expected[] = {"2 2", "1 1", "1 1", "1 1", "0 0", "2 2",
                            "2 2", "2 2", "1 1", "0 0", "0 0", "1 1"};
  for (uint64_t seed = 1; seed <= std::size(expected); ++seed)
    CHECK(choice(random_network(seed)) == expected[seed - 1]);
}

TEST_CASE("routing compares shares, not sums, and picks the first of equal ones") {
  CHECK(choice(biased_network({0, 0, 0})) == "0 0");
  CHECK(choice(biased_network({0, 100, 0})) == "1 1");
  CHECK(choice(biased_network({-100, 0, 100})) == "2 2");
  CHECK(choice(biased_network({-5, 7, 7})) == "1 1");
  // One unit more is lost in the rounding of the shares.
  CHECK(choice(biased_network({0, 1, 0})) == "0 0");
}

TEST_CASE("routing takes one shape of network only") {
  Bytes input = biased_network({0, 0, 0});
  CHECK(run(input, gas - 1).status == Status::out_of_gas);
  CHECK(choice(BytesView{input}.first(input.size() - 1)) == "precompile failure");
  CHECK(choice({}) == "precompile failure");
  for (const size_t at : {3, 6, 11, 15}) {
    Bytes other = input;
    other[at] ^= 1;
    CHECK(choice(other) == "precompile failure");
  }
  input.push_back(0);
  CHECK(choice(input) == "precompile failure");
}
