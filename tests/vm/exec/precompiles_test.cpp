// Precompiles against Ethereum's published vectors, and what they do with bad input.
#include "vm/exec/precompiles.hpp"

#include <catch2/catch.hpp>

#include "tests/support/fixtures.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/mock_host.hpp"

using namespace mozi;
using namespace mozi::test;
using exec::PrecompileResult;

namespace {

constexpr int64_t plenty_of_gas = 10'000'000;

PrecompileResult run(uint64_t number, BytesView input, int64_t gas, Fork fork = default_fork) {
  return exec::run_precompile(isa::rules_of(fork), address(number), input, gas);
}

void expect(uint64_t number, std::string_view input, std::string_view output, int64_t gas,
            Fork fork = default_fork) {
  const PrecompileResult r = run(number, from_hex(input), gas, fork);
  CHECK(status_text(r.status) == "success");
  CHECK(r.gas_left == 0);
  CHECK(hex(r.output) == output);
  if (gas > 0) CHECK(run(number, from_hex(input), gas - 1, fork).status == Status::out_of_gas);
}

/// Runs every vector of a fixture file: exact output for exact gas, and failure with less.
void check_vectors(const std::string& file, uint64_t number, Fork fork = default_fork) {
  const auto path = fixtures("precompiles/" + file);
  if (!path) return;
  for (const auto& vector : read_json(*path)) {
    INFO(file << " " << vector["Name"]);
    expect(number, vector["Input"].get<std::string>(), vector["Expected"].get<std::string>(),
           vector["Gas"].get<int64_t>(), fork);
  }
}

}  // namespace

TEST_CASE("each fork has its precompiles") {
  const auto count = [](Fork fork) { return exec::precompiles(isa::rules_of(fork)).size(); };
  CHECK(count(Fork::frontier) == 4);
  CHECK(count(Fork::byzantium) == 8);
  CHECK(count(Fork::istanbul) == 9);
  CHECK(count(Fork::cancun) == 10);
  CHECK(count(Fork::prague) == 17);
  CHECK(count(Fork::osaka) == 18);
  const auto& osaka = isa::rules_of(Fork::osaka);
  CHECK(exec::is_precompile(osaka, address(0x100)));
  CHECK_FALSE(exec::is_precompile(isa::rules_of(Fork::prague), address(0x100)));
  CHECK_FALSE(exec::is_precompile(osaka, address(0)));
  CHECK_FALSE(exec::is_precompile(osaka, address(0x10001)));
}

TEST_CASE("the simple precompiles hash and copy") {
  expect(2, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 60);
  expect(2, "616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 72);
  expect(3, "", "0000000000000000000000009c1185a5c5e9fc54612808977ee8f548b2258d31", 600);
  expect(3, "616263", "0000000000000000000000008eb208f7e05d987a9b044a8e98c6b087f15a0bfc", 720);
  expect(4, "", "", 15);
  expect(4, "616263", "616263", 18);
  expect(4, std::string(66, '0'), std::string(66, '0'), 21);
}

TEST_CASE("ECRECOVER finds the signer") {
  check_vectors("ecRecover.json", 1);
  const std::string hash = "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c";
  const std::string v(62, '0');
  const std::string rs =
      "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f"
      "eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549";
  expect(1, hash + v + "1c" + rs,
         "000000000000000000000000a94f5374fce5edbc8e2a8697c15331677e6ebf0b", 3000);
  // Neither a wrong v nor missing bytes are failures.
  expect(1, hash + v + "1d" + rs, "", 3000);
  expect(1, hash + "01" + v.substr(2) + "1c" + rs, "", 3000);
  expect(1, "", "", 3000);
}

TEST_CASE("MODEXP follows the price of its fork") {
  check_vectors("modexp.json", 5, Fork::byzantium);
  check_vectors("modexp_eip2565.json", 5, Fork::berlin);
  check_vectors("modexp_eip7883.json", 5, Fork::osaka);
}

TEST_CASE("MODEXP with lengths of any size neither hangs nor overflows") {
  const std::string zero(64, '0');
  const std::string one = std::string(63, '0') + "1";
  const std::string huge(64, 'f');
  expect(5, zero + huge + zero, "", 0, Fork::byzantium);
  expect(5, zero + huge + zero, "", 200, Fork::berlin);
  const Bytes long_base = from_hex(huge + zero + zero);
  const Bytes long_modulus = from_hex(zero + zero + huge);
  const Bytes long_exponent = from_hex(one + huge + one);
  for (const Fork fork : {Fork::byzantium, Fork::berlin, Fork::osaka}) {
    CHECK(run(5, long_base, INT64_MAX - 1, fork).status != Status::success);
    CHECK(run(5, long_modulus, INT64_MAX - 1, fork).status != Status::success);
    CHECK(run(5, long_exponent, INT64_MAX - 1, fork).status != Status::success);
  }
}

TEST_CASE("MODEXP takes operands of at most 1024 bytes since Osaka") {
  const std::string zero(64, '0');
  const auto length = [](const char* digits) { return std::string(60, '0') + digits; };
  CHECK(run(5, from_hex(zero + zero + length("0400")), plenty_of_gas, Fork::osaka).status ==
        Status::success);
  CHECK(run(5, from_hex(zero + zero + length("0401")), plenty_of_gas, Fork::osaka).status ==
        Status::precompile_failure);
  CHECK(run(5, from_hex(zero + zero + length("0401")), plenty_of_gas, Fork::prague).status ==
        Status::success);
}

TEST_CASE("BLAKE2F compresses as in EIP-152") {
  const std::string h =
      "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
      "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b";
  const std::string block = "616263" + std::string(250, '0');
  const std::string t = "03000000000000000000000000000000";
  expect(9, "0000000c" + h + block + t + "01",
         "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
         "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
         12);
  expect(9, "00000000" + h + block + t + "01",
         "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
         "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b",
         0);
  CHECK(run(9, from_hex("0000000c" + h + block + t + "02"), 12).status ==
        Status::precompile_failure);
  CHECK(run(9, from_hex("0000000c" + h + block + t), 12).status == Status::precompile_failure);
  CHECK(run(9, {}, 12).status == Status::precompile_failure);
}

TEST_CASE("P256VERIFY accepts good signatures and nothing else") {
  check_vectors("p256Verify.json", 0x100);
}

TEST_CASE("BN254 adds, multiplies and pairs at the prices of Byzantium and Istanbul") {
  check_vectors("bn256Add.json", 6, Fork::istanbul);
  const std::string zero(64, '0');
  const std::string one = std::string(63, '0') + "1";
  const std::string two = std::string(63, '0') + "2";
  const std::string twice =
      "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
      "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4";
  expect(6, one + two + one + two, twice, 150);
  expect(6, one + two + one + two, twice, 500, Fork::byzantium);
  expect(6, "", zero + zero, 150);
  expect(7, one + two + two, twice, 6000);
  expect(7, one + two + two, twice, 40000, Fork::byzantium);
  expect(8, "", one, 45000);
  expect(8, "", one, 100000, Fork::byzantium);
  // A pair with the point at infinity on both sides.
  expect(8, zero + zero + zero + zero + zero + zero, one, 79000);
  CHECK(run(6, from_hex(one + one), plenty_of_gas).status == Status::precompile_failure);
  CHECK(run(7, from_hex(one + one), plenty_of_gas).status == Status::precompile_failure);
  CHECK(run(8, Bytes(191), plenty_of_gas).status == Status::precompile_failure);
}
