// Reading fixtures: how numbers may be written, which type a transaction has, what is refused.
#include "tools/statetest/fixture.hpp"

#include <catch2/catch.hpp>
#include <fstream>

using namespace mozi;
using namespace mozi::statetest;
using nlohmann::json;

namespace {

json good() {
  std::ifstream file("tests/tools/mozi/data/state/good.json");
  REQUIRE(file);
  return json::parse(file)["store_and_log"];
}

std::string error_of(const json& fixture) {
  const auto parsed = parse_fixture("t", fixture);
  return parsed ? "read" : parsed.error().message;
}

/// The transaction of the first case, or why there is none.
Expected<state::Transaction> first_transaction(const json& fixture) {
  const auto parsed = parse_fixture("t", fixture);
  REQUIRE(parsed);
  return make_transaction(parsed->transaction, parsed->cases.at(0));
}

constexpr const char* address = "0x00000000000000000000000000000000000000aa";

}  // namespace

TEST_CASE("numbers may have leading zeros, odd digits, no digits, or be decimal") {
  json fixture = good();
  auto& account = fixture["pre"].begin().value();
  for (const auto& [text, value] :
       {std::pair("0x00000000000000000000000000000000000000000000000000000000000000000001ff", 511),
        std::pair("0x1ff", 511), std::pair("0x", 0), std::pair("511", 511),
        std::pair("0x01FF", 511)}) {
    account["balance"] = text;
    const auto parsed = parse_fixture("t", fixture);
    REQUIRE(parsed);
    const Address first = parse_address(fixture["pre"].begin().key()).value();
    CHECK(parsed->pre.find(first)->balance == Word{static_cast<uint64_t>(value)});
  }
}

TEST_CASE("a transaction's type follows from its fields") {
  using state::TxType;
  json fixture = good();
  auto& tx = fixture["transaction"];
  CHECK(first_transaction(fixture)->type == TxType::legacy);
  tx["accessLists"] = json::parse(R"([null, null])");
  CHECK(first_transaction(fixture)->type == TxType::legacy);
  tx["accessLists"][0] = json::array();
  CHECK(first_transaction(fixture)->type == TxType::access_list);
  tx.erase("gasPrice");
  tx["maxFeePerGas"] = "0x0a";
  tx["maxPriorityFeePerGas"] = "0x01";
  CHECK(first_transaction(fixture)->type == TxType::dynamic_fee);
  CHECK(first_transaction(fixture)->max_priority_fee_per_gas == Word{1});
  tx["maxFeePerBlobGas"] = "0x01";
  CHECK(first_transaction(fixture)->type == TxType::blob);
  tx["authorizationList"] = json::array();
  CHECK(first_transaction(fixture)->type == TxType::set_code);
}

TEST_CASE("fields out of range make no transaction, but the fixture is read") {
  const std::string wide = "0x1" + std::string(64, '0');
  json fixture = good();
  fixture["transaction"]["nonce"] = "0x10000000000000000";
  CHECK(first_transaction(fixture).error().message == "t.transaction.nonce is out of range");
  fixture = good();
  fixture["transaction"]["gasPrice"] = wide;
  CHECK(first_transaction(fixture).error().message == "t.transaction.gasPrice is out of range");
  fixture = good();
  fixture["transaction"]["value"][0] = "0x:bigint " + wide;
  CHECK(first_transaction(fixture).error().message == "the value is out of range");
  fixture = good();
  fixture["transaction"]["gasLimit"][0] = wide;
  CHECK(first_transaction(fixture).error().message == "the gas limit is out of range");
}

TEST_CASE("authorizations and blobs are read") {
  json fixture = good();
  auto& tx = fixture["transaction"];
  tx["authorizationList"] = json::array({{{"chainId", "0x01"},
                                          {"address", address},
                                          {"nonce", "0x02"},
                                          {"yParity", "0x01"},
                                          {"r", "0x03"},
                                          {"s", "0x04"}}});
  const auto read = first_transaction(fixture).value();
  REQUIRE(read.authorizations.size() == 1);
  CHECK(to_hex(read.authorizations[0].address) == address);
  CHECK(read.authorizations[0].nonce == 2);
  CHECK(read.authorizations[0].signature == crypto::Signature{3, 4, 1});
}

TEST_CASE("the sender is named or follows from its key") {
  json fixture = good();
  const auto named = parse_fixture("t", fixture)->transaction.sender;
  fixture["transaction"].erase("sender");
  CHECK(parse_fixture("t", fixture)->transaction.sender == named);
  fixture["transaction"].erase("secretKey");
  CHECK_FALSE(parse_fixture("t", fixture)->transaction.sender);
}

TEST_CASE("what is missing or of the wrong kind is named with its path") {
  json fixture = good();
  fixture["env"].erase("currentNumber");
  CHECK(error_of(fixture) == "t.env: expected a member \"currentNumber\"");
  fixture = good();
  fixture["env"]["currentNumber"] = true;
  CHECK(error_of(fixture) == "t.env.currentNumber: expected a string, got true");
  fixture["env"]["currentNumber"] = -1;
  CHECK(error_of(fixture) == "t.env.currentNumber: expected a number that is not negative, got -1");
  fixture = good();
  fixture["env"]["currentNumber"] = "0x10000000000000000";
  CHECK(error_of(fixture) ==
        "t.env.currentNumber: expected a number below 2^64, got \"0x10000000000000000\"");
  fixture = good();
  fixture["pre"] = json::array();
  CHECK(error_of(fixture) == "t.pre: expected an object, got []");
  fixture = good();
  fixture["pre"]["0x12"] = fixture["pre"].begin().value();
  CHECK(error_of(fixture).starts_with("t.pre.0x12: "));
  fixture = good();
  fixture["post"]["Cancun"][0]["hash"] = "0x12";
  CHECK(error_of(fixture).starts_with("t.post.Cancun[0].hash: "));
  fixture = good();
  fixture["post"]["Cancun"][0]["indexes"]["data"] = -1;
  CHECK(error_of(fixture) == "t.post.Cancun[0].indexes.data: expected a number");
}
