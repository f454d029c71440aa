// The library's arithmetic, text and lists, compiled and on the chain, against exact numbers.
#include <algorithm>

#include "tests/stdlib/probe_chain.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;

TEST_CASE("mul_div is the exact floor of a 512-bit quotient, or says that it does not fit") {
  Probe probe;
  Random random(1);
  size_t overflows = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Word a = random.word();
    const Word b = random.word();
    const Word d = random.word();
    INFO("seed " << seed() << ": " << to_decimal(a) << " * " << to_decimal(b) << " / "
                 << to_decimal(d));
    if (d.is_zero()) {
      REQUIRE(probe.error("mulDiv", {a, b, d}) == division_by_zero);
      continue;
    }
    const Integer exact = to_integer(a) * to_integer(b) / to_integer(d);
    if (exact >= modulus) {
      ++overflows;
      REQUIRE(probe.error("mulDiv", {a, b, d}) == overflow);
    } else {
      REQUIRE(to_integer(probe.view("mulDiv", {a, b, d}).word) == exact);
    }
  }
  CHECK(overflows > 1'000);
}

TEST_CASE("mul_div is exact where its quotient is the largest that fits") {
  Probe probe;
  const Word most = ~Word{};
  CHECK(probe.view("mulDiv", {most, most, most}).word == most);
  CHECK(probe.view("mulDiv", {most, Word{1}, Word{1}}).word == most);
  CHECK(probe.view("mulDiv", {most, most - Word{1}, most}).word == most - Word{1});
  CHECK(probe.view("mulDiv", {Word{1} << 255, Word{2}, Word{2}}).word == Word{1} << 255);
  CHECK(probe.error("mulDiv", {Word{1} << 255, Word{2}, Word{1}}) == overflow);
  CHECK(probe.error("mulDiv", {most, most, most - Word{1}}) == overflow);
  CHECK(probe.error("mulDiv", {most, most, Word{}}) == division_by_zero);
  CHECK(probe.error("mulDiv", {Word{1}, Word{1}, Word{}}) == division_by_zero);
}

TEST_CASE("a share in basis points is the exact floor for every amount") {
  Probe probe;
  Random random(2);
  for (int i = 0; i < 5'000; ++i) {
    const Word amount = random.word();
    INFO("seed " << seed() << ": " << to_decimal(amount));
    REQUIRE(to_integer(probe.view("share1", {amount}).word) == to_integer(amount) / 10'000);
    REQUIRE(to_integer(probe.view("share3333", {amount}).word) ==
            to_integer(amount) * 3'333 / 10'000);
    REQUIRE(probe.view("share10000", {amount}).word == amount);
  }
}

TEST_CASE("numbers are written in decimal") {
  Probe probe;
  Random random(3);
  std::vector<Word> numbers = {Word{}, Word{9}, Word{10}, Word{99}, Word{100}, ~Word{}};
  for (int i = 0; i < 500; ++i) numbers.push_back(random.word());
  for (const auto& number : numbers)
    REQUIRE(probe.view("toDecimal", {number}).text() == to_integer(number).str());
}

TEST_CASE("a short list adds at the end and fills holes with its last id") {
  Probe probe;
  Random random(4);
  const Value key = Hash::from_word(Word{77});
  std::vector<uint64_t> model;
  const auto id = [](uint64_t n) { return Value(Hash::from_word(Word{n})); };
  for (int step = 0; step < 200; ++step) {
    const uint64_t n = 1 + random.below(12);
    const auto place = std::find(model.begin(), model.end(), n);
    INFO("seed " << seed() << ", step " << step);
    REQUIRE(probe.view("contains", {key, id(n)}).word == Word{place != model.end()});
    if (place == model.end()) {
      probe.send("add", {key, id(n)});
      model.push_back(n);
    } else {
      probe.send("remove", {key, id(n)});
      *place = model.back();
      model.pop_back();
    }
    REQUIRE(probe.view("length", {key}).word == Word{model.size()});
    for (size_t i = 0; i < model.size(); ++i) REQUIRE(probe.view("at", {key, i}) == id(model[i]));
  }
}
