// Types, signatures and values as text: what is read, and what is said about the rest.
#include <catch2/catch.hpp>

#include "tests/tools/abi/vectors.hpp"
#include "tools/abi/function.hpp"

using namespace mozi;
using namespace mozi::abi;

namespace {

std::string type_error(std::string_view text) {
  const auto type = parse_type(text);
  return type ? type_name(*type) : type.error().message;
}

std::string value_error(std::string_view type, std::string_view text) {
  const auto value = parse_value(parse_type(type).value(), text);
  return value ? to_text(parse_type(type).value(), *value) : value.error().message;
}

}  // namespace

TEST_CASE("types have one canonical name") {
  CHECK(type_error("uint") == "uint256");
  CHECK(type_error("int") == "int256");
  CHECK(type_error("function") == "bytes24");
  CHECK(type_error(" tuple(uint a, (bool,string)[2] b)[] ") == "(uint256,(bool,string)[2])[]");
}

TEST_CASE("what is no type is named") {
  CHECK(type_error("uint7") == "expected a width of 8 to 256 bits in steps of 8, got 'uint7'");
  CHECK(type_error("uint08") == "expected a width of 8 to 256 bits in steps of 8, got 'uint08'");
  CHECK(type_error("bytes33") == "expected bytes1 to bytes32, got 'bytes33'");
  CHECK(type_error("strin") == "expected an ABI type, got 'strin'");
  CHECK(type_error("uint8[0]") == "expected an array length above 0, got '[0]'");
  CHECK(type_error("[]") == "expected an element type before '[...]', got '[]'");
  CHECK(type_error("(uint8") == "expected a list in parentheses, got '(uint8'");
  CHECK(type_error("(uint8))(") == "expected a list in parentheses, got '(uint8))('");
  CHECK(type_error("") == "expected an ABI type, got nothing");
  CHECK(type_error("uint8[4194305]") ==
        "expected a type of at most 4194304 words, got 'uint8[4194305]'");
}

TEST_CASE("types nest only so deep") {
  CHECK(type_error("uint8" + std::string(3000, '[')).starts_with("expected"));
  std::string brackets = "uint8";
  for (int i = 0; i < 1000; ++i) brackets += "[]";
  CHECK(type_error(brackets) == "expected at most 32 levels of types");
  CHECK(type_error(std::string(100000, '(') + std::string(100000, ')')) ==
        "expected at most 32 levels of types");
}

TEST_CASE("selectors are those of ethers") {
  const auto vectors = mozi::test::load_vectors();
  for (const auto& [signature, expected] : vectors["selectors"].items()) {
    const auto function = parse_function(signature);
    REQUIRE(function);
    CHECK(function->signature() == signature);
    CHECK(to_hex(BytesView{function->selector()}) == expected.get<std::string>());
  }
}

TEST_CASE("signatures may name parameters and results") {
  const auto function =
      parse_function("function pay(address to, uint amount) external returns (bool ok)");
  REQUIRE(function);
  CHECK(function->signature() == "pay(address,uint256)");
  CHECK(type_name(function->outputs) == "(bool)");
  CHECK(type_name(parse_function("f()(uint256,string)")->outputs) == "(uint256,string)");
}

TEST_CASE("what is no signature is named") {
  const auto error = [](std::string_view text) { return parse_function(text).error().message; };
  CHECK(error("transfer") ==
        "expected a signature such as \"transfer(address,uint256)\", got 'transfer'");
  CHECK(error("f(uint256") ==
        "expected a signature such as \"transfer(address,uint256)\", got 'f(uint256'");
  CHECK(error("f(uint9)") ==
        "signature 'f(uint9)': expected a width of 8 to 256 bits in steps of 8, got 'uint9'");
  CHECK(error("f() maybe") ==
        "signature 'f() maybe': expected result types in parentheses, got 'maybe'");
}

TEST_CASE("arguments say which of them is wrong") {
  const auto function = parse_function("transfer(address to,uint256 value)").value();
  const auto error = [&](std::vector<std::string> arguments) {
    return function.encode_call(arguments).error().message;
  };
  CHECK(error({"1"}) == "transfer(address,uint256): expected 2 arguments, got 1");
  CHECK(error({"0x00000000000000000000000000000000000000aa", "x"}) ==
        "transfer(address,uint256): argument 2 'value': expected uint256 (0 to 2^256-1), got 'x'");
  CHECK(error({"0xaa", "1"})
            .starts_with("transfer(address,uint256): argument 1 'to': expected address: "));
}

TEST_CASE("numbers that do not fit are refused") {
  CHECK(value_error("uint8", "256") == "expected uint8 (0 to 2^8-1), got '256'");
  CHECK(value_error("uint8", "-1") == "expected uint8 (0 to 2^8-1), got '-1'");
  CHECK(value_error("int8", "128") == "expected int8 (-2^7 to 2^7-1), got '128'");
  CHECK(value_error("int8", "-128") == "-128");
  CHECK(value_error("uint256", "1e78") == "expected uint256 (0 to 2^256-1), got '1e78'");
  CHECK(value_error("uint256", "1.5") == "expected uint256 (0 to 2^256-1), got '1.5'");
  CHECK(value_error("uint256", "1.5e1") == "15");
  CHECK(value_error("uint256", "") == "expected uint256 (0 to 2^256-1), got ''");
  CHECK(value_error("uint256", "1_000") == "1000");
  CHECK(value_error("bool", "yes") == "expected bool (true or false), got 'yes'");
  CHECK(value_error("bytes4", "0xabcdef") == "expected bytes4 (8 hex digits), got 6 digits");
}

TEST_CASE("lists say where they break") {
  CHECK(value_error("uint8[]", "1,2") == "expected '[' to begin uint8[] at character 0, got '1,2'");
  CHECK(value_error("uint8[]", "[1,2") == "expected ',' or ']' in uint8[] at character 4, got ''");
  CHECK(value_error("uint8[2]", "[1]") == "expected 2 items for uint8[2], got 1");
  CHECK(value_error("uint8[2]", "[1,2,3]") == "expected 2 items for uint8[2], got more");
  CHECK(value_error("uint8[]", "[1] x") ==
        "expected the end after uint8[], got 'x' at character 4");
  CHECK(value_error("(string)", "(\"open)") == "expected a closing '\"' in '(\"open)'");
}

TEST_CASE("amounts take units and exponents") {
  CHECK(parse_amount("1ether").value() == parse_amount("1e18").value());
  CHECK(parse_amount("0x10").value() == Word{16});
  CHECK(parse_amount("2 gwei").value() == Word{2'000'000'000});
  CHECK(parse_amount("ether").error().message ==
        "expected an amount such as 5, 0x5, 1e18 or 1ether, got 'ether'");
}

TEST_CASE("addresses carry the checksum of EIP-55") {
  for (const char* text :
       {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"})
    CHECK(to_checksum(parse_address(text).value()) == text);
}
