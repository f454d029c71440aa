// Literals: numbers beyond C++'s integers, hashes, addresses, byte strings.
#include <catch2/catch.hpp>

#include "mozi/dsl.hpp"
#include "tests/support/big.hpp"
#include "tests/support/random.hpp"
#include "vm/crypto/keccak.hpp"

namespace {

using namespace mozi::dsl;
using mozi::Word;

TEST_CASE("units are multiples of wei and of seconds") {
  static_assert(1_gwei == Number(1'000'000'000));
  static_assert(1_ether == 1_gwei * 1'000'000'000);
  static_assert(2_weeks == 14_days);
  static_assert(1_days == 24_hours);
  static_assert(1_hours == 60_minutes);
  static_assert(1_minutes == 60_seconds);
}

TEST_CASE("wide literals are read in decimal and in hex, with separators") {
  static_assert(115'792_u256 == Number(115'792));
  static_assert(0xff'ff_u256 == Number(65'535));
  constexpr auto all = 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_u256;
  static_assert(all.magnitude() == ~Word{});
  static_assert(
      115792089237316195423570985008687907853269984665640564039457584007913129639935_u256 == all);
}

TEST_CASE("numbers add, subtract, multiply and shift with a sign") {
  static_assert(Number(5) - 7 == Number(-2));
  static_assert(Number(-5) + 7 == Number(2));
  static_assert(Number(-5) * 7 == Number(-35));
  static_assert(Number(-5) * -7 == Number(35));
  static_assert(-Number(0) == Number(0));
  static_assert((number(1) << 64).magnitude() == Word{0, 0, 1, 0});
  static_assert(Number(INT64_MIN).magnitude() == Word{uint64_t{1} << 63});
}

TEST_CASE("a number beyond 256 bits is an error") {
  const Number largest(~Word{});
  CHECK_THROWS_AS(largest + 1, mozi::dsl::Error);
  CHECK_THROWS_AS(largest * 2, mozi::dsl::Error);
  CHECK_THROWS_AS(largest << 1, mozi::dsl::Error);
  CHECK_NOTHROW(largest * 1);
  CHECK_NOTHROW(largest + -1);
}

TEST_CASE("products of numbers are those of big integers") {
  mozi::test::Random random(GENERATE(1u, 2u, 3u));
  for (int i = 0; i < 200; ++i) {
    const Word a = random.word() >> (random.below(256));
    const Word b = random.word() >> (random.below(256));
    const auto product = mozi::test::to_big(a) * mozi::test::to_big(b);
    if (product > mozi::test::to_big(~Word{}))
      CHECK_THROWS_AS(Number(a) * Number(b), mozi::dsl::Error);
    else
      CHECK(mozi::test::to_big((Number(a) * Number(b)).magnitude()) == product);
  }
}

TEST_CASE("the compile-time Keccak equals the one of the VM at every length around its rate") {
  for (size_t length = 0; length < 300; ++length) {
    const std::string text(length, static_cast<char>('a' + length % 26));
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    CHECK(keccak256_word(text) == mozi::crypto::keccak256({bytes, length}).to_word());
  }
}

TEST_CASE("selectors are the first four bytes of a signature's hash") {
  static_assert(selector("transfer(address,uint256)").word() == Word{0xa9059cbb} << 224);
  static_assert(selector("transfer(address,uint256)").word() == "a9059cbb"_hex.word());
}

TEST_CASE("addresses are read with their checksum, or in one case") {
  // EIP-55's own examples.
  constexpr auto mixed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_address;
  static_assert(mixed.word() == "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"_address.word());
  static_assert(mixed.word() == "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"_address.word());
  static_assert("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_address.word().bit_width() == 160);
  static_assert("0x52908400098527886E0F7030069857D2E4169EE7"_address.word().bit_width() == 159);
}

TEST_CASE("typed constants refuse what they cannot hold") {
  static_assert(max_of<U8>().word() == Word{255});
  static_assert(min_of<I8>().word() == ~Word{127});
  static_assert(max_of<I256>().word() == ~Word{} >> 1);
  CHECK_THROWS_AS(Constant<U8>(256), mozi::dsl::Error);
  CHECK_THROWS_AS(Constant<U8>(-1), mozi::dsl::Error);
  CHECK_THROWS_AS(Constant<I8>(128), mozi::dsl::Error);
  CHECK(Constant<I8>(-128).word() == ~Word{127});
}

}  // namespace
