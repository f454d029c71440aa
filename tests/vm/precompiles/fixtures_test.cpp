// Every precompile vector of the Ethereum fixtures (geth's), good and bad, with its gas.
#include "tests/support/fixtures.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/precompiles/vectors.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

void check_fixture(const std::string& file, uint64_t precompile, Fork fork) {
  const auto path = fixtures("precompiles/" + file);
  if (!path) return;
  INFO(file);
  const auto vectors = read_json(*path);
  REQUIRE_FALSE(vectors.empty());
  for (const auto& v : vectors) {
    PrecompileVector vector{v["Name"], precompile, from_hex(v["Input"].get<std::string>()), 0, {}};
    if (v.contains("Expected")) {
      vector.output = from_hex(v["Expected"].get<std::string>());
      vector.gas = v["Gas"];
    }
    check_vector(isa::rules_of(fork), vector);
  }
}

struct Fixture {
  const char* file;
  uint64_t precompile;
  Fork fork;
};

}  // namespace

TEST_CASE("precompiles give the output and take the gas of geth's vectors") {
  const Fixture all[] = {
      {"ecRecover.json", 0x01, Fork::osaka},       {"modexp.json", 0x05, Fork::byzantium},
      {"modexp_eip2565.json", 0x05, Fork::berlin}, {"modexp_eip7883.json", 0x05, Fork::osaka},
      {"bn256Add.json", 0x06, Fork::istanbul},     {"blsG1Add.json", 0x0b, Fork::prague},
      {"blsG1MultiExp.json", 0x0c, Fork::prague},  {"blsG2Mul.json", 0x0e, Fork::prague},
      {"blsPairing.json", 0x0f, Fork::prague},     {"blsMapG1.json", 0x10, Fork::prague},
      {"p256Verify.json", 0x100, Fork::osaka},
  };
  for (const auto& f : all) check_fixture(f.file, f.precompile, f.fork);
}

TEST_CASE("precompiles fail on the bad input of geth's vectors") {
  const Fixture all[] = {
      {"fail-blsG1Add.json", 0x0b, Fork::prague}, {"fail-blsG1MultiExp.json", 0x0c, Fork::prague},
      {"fail-blsG2Mul.json", 0x0e, Fork::prague}, {"fail-blsPairing.json", 0x0f, Fork::prague},
      {"fail-blsMapG1.json", 0x10, Fork::prague},
  };
  for (const auto& f : all) check_fixture(f.file, f.precompile, f.fork);
}
