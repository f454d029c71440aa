// Roots, powers, fixed point, medians, splits and schedules, compiled and on the chain, against
// exact numbers.
#include <algorithm>
#include <boost/multiprecision/cpp_dec_float.hpp>

#include "tests/stdlib/probe_chain.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

const Integer one("1000000000000000000");

/// The number that the function gives, or nothing if it panics as `panic` says.
std::optional<Integer> number_or_panic(Probe& probe, const char* function,
                                       const std::vector<Value>& arguments,
                                       const std::string& panic) {
  const auto result = probe.call(function, arguments);
  if (result.status == Status::success)
    return to_integer(abi::decode(std::vector{abi::parse_type("uint256").value()}, result.output)
                          .value()
                          .at(0)
                          .word);
  CHECK(probe.artifact.interface.decode_error(result.output)->to_text() == panic);
  return std::nullopt;
}

Integer up(const Integer& a, const Integer& b) {
  return (a + b - 1) / b;
}

}  // namespace

TEST_CASE("mul_div_up is the exact ceiling, or panics where that does not fit") {
  Probe probe;
  Random random(11);
  for (int i = 0; i < 5'000; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    const Word d = random.word();
    if (d.is_zero()) continue;
    INFO("seed " << seed() << ": " << to_decimal(a) << " * " << to_decimal(b) << " / "
                 << to_decimal(d));
    const Integer exact = up(to_integer(a) * to_integer(b), to_integer(d));
    const auto found = number_or_panic(probe, "mulDivUp", {a, b, d}, overflow);
    REQUIRE(found.has_value() == (exact < modulus));
    if (found) REQUIRE(*found == exact);
  }
}

TEST_CASE("sqrt is the exact floor for every number") {
  Probe probe;
  Random random(12);
  std::vector<Word> numbers;
  for (unsigned i = 0; i < 256; ++i)
    for (const Word& offset : {Word{}, Word{1}, ~Word{}})
      numbers.push_back((Word{1} << i) + offset);
  for (int i = 0; i < 5'000; ++i) {
    numbers.push_back(random.word());
    // Squares and their neighbours.
    const Word half = random.word() >> 128;
    numbers.push_back(half * half);
    numbers.push_back(half * half - Word{1});
  }
  for (const auto& number : numbers) {
    INFO("seed " << seed() << ": " << to_decimal(number));
    REQUIRE(to_integer(probe.view("root", {number}).word) == sqrt(to_integer(number)));
  }
}

TEST_CASE("exp2 is never above the exact power, and less by a unit and 2^-120 of it at most") {
  using Decimal = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<150>>;
  Probe probe;
  Random random(13);
  const Decimal scale = pow(Decimal(2), 64);
  std::vector<Word> powers = {Word{}, Word{1}, (Word{1} << 64) - Word{1},
                              (Word{192} << 64) - Word{1}};
  for (uint64_t whole = 0; whole < 192; ++whole) powers.push_back(Word{whole} << 64);
  for (int i = 0; i < 1'000; ++i)
    powers.push_back((Word{random.below(192)} << 64) + Word{random.bits()});
  for (const auto& x : powers) {
    INFO("seed " << seed() << ": " << to_decimal(x));
    const Decimal exact = pow(Decimal(2), Decimal(to_integer(x)) / scale + 64);
    const Decimal found(to_integer(probe.view("powerOfTwo", {x}).word));
    REQUIRE(found <= exact * (1 + pow(Decimal(10), -100)));
    REQUIRE(exact - found <= 1 + exact / pow(Decimal(2), 120));
  }
  CHECK(probe.error("powerOfTwo", {Word{192} << 64}) == overflow);
  CHECK(probe.error("powerOfTwo", {~Word{}}) == overflow);
}

TEST_CASE("fixed-point products and quotients round the way their names say") {
  Probe probe;
  Random random(14);
  for (int i = 0; i < 3'000; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    INFO("seed " << seed() << ": " << to_decimal(a) << ", " << to_decimal(b));
    const auto product = number_or_panic(probe, "fixedMulUp", {a, b}, overflow);
    const Integer exact = up(to_integer(a) * to_integer(b), one);
    REQUIRE(product.has_value() == (exact < modulus));
    if (product) REQUIRE(*product == exact);
    const auto quotient =
        number_or_panic(probe, "fixedDiv", {a, b}, b.is_zero() ? division_by_zero : overflow);
    if (quotient) REQUIRE(*quotient == to_integer(a) * one / to_integer(b));
  }
}

TEST_CASE("a fixed-point power is what squaring with floors gives, and never above the exact one") {
  Probe probe;
  Random random(15);
  for (int i = 0; i < 500; ++i) {
    const uint64_t base = random.below(3'000'000'000'000'000'000);
    const uint64_t n = random.below(60);
    INFO("seed " << seed() << ": " << base << "^" << n);
    Integer exact = pow(Integer(base), static_cast<unsigned>(n));
    const Integer found = to_integer(probe.view("fixedPow", {base, n}).word);
    const Integer scale = n == 0 ? Integer(1) : Integer(pow(one, static_cast<unsigned>(n) - 1));
    if (n == 0) exact = one;
    REQUIRE(found <= exact / scale);
    // Each of at most 2 log2(n) products loses less than a unit, which later products enlarge.
    REQUIRE(exact / scale - found <= 12 * n * (1 + exact / scale / one));
  }
}

TEST_CASE("the median is the lower middle of the sorted values") {
  Probe probe;
  Random random(16);
  CHECK(probe.view("median", {Value(std::vector<Value>{})}).word.is_zero());
  for (int i = 0; i < 500; ++i) {
    std::vector<uint64_t> values(1 + random.below(9));
    for (auto& value : values) value = random.below(2) == 0 ? random.below(4) : random.bits();
    std::vector<Value> list(values.begin(), values.end());
    INFO("seed " << seed() << ", " << values.size() << " values");
    std::sort(values.begin(), values.end());
    REQUIRE(probe.view("median", {Value(list)}).word == Word{values[(values.size() - 1) / 2]});
  }
}

TEST_CASE("the parts of a split are exact floors, and the last one is what is left") {
  Probe probe;
  Random random(17);
  for (int i = 0; i < 3'000; ++i) {
    const Word amount = i == 0 ? ~Word{} : random.word();
    INFO("seed " << seed() << ": " << to_decimal(amount));
    const auto result = probe.call("splitUp", {amount});
    REQUIRE(result.status == Status::success);
    const auto parts =
        abi::decode(std::vector(4, abi::parse_type("uint256").value()), result.output).value();
    const Integer whole = to_integer(amount);
    REQUIRE(to_integer(parts[0].word) == whole * 7'000 / 10'000);
    REQUIRE(to_integer(parts[1].word) == whole * 1'500 / 10'000);
    REQUIRE(to_integer(parts[2].word) == whole * 1'000 / 10'000);
    REQUIRE(parts[0].word + parts[1].word + parts[2].word + parts[3].word == amount);
  }
}

TEST_CASE("the parts of a split by weights add up, each within 1 of its share") {
  Probe probe;
  Random random(18);
  for (int round = 0; round < 200; ++round) {
    const Word amount = random.word();
    std::vector<uint64_t> weights(1 + random.below(8));
    Integer total = 0;
    for (auto& weight : weights) total += weight = random.bits() >> random.below(64);
    if (total == 0) continue;
    const Word all = abi::parse_amount(total.str()).value();
    Word before;
    Word sum;
    for (const auto weight : weights) {
      const Word after = before + Word{weight};
      const Word part = probe.view("part", {amount, before, after, all}).word;
      INFO("seed " << seed() << ": " << to_decimal(amount) << " by " << weight << " of " << total);
      const Integer share = to_integer(amount) * weight / total;
      REQUIRE(to_integer(part) >= share);
      REQUIRE(to_integer(part) <= share + 1);
      sum = sum + part;
      before = after;
    }
    REQUIRE(sum == amount);
  }
}

TEST_CASE("a linear schedule pays floors of the elapsed part, nothing before and all after") {
  Probe probe;
  Random random(19);
  for (int i = 0; i < 3'000; ++i) {
    const Word total = random.word() >> 64;
    const uint64_t start = random.bits() >> random.below(64);
    const uint64_t duration = random.bits() >> random.below(64);
    const uint64_t now =
        random.below(3) == 0 ? random.bits() : start + random.bits() % (duration / 4 * 5 + 1);
    INFO("seed " << seed() << ": " << to_decimal(total) << ", " << start << " + " << duration
                 << " at " << now);
    Integer due = 0;
    if (Integer(now) >= Integer(start) + duration) {
      due = to_integer(total);
    } else if (now >= start) {
      due = to_integer(total) * (now - start) / duration;
    }
    REQUIRE(to_integer(probe.view("due", {total, start, duration, now}).word) == due);
  }
}

TEST_CASE("ed25519 accepts RFC 8032's signatures and nothing near them") {
  Probe probe;
  const auto key =
      parse_hex("0x3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c").value();
  const auto signature = parse_hex(
                             "0x92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                             "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
                             .value();
  const Bytes message = {0x72};
  const auto accepts = [&](const Bytes& k, const Bytes& m, const Bytes& s) {
    return !probe.view("signedMessage", {Value(k), Value(m), Value(s)}).word.is_zero();
  };
  CHECK(accepts(key, message, signature));
  CHECK_FALSE(accepts(key, {0x73}, signature));
  CHECK_FALSE(accepts(key, {}, signature));
  CHECK_FALSE(accepts(Bytes(32, 0), message, signature));
  for (const size_t place : {0u, 31u, 32u, 63u}) {
    auto bad = signature;
    bad[place] ^= 1;
    CHECK_FALSE(accepts(key, message, bad));
  }
  CHECK_FALSE(accepts(key, message, Bytes(signature.begin(), signature.end() - 1)));
  CHECK_FALSE(accepts(key, Bytes(8'193, 1), signature));
  auto longer = signature;
  longer.push_back(0);
  CHECK_FALSE(accepts(key, message, longer));
}
