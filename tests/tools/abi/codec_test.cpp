// Encoding and decoding against ethers, and on data that lies.
#include "tools/abi/codec.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/support/random.hpp"
#include "tests/tools/abi/vectors.hpp"
#include "tools/abi/function.hpp"

using namespace mozi;
using namespace mozi::abi;

namespace {

std::vector<Type> types_of(const nlohmann::json& names) {
  std::vector<Type> types;
  for (const auto& name : names) types.push_back(parse_type(name.get<std::string>()).value());
  return types;
}

Bytes word_bytes(const Word& word) {
  const auto bytes = word.to_bytes();
  return {bytes.begin(), bytes.end()};
}

void append(Bytes& out, const Bytes& more) {
  out.insert(out.end(), more.begin(), more.end());
}

Bytes concat(std::initializer_list<Word> words) {
  Bytes out;
  for (const Word& word : words) append(out, word_bytes(word));
  return out;
}

std::string decode_error(std::string_view type, BytesView data) {
  const Type parsed = parse_type(type).value();
  const auto result = decode({&parsed, 1}, data);
  return result ? "decoded" : result.error().message;
}

}  // namespace

TEST_CASE("values from text encode as ethers encodes them") {
  const auto vectors = mozi::test::load_vectors();
  for (const auto& vector : vectors["values"]) {
    INFO(vector["types"].dump() << " " << vector["text"].dump());
    const auto types = types_of(vector["types"]);
    std::vector<Value> values;
    for (size_t i = 0; i < types.size(); ++i) {
      const auto value = parse_value(types[i], vector["text"][i].get<std::string>());
      INFO((value ? "" : value.error().message));
      REQUIRE(value);
      values.push_back(*value);
    }
    const auto encoded = encode(types, values);
    REQUIRE(encoded);
    CHECK(to_hex(*encoded) == vector["encoded"].get<std::string>());
  }
}

TEST_CASE("what ethers encoded decodes to values that encode to the same bytes") {
  const auto vectors = mozi::test::load_vectors();
  for (const auto& vector : vectors["values"]) {
    INFO(vector["types"].dump());
    const auto types = types_of(vector["types"]);
    const Bytes data = mozi::test::from_hex(vector["encoded"].get<std::string>());
    const auto values = decode(types, data);
    REQUIRE(values);
    CHECK(encode(types, *values) == data);
  }
}

TEST_CASE("a decoded value's text parses to the same value") {
  const auto vectors = mozi::test::load_vectors();
  for (const auto& vector : vectors["values"]) {
    const auto types = types_of(vector["types"]);
    const Bytes data = mozi::test::from_hex(vector["encoded"].get<std::string>());
    const auto values = decode(types, data).value();
    for (size_t i = 0; i < types.size(); ++i) {
      INFO(to_text(types[i], values[i]));
      CHECK(parse_value(types[i], to_text(types[i], values[i])).value() == values[i]);
    }
  }
}

TEST_CASE("no cut of an encoding decodes to more than it holds") {
  const auto vectors = mozi::test::load_vectors();
  for (const auto& vector : vectors["values"]) {
    const auto types = types_of(vector["types"]);
    Bytes data = mozi::test::from_hex(vector["encoded"].get<std::string>());
    while (!data.empty()) {
      data.pop_back();
      const auto values = decode(types, data);
      // Padding at the very end may be missing.
      if (values) CHECK(encode(types, *values).value().size() <= (data.size() + 31) / 32 * 32);
    }
  }
}

TEST_CASE("random changes of an encoding never crash the decoder") {
  mozi::test::Random random;
  INFO("seed " << mozi::test::seed());
  const auto vectors = mozi::test::load_vectors();
  for (const auto& vector : vectors["values"]) {
    const auto types = types_of(vector["types"]);
    const Bytes data = mozi::test::from_hex(vector["encoded"].get<std::string>());
    for (int round = 0; round < 200 && !data.empty(); ++round) {
      Bytes changed = data;
      for (uint64_t n = random.below(4) + 1; n > 0; --n)
        changed[random.below(changed.size())] = static_cast<uint8_t>(random.bits());
      if (const auto values = decode(types, changed)) CHECK(encode(types, *values));
    }
  }
}

TEST_CASE("lengths and offsets beyond the data are refused") {
  CHECK(decode_error("bytes", concat({32, 33})) == "expected 33 bytes at byte 64, got 0");
  CHECK(decode_error("bytes", concat({96, 0})) ==
        "expected an offset within 64 bytes at byte 0, got 0x60");
  CHECK(
      decode_error("uint256[]", concat({32, ~Word{}})).starts_with("expected a length at byte 32"));
  CHECK(decode_error("uint256[]", concat({32, 2, 1})) ==
        "expected 2 elements of uint256 at byte 64, got 32 bytes");
  CHECK(decode_error("uint256", {}) == "expected 32 bytes at byte 0, got 0");
}

TEST_CASE("values out of their type's range are refused") {
  CHECK(decode_error("uint8", concat({256})) == "expected a value of uint8 at byte 0, got 0x100");
  CHECK(decode_error("bool", concat({2})) == "expected a value of bool at byte 0, got 0x2");
  CHECK(decode_error("int8", concat({128})) == "expected a value of int8 at byte 0, got 0x80");
  CHECK(decode_error("int8", concat({-Word{128}})) == "decoded");
  CHECK(
      decode_error("address", concat({Word{1} << 160})).starts_with("expected a value of address"));
  CHECK(decode_error("bytes4", concat({1})).starts_with("expected zeros after the 4 bytes"));
}

TEST_CASE("arrays that share their data do not multiply it") {
  // Each level has 64 elements that all point to the same next level: 64^6 values if followed.
  Bytes data = concat({32});
  for (int level = 0; level < 6; ++level) {
    append(data, concat({64}));
    for (int i = 0; i < 64; ++i) append(data, concat({64 * 32}));
  }
  CHECK(decode_error("uint256[][][][][][]", data) ==
        "the data describes more values than its size allows");
  CHECK(decode_error("()[]", concat({32, Word{1} << 40})) != "decoded");
}

TEST_CASE("values that do not fit their type do not encode") {
  const auto error = [](std::string_view type, const Value& value) {
    const Type parsed = parse_type(type).value();
    const auto result = encode({&parsed, 1}, {&value, 1});
    return result ? "encoded" : result.error().message;
  };
  CHECK(error("uint8", 256) == "uint8 is out of range: 256");
  CHECK(error("int8", -129) == "int8 is out of range: -129");
  CHECK(error("bytes4", Bytes{1}) == "expected 4 bytes for bytes4, got 1");
  CHECK(error("uint256[2]", std::vector<Value>{1}) == "expected 2 items for uint256[2], got 1");
  CHECK(error("(bool,bool)", std::vector<Value>{1}) == "expected 2 items for (bool,bool), got 1");
}

TEST_CASE("calldata is written from a signature and C++ values") {
  const Address to{{1, 2, 3}};
  const auto data = encode_call("transfer(address,uint256)", {to, 5});
  REQUIRE(data);
  CHECK(to_hex(BytesView{*data}.first(4)) == "0xa9059cbb");
  CHECK(BytesView{*data}.size() == 68);
  CHECK(encode_call("transfer(address,uint256)", {to}).error().message ==
        "transfer(address,uint256): expected 2 arguments, got 1");
}
