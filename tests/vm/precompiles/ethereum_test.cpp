// Ethereum's curve precompiles by the committed vectors, and KZG proofs made here.
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"
#include "tests/vm/precompiles/vectors.hpp"
#include "vm/crypto/kzg.hpp"
#include "vm/crypto/sha256.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// tau times the generator of G1, from the trusted setup: the commitment to the polynomial X.
const std::string tau_g1 =
    "ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c"
    "81";
/// The generator of G1: the commitment to the polynomial 1.
const std::string g1 =
    "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6"
    "bb";
const std::string infinity = "c0" + std::string(94, '0');

bool proves(const std::string& commitment, const Word& z, const Word& y, const std::string& proof) {
  const Bytes c = from_hex(commitment);
  const Bytes p = from_hex(proof);
  return crypto::verify_kzg_proof(std::span{c}.first<48>(), z, y, std::span{p}.first<48>());
}

}  // namespace

TEST_CASE("POINT_EVALUATION follows its vectors") {
  check_vector_file(isa::rules_of(Fork::cancun), "point_evaluation.vec");
}

TEST_CASE("BLS12-381 precompiles follow vectors made with noble-curves") {
  for (const char* file : {"bls12_381_add.vec", "bls12_381_sum.vec", "bls12_381_pairing.vec"})
    check_vector_file(isa::rules_of(Fork::prague), file);
}

TEST_CASE("BN254 precompiles follow vectors made with noble-curves") {
  check_vector_file(isa::rules_of(Fork::istanbul), "bn254.vec");
}

TEST_CASE("the polynomial X has the value z at z, and (X - z)/(X - z) is 1") {
  std::mt19937_64 random(4844);
  std::vector<Word> points = {0, 1, crypto::bls12_381_order - Word{1}};
  for (int i = 0; i < 10; ++i) points.push_back({random() >> 2, random(), random(), random()});
  for (const Word& z : points) {
    CHECK(proves(tau_g1, z, z, g1));
    CHECK_FALSE(proves(tau_g1, z, z == Word{} ? Word{1} : z - Word{1}, g1));
    CHECK_FALSE(proves(tau_g1, z, z, tau_g1));
    CHECK_FALSE(proves(tau_g1, z, z, infinity));
  }
}

TEST_CASE("a constant polynomial has its value everywhere") {
  CHECK(proves(g1, 5, 1, infinity));
  CHECK(proves(infinity, 5, 0, infinity));
  CHECK_FALSE(proves(g1, 5, 2, infinity));
  CHECK_FALSE(proves(infinity, 5, 1, infinity));
}

TEST_CASE("KZG scalars from the order on and bad points prove nothing") {
  CHECK_FALSE(proves(tau_g1, crypto::bls12_381_order, crypto::bls12_381_order, g1));
  CHECK_FALSE(proves(tau_g1, 0, crypto::bls12_381_order, g1));
  CHECK_FALSE(proves(g1, ~Word{}, 1, infinity));
  std::string uncompressed = g1;
  uncompressed[0] = '1';
  CHECK_FALSE(proves(uncompressed, 5, 1, infinity));
  // x = 4 is on the curve, outside the subgroup.
  CHECK_FALSE(proves("80" + std::string(93, '0') + "4", 5, 1, infinity));
  CHECK_FALSE(proves(g1, 5, 1, "80" + std::string(93, '0') + "4"));
}
