// Interfaces and artifacts: logs and errors decoded, malformed documents named.
#include "tools/abi/interface.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/tools/abi/vectors.hpp"
#include "tools/abi/artifact.hpp"

using namespace mozi;
using namespace mozi::abi;
using nlohmann::json;

namespace {

Log log_of(const json& vector) {
  Log log;
  log.data = mozi::test::from_hex(vector["data"].get<std::string>());
  for (const auto& topic : vector["topics"])
    log.topics.push_back(parse_hash(topic.get<std::string>()).value());
  return log;
}

std::string artifact_error(const char* text) {
  const auto artifact = parse_artifact(json::parse(text));
  return artifact ? "read" : artifact.error().message;
}

}  // namespace

TEST_CASE("logs decode to named values") {
  const json vectors = mozi::test::load_vectors();
  const auto interface = parse_interface(vectors["abi"]).value();
  CHECK(interface.decode_log(log_of(vectors["logs"][0]))->to_text() ==
        "Transfer(from: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, "
        "to: 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, value: 5)");
  CHECK(interface.decode_log(log_of(vectors["logs"][1]))->to_json()["arguments"] ==
        json::parse(R"({"item": {"a": "1", "b": "two"}, "ok": true, "key":
            "0x07855b46a623a8ecabac76ed697aa4e13631e3b6718c8a0d342860c13c30d2fc"})"));
}

TEST_CASE("a log of no known event stays undecoded") {
  const json vectors = mozi::test::load_vectors();
  const auto interface = parse_interface(vectors["abi"]).value();
  Log log = log_of(vectors["logs"][0]);
  log.topics.pop_back();
  CHECK_FALSE(interface.decode_log(log));
  log = log_of(vectors["logs"][0]);
  log.topics[0].bytes[0] ^= 1;
  CHECK_FALSE(interface.decode_log(log));
  log = log_of(vectors["logs"][0]);
  log.data.pop_back();
  CHECK_FALSE(interface.decode_log(log));
}

TEST_CASE("a function that a merged ABI names twice is one") {
  const auto entry = json::parse(R"({"type": "function", "name": "f", "inputs": []})");
  const auto merged = parse_interface(json::array({entry, entry}));
  REQUIRE(merged);
  CHECK(merged->functions.size() == 1);
  CHECK(merged->find_function("f()"));
  auto other = entry;
  other["stateMutability"] = "view";
  const auto unclear = parse_interface(json::array({entry, other}));
  REQUIRE_FALSE(unclear);
  CHECK(unclear.error().message == "ABI entry 1: expected one meaning of f(), got a second one");
}

TEST_CASE("error data decodes to the error's name and values") {
  const json vectors = mozi::test::load_vectors();
  const auto interface = parse_interface(vectors["abi"]).value();
  const auto text = [&](size_t i) {
    const auto data = mozi::test::from_hex(vectors["errors"][i].get<std::string>());
    return interface.decode_error(data)->to_text();
  };
  CHECK(text(0) ==
        "InsufficientBalance(owner: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, balance: 1, "
        "needed: 2)");
  CHECK(text(1) == "Error(\"no funds\")");
  CHECK(text(2) == "Panic(17): arithmetic overflow or underflow");
  CHECK_FALSE(interface.decode_error(Bytes{1, 2, 3, 4}));
  CHECK_FALSE(interface.decode_error(Bytes{0x08, 0xc3, 0x79, 0xa0, 1}));
}

TEST_CASE("functions are found by name or signature") {
  const auto interface = parse_interface(mozi::test::load_vectors()["abi"]).value();
  CHECK(interface.find_function("transfer").value()->signature() == "transfer(address,uint256)");
  CHECK(interface.find_function("f(string)").value()->signature() == "f(string)");
  CHECK(interface.find_function("f").error().message ==
        "expected one function named 'f', got several of transfer(address,uint256), f(uint256), "
        "f(string)");
  CHECK(interface.find_function("g").error().message ==
        "expected one of the functions transfer(address,uint256), f(uint256), f(string), got 'g'");
}

TEST_CASE("interfaces that are malformed name the entry") {
  const auto error = [](const char* text) {
    return parse_interface(json::parse(text)).error().message;
  };
  CHECK(error("{}") == "expected the ABI as a JSON array, got object");
  CHECK(error("[1]") == "ABI entry 0: expected an object, got number");
  CHECK(error(R"([{"type": "function", "name": "f", "inputs": [{"type": "uint9"}]}])") ==
        "ABI entry 0: expected a width of 8 to 256 bits in steps of 8, got 'uint9'");
  CHECK(error(R"([{"type": "function", "name": "f", "inputs": [{"type": "tuple"}]}])") ==
        "ABI entry 0: expected \"components\" of a tuple");
  CHECK(error(R"([{"type": "function", "name": "f", "inputs": 7}])") ==
        "ABI entry 0: expected an array of parameters");
}

TEST_CASE("artifacts of every tool are read") {
  CHECK(parse_artifact(json::parse(R"({"abi": [], "bytecode": "0x6001"})"))->bytecode ==
        Bytes{0x60, 0x01});
  CHECK(parse_artifact(json::parse(R"({"abi": [], "deployedBytecode": {"object": "6002"}})"))
            ->deployed_bytecode == Bytes{0x60, 0x02});
  CHECK(parse_artifact(json::parse(R"({"abi": [], "evm": {"bytecode": {"object": "00"}}})"))
            ->bytecode == Bytes{0x00});
}

TEST_CASE("artifacts that are malformed say what is missing") {
  CHECK(artifact_error("[]") == "expected an artifact object, got array");
  CHECK(artifact_error(R"({"abi": []})") ==
        "expected an artifact with \"bytecode\" or \"deployedBytecode\"");
  CHECK(artifact_error(R"({"bytecode": 1})") == "expected hex in \"bytecode\", got number");
  CHECK(artifact_error(R"({"bytecode": {"x": 1}})") == "expected \"object\" in \"bytecode\"");
  CHECK(artifact_error(R"({"bytecode": "0x60__$abc$__"})") ==
        "expected linked code in \"bytecode\", got the library placeholder '__$abc$__' at "
        "character 4");
  CHECK(artifact_error(R"({"bytecode": "0x6"})").starts_with("\"bytecode\": "));
}
