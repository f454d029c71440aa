// Words agree with Boost.Multiprecision on random and edge values.
#include "mozi/word.hpp"

#include <catch2/catch.hpp>

#include "tests/support/big.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

constexpr int rounds = 100'000;

std::string show(const Word& a, const Word& b, const Word& c = {}) {
  return "seed " + std::to_string(seed()) + " a " + to_hex(a) + " b " + to_hex(b) + " c " +
         to_hex(c);
}

/// Counts as one assertion only when it fails, so that many rounds stay fast.
void expect_equal(const Word& got, const Word& expected, const Word& a, const Word& b,
                  const Word& c = {}) {
  if (got == expected) return;
  INFO(show(a, b, c));
  CHECK(to_hex(got) == to_hex(expected));
}

}  // namespace

TEST_CASE("words add, subtract and multiply modulo 2^256") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    expect_equal(a + b, to_word(to_big(a) + to_big(b)), a, b);
    expect_equal(a - b, to_word(to_big(a) - to_big(b)), a, b);
    expect_equal(a * b, to_word(to_big(a) * to_big(b)), a, b);
  }
}

TEST_CASE("the wide product keeps all 512 bits") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    const auto [high, low] = umul_wide(a, b);
    const Big product = to_big(a) * to_big(b);
    expect_equal(high, to_word(product >> 256), a, b);
    expect_equal(low, to_word(product), a, b);
  }
}

TEST_CASE("division leaves the quotient and the remainder of any two words") {
  Random random;
  for (int i = 0; i < 4 * rounds; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    if (b.is_zero()) continue;
    const auto [quot, rem] = udivrem(a, b);
    // The definition of division is the oracle: cheaper than Boost and as independent.
    if (rem < b && quot * b + rem == a && umul_wide(quot, b).first.is_zero()) continue;
    expect_equal(quot, to_word(to_big(a) / to_big(b)), a, b);
    expect_equal(rem, to_word(to_big(a) % to_big(b)), a, b);
  }
}

TEST_CASE("division takes the rare branches of the quotient estimate") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    // Dividends right below a multiple of the divisor.
    const Word b = random.word() | Word{1};
    const Word q = random.word() >> (64 * random.below(4));
    const Word below = b * q - Word{random.below(3)};
    // Dividends whose top limbs equal those of the divisor, so that the digit is the largest one.
    const Word three_limbs = random.word() >> 64 | Word{1} << 191;
    const Word same_top = (three_limbs << 64) - Word{1 + random.below(3)};
    for (const auto& [dividend, divisor] : {std::pair{below, b}, {same_top, three_limbs}}) {
      const auto [quot, rem] = udivrem(dividend, divisor);
      expect_equal(quot, to_word(to_big(dividend) / to_big(divisor)), dividend, divisor);
      expect_equal(rem, to_word(to_big(dividend) % to_big(divisor)), dividend, divisor);
    }
    const Word m = random.word() | Word{1} << 255;
    const Word c = m - Word{1 + random.below(3)};
    expect_equal(mulmod(c, c, m), to_word(to_big(c) * to_big(c) % to_big(m)), c, c, m);
  }
}

TEST_CASE("addmod and mulmod do not overflow") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    const Word m = random.word();
    if (m.is_zero()) continue;
    expect_equal(addmod(a, b, m), to_word((to_big(a) + to_big(b)) % to_big(m)), a, b, m);
    expect_equal(mulmod(a, b, m), to_word((to_big(a) * to_big(b)) % to_big(m)), a, b, m);
  }
}

TEST_CASE("words shift by any amount") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Word a = random.word();
    const uint64_t n = random.below(300);
    expect_equal(a << n, to_word(to_big(a) << static_cast<unsigned>(n)), a, Word{n});
    expect_equal(a >> n, to_word(to_big(a) >> static_cast<unsigned>(n)), a, Word{n});
  }
  CHECK((Word{1} << ~uint64_t{0}).is_zero());
  CHECK((Word{1} >> ~uint64_t{0}).is_zero());
}

TEST_CASE("words compare as unsigned and as signed numbers") {
  Random random;
  for (int i = 0; i < rounds; ++i) {
    const Word a = random.word();
    const Word b = random.below(8) == 0 ? a : random.word();
    if ((a < b) != (to_big(a) < to_big(b)) || (a == b) != (to_big(a) == to_big(b)) ||
        signed_less(a, b) != (to_signed_big(a) < to_signed_big(b)))
      FAIL_CHECK(show(a, b));
  }
}

TEST_CASE("a word knows how many bits and bytes it needs") {
  CHECK(Word{}.bit_width() == 0);
  CHECK(Word{}.byte_width() == 0);
  CHECK(Word{255}.byte_width() == 1);
  CHECK(Word{256}.byte_width() == 2);
  for (unsigned i = 0; i < 256; ++i) CHECK((Word{1} << i).bit_width() == i + 1);
}

TEST_CASE("words travel through big-endian bytes unchanged") {
  Random random;
  for (int i = 0; i < 1000; ++i) {
    const Word a = random.word();
    const auto bytes = a.to_bytes();
    uint8_t stored[32];
    a.store(stored);
    CHECK(std::equal(bytes.begin(), bytes.end(), stored));
    CHECK(Word::load(stored) == a);
    CHECK(Word::from_bytes(bytes) == a);
  }
  const uint8_t three[] = {1, 2, 3};
  CHECK(Word::from_bytes(three) == Word{0x010203});
}

TEST_CASE("words are written in hex and decimal and read back") {
  Random random;
  for (int i = 0; i < 2000; ++i) {
    const Word a = random.word();
    CHECK(to_decimal(a) == to_big(a).str());
    Word back;
    REQUIRE(parse_word(to_hex(a), back));
    CHECK(back == a);
    REQUIRE(parse_word(to_decimal(a), back));
    CHECK(back == a);
  }
  CHECK(to_hex(Word{}) == "0x0");
  CHECK(to_decimal(Word{}) == "0");
}

TEST_CASE("text that is no word is refused") {
  Word w;
  for (const char* text :
       {"", "0x", "x", "1x", "0xg", "-1", " 1", "1 ", "12a",
        "115792089237316195423570985008687907853269984665640564039457584007913129639936",
        "0x10000000000000000000000000000000000000000000000000000000000000000"}) {
    INFO(text);
    CHECK_FALSE(parse_word(text, w));
  }
  CHECK(parse_word("115792089237316195423570985008687907853269984665640564039457584007913129639935",
                   w));
  CHECK(w == ~Word{});
  CHECK(
      parse_word("0x000000000000000000000000000000000000000000000000000000000000000000000001", w));
  CHECK(w == Word{1});
}
