// Modular exponentiation against Boost.Multiprecision, edge cases and geth's vectors.
#include "vm/crypto/modexp.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/fixtures.hpp"
#include "tests/support/hex.hpp"

using namespace mozi;
using boost::multiprecision::cpp_int;
using test::from_hex;
using test::hex;

namespace {

std::string modexp_hex(BytesView base, BytesView exponent, BytesView modulus) {
  Bytes out(modulus.size(), 0xaa);
  crypto::modexp(base, exponent, modulus, out);
  return hex(out);
}

cpp_int to_int(BytesView bytes) {
  cpp_int out;
  for (const uint8_t b : bytes) out = out << 8 | b;
  return out;
}

}  // namespace

TEST_CASE("modexp handles zeros, ones and empty numbers") {
  const Bytes zero{0, 0};
  const Bytes one{1};
  const Bytes seven{7};
  CHECK(modexp_hex(seven, seven, zero) == "0000");
  CHECK(modexp_hex(seven, seven, one) == "00");
  CHECK(modexp_hex(zero, zero, one) == "00");
  CHECK(modexp_hex(zero, zero, seven) == "01");
  CHECK(modexp_hex({}, {}, seven) == "01");
  CHECK(modexp_hex({}, one, seven) == "00");
  CHECK(modexp_hex(seven, {}, Bytes{0, 0, 5}) == "000001");
  CHECK(modexp_hex(seven, one, {}).empty());
}

TEST_CASE("modexp agrees with Boost on random numbers, odd and even") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto number = [&](size_t limit) {
    Bytes out(random() % limit);
    for (auto& b : out) b = static_cast<uint8_t>(random());
    return out;
  };
  for (int i = 0; i < 200; ++i) {
    const Bytes base = number(70);
    const Bytes exponent = number(20);
    const Bytes modulus = number(50);
    if (to_int(modulus) == 0) continue;
    const cpp_int expected = powm(to_int(base), to_int(exponent), to_int(modulus));
    const std::string got = modexp_hex(base, exponent, modulus);
    CHECK(got.size() == 2 * modulus.size());
    CHECK(to_int(from_hex(got)) == expected);
  }
}

TEST_CASE("modexp gives the results of geth's vectors") {
  for (const char* name : {"modexp.json", "modexp_eip2565.json", "modexp_eip7883.json"}) {
    const auto file = test::fixtures(std::string{"precompiles/"} + name);
    if (!file) return;
    for (const auto& vector : test::read_json(*file)) {
      CAPTURE(name, vector["Name"]);
      Bytes input = from_hex(vector["Input"].get<std::string>());
      size_t size[3];
      for (size_t i = 0; i < 3; ++i) size[i] = Word::load(input.data() + 32 * i).low();
      input.resize(96 + size[0] + size[1] + size[2]);
      const auto data = BytesView{input}.subspan(96);
      CHECK(modexp_hex(data.first(size[0]), data.subspan(size[0], size[1]), data.last(size[2])) ==
            vector["Expected"].get<std::string>());
    }
  }
}
