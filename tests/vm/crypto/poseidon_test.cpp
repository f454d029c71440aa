// Poseidon against the published hashes, and against its definition over big integers.
#include "vm/crypto/poseidon.hpp"

#include <catch2/catch.hpp>
#include <deque>
#include <random>

#include "tests/support/big.hpp"
#include "tests/support/hex.hpp"

using namespace mozi;
using boost::multiprecision::cpp_int;
using test::hex;

namespace {

std::string hash_hex(std::initializer_list<uint64_t> input) {
  crypto::Poseidon hash;
  for (const uint64_t x : input) hash.absorb(crypto::Poseidon::Element{x});
  return hex(hash.finish().value().to_bytes());
}

}  // namespace

TEST_CASE("Poseidon gives the hashes of arkworks' parameters") {
  CHECK(hash_hex({}) == std::string(64, '0'));
  CHECK(hash_hex({1}) == "2af2ed1c9b2652bd81834197d0cee2fffa753302ebecf13c7984da368b272389");
  CHECK(hash_hex({1, 2}) == "01d23eabcf873cf73fb12b28cb99bc88f27e7fc4ef7076bd18462d4efc907340");
  CHECK(hash_hex({1, 2, 3}) == "0dcc361c9cfe7cdc5f41ca7fe536125522beefbbac44d1027ebc82806b443be7");
  CHECK(hash_hex({2, 1}) == "04137b2c54dcf2586987b4c6ec555a6402d892a5fc59d394f79cfbe19c5d9b34");
  CHECK(hash_hex({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) ==
        "1e6b60e2b4acc9c474666904e77de4fc6ca36f781fbcf86fad7ff3fa5ede17f4");
}

TEST_CASE("Poseidon of two elements is the hash of a Merkle node") {
  const auto hash =
      crypto::poseidon_hash(crypto::Poseidon::Element{1}, crypto::Poseidon::Element{2});
  CHECK(hex(hash.value().to_bytes()) == hash_hex({1, 2}));
}

namespace {

const cpp_int prime{"0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001"};

/// The definition, word for word, over big integers: the oracle.
struct Definition {
  std::deque<bool> bits;
  std::vector<std::array<cpp_int, 3>> ark;
  std::array<std::array<cpp_int, 3>, 3> mix;

  void append(int count, unsigned value) {
    while (count-- > 0) bits.push_back((value >> count & 1) != 0);
  }
  bool step() {
    bool bit = false;
    for (const size_t tap : {62, 51, 38, 23, 13, 0}) bit ^= bits[tap];
    bits.pop_front();
    bits.push_back(bit);
    return bit;
  }
  cpp_int draw() {
    cpp_int x;
    for (int taken = 0; taken < 254;) {
      const bool counts = step();
      const bool bit = step();
      if (!counts) continue;
      x = x << 1 | (bit ? 1 : 0);
      ++taken;
    }
    return x;
  }

  Definition() {
    append(2, 1);
    append(4, 0);
    append(12, 254);
    append(12, 3);
    append(10, 8);
    append(10, 56);
    append(30, 0x3fffffff);
    for (int i = 0; i < 160; ++i) step();
    ark.resize(64);
    for (auto& row : ark)
      for (auto& c : row) do
          c = draw();
        while (c >= prime);
    std::array<cpp_int, 6> xy;
    for (auto& v : xy) v = draw() % prime;
    for (size_t i = 0; i < 3; ++i)
      for (size_t j = 0; j < 3; ++j)
        mix[i][j] = powm(cpp_int{(xy[i] + xy[3 + j]) % prime}, cpp_int{prime - 2}, prime);
  }

  [[nodiscard]] cpp_int hash(const cpp_int& left, const cpp_int& right) const {
    std::array<cpp_int, 3> s = {0, left, right};
    for (size_t round = 0; round < 64; ++round) {
      for (size_t i = 0; i < 3; ++i) s[i] = (s[i] + ark[round][i]) % prime;
      const size_t boxes = round < 4 || round >= 60 ? 3 : 1;
      for (size_t i = 0; i < boxes; ++i) s[i] = powm(s[i], 5, prime);
      std::array<cpp_int, 3> mixed;
      for (size_t i = 0; i < 3; ++i)
        mixed[i] = (mix[i][0] * s[0] + mix[i][1] * s[1] + mix[i][2] * s[2]) % prime;
      s = mixed;
    }
    return s[1];
  }
};

}  // namespace

TEST_CASE("Poseidon's constants are the published ones") {
  const Definition definition;
  CHECK(definition.ark[0][0] ==
        cpp_int{"0x1d066a255517b7fd8bddd3a93f7804ef7f8fcde48bb4c37a59a09a1a97052816"});
  CHECK(definition.mix[0][0] ==
        cpp_int{"0x09600146bec7f4fd625ea9db1f247c6376f479f8fa4b34f1227f14ac41bc4cd3"});
}

TEST_CASE("Poseidon in fast coordinates equals its definition") {
  const Definition definition;
  std::mt19937_64 random(56);
  std::vector<Word> inputs = {0, 1, crypto::bn254::GroupOrder::value - Word{1}};
  for (int i = 0; i < 20; ++i) inputs.push_back({random() >> 3, random(), random(), random()});
  for (size_t i = 0; i < inputs.size(); ++i) {
    const auto left = crypto::Poseidon::Element::reduced(inputs[i]);
    const auto right = crypto::Poseidon::Element::reduced(inputs[(i + 1) % inputs.size()]);
    const cpp_int expected =
        definition.hash(test::to_big(left.value()), test::to_big(right.value()));
    CHECK(test::to_big(crypto::poseidon_hash(left, right).value()) == expected);
  }
}
