// Slots get the names that the layout and the hashes of keys give them.
#include "vm/trace/storage_names.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "vm/crypto/keccak.hpp"

namespace mozi::trace {
namespace {

// As solc writes it for: uint128 a; bool b; mapping(address => mapping(string => Point[])) m;
// uint64[] packed; Point p; uint32[10] fixed; where Point is {uint256 x; address y; uint8 z;}.
constexpr const char* layout_text = R"json({
  "storage": [
    {"label": "a", "offset": 0, "slot": "0", "type": "t_uint128"},
    {"label": "b", "offset": 16, "slot": "0", "type": "t_bool"},
    {"label": "m", "offset": 0, "slot": "1", "type": "t_outer"},
    {"label": "packed", "offset": 0, "slot": "2", "type": "t_array64"},
    {"label": "p", "offset": 0, "slot": "3", "type": "t_point"},
    {"label": "fixed", "offset": 0, "slot": "5", "type": "t_fixed"}],
  "types": {
    "t_uint128": {"encoding": "inplace", "label": "uint128", "numberOfBytes": "16"},
    "t_uint256": {"encoding": "inplace", "label": "uint256", "numberOfBytes": "32"},
    "t_uint64": {"encoding": "inplace", "label": "uint64", "numberOfBytes": "8"},
    "t_uint32": {"encoding": "inplace", "label": "uint32", "numberOfBytes": "4"},
    "t_uint8": {"encoding": "inplace", "label": "uint8", "numberOfBytes": "1"},
    "t_bool": {"encoding": "inplace", "label": "bool", "numberOfBytes": "1"},
    "t_address": {"encoding": "inplace", "label": "address", "numberOfBytes": "20"},
    "t_string": {"encoding": "bytes", "label": "string", "numberOfBytes": "32"},
    "t_outer": {"encoding": "mapping", "key": "t_address", "label": "mapping", "numberOfBytes": "32",
      "value": "t_inner"},
    "t_inner": {"encoding": "mapping", "key": "t_string", "label": "mapping", "numberOfBytes": "32",
      "value": "t_points"},
    "t_points": {"base": "t_point", "encoding": "dynamic_array", "label": "struct Point[]",
      "numberOfBytes": "32"},
    "t_array64": {"base": "t_uint64", "encoding": "dynamic_array", "label": "uint64[]",
      "numberOfBytes": "32"},
    "t_fixed": {"base": "t_uint32", "encoding": "inplace", "label": "uint32[10]", "numberOfBytes": "64"},
    "t_point": {"encoding": "inplace", "label": "struct Point", "numberOfBytes": "64", "members": [
      {"label": "x", "offset": 0, "slot": "0", "type": "t_uint256"},
      {"label": "y", "offset": 0, "slot": "1", "type": "t_address"},
      {"label": "z", "offset": 20, "slot": "1", "type": "t_uint8"}]}}
})json";

StorageLayout layout() {
  return parse_storage_layout(nlohmann::json::parse(layout_text)).value();
}

std::string names(const StorageNames& known, const Word& slot) {
  std::string text;
  for (const auto& name : known.names_of(slot)) text += (text.empty() ? "" : " ") + name.name;
  return text;
}

Bytes joined(BytesView key, const Word& slot) {
  Bytes bytes(key.begin(), key.end());
  const auto word = slot.to_bytes();
  bytes.insert(bytes.end(), word.begin(), word.end());
  return bytes;
}

Word hash(const Bytes& bytes) {
  return crypto::keccak256(bytes).to_word();
}

TEST_CASE("variables that share a slot are told apart by their bytes") {
  const auto of = layout();
  const StorageNames known(of);
  const auto found = known.names_of(Word{});
  REQUIRE(found.size() == 2);
  const Word slot = (Word{1} << 128) | Word{77};
  CHECK(found[0].name == "a");
  CHECK(found[0].part_of(slot) == Word{77});
  CHECK(found[1].name == "b");
  CHECK(value_text(found[1].type, found[1].part_of(slot)) == "true");
  CHECK(names(known, Word{4}) == "p.y p.z");
  CHECK(names(known, Word{6}) == "fixed[8] fixed[9]");
  CHECK(names(known, Word{99}).empty());
}

TEST_CASE("the data of an array is known without its hash being seen") {
  const auto of = layout();
  const StorageNames known(of);
  CHECK(names(known, Word{2}) == "packed.length");
  const Word data = hash(joined({}, Word{2}));
  CHECK(names(known, data + Word{1}) == "packed[4] packed[5] packed[6] packed[7]");
}

TEST_CASE("places behind two mappings and an array are named once their hashes were seen") {
  const auto of = layout();
  StorageNames known(of);
  const auto who = Word{0xabc}.to_bytes();
  const Bytes outer = joined(who, Word{1});
  const std::string key = "home";
  const Bytes inner =
      joined({reinterpret_cast<const uint8_t*>(key.data()), key.size()}, hash(outer));
  const Bytes data = joined({}, hash(inner));
  CHECK(names(known, hash(data) + Word{3}).empty());
  known.learn(outer);
  known.learn(inner);
  known.learn(data);
  const std::string base = "m[0x0000000000000000000000000000000000000abc][\"home\"]";
  CHECK(names(known, hash(inner)) == base + ".length");
  CHECK(names(known, hash(data) + Word{3}) == base + "[1].y " + base + "[1].z");
}

TEST_CASE("hashes of other things are no places") {
  const auto of = layout();
  StorageNames known(of);
  const auto key = Word{1}.to_bytes();
  for (const Word& slot : {Word{0}, Word{3}, Word{2}, ~Word{}}) known.learn(joined(key, slot));
  known.learn(Bytes(31, 0));
  CHECK(names(known, hash(joined(key, Word{2}))).empty());
  CHECK(names(known, hash(joined(key, Word{}))).empty());
}

TEST_CASE("layouts that make no sense are refused") {
  const auto refused = [](const char* text) {
    return !parse_storage_layout(nlohmann::json::parse(text)).has_value();
  };
  CHECK(refused(R"({"storage": [{"label": "a", "offset": 0, "slot": "0", "type": "none"}]})"));
  CHECK(refused(R"({"storage": [{"label": "a", "offset": 32, "slot": "0", "type": "t"}]})"));
  CHECK(refused(
      R"({"types": {"t": {"label": "x", "numberOfBytes": "many", "encoding": "inplace"}}})"));
  CHECK(refused(R"({"types": {"t": 5}})"));
  CHECK(!refused("null"));
}

TEST_CASE("a struct that holds itself costs no more than its depth") {
  const auto of = parse_storage_layout(nlohmann::json::parse(R"({
    "storage": [{"label": "s", "offset": 0, "slot": "0", "type": "t"}],
    "types": {"t": {"encoding": "inplace", "label": "struct S", "numberOfBytes": "32", "members": [
      {"label": "l", "offset": 0, "slot": "0", "type": "t"}, {"label": "r", "offset": 0, "slot": "0", "type": "t"}]}}})"));
  REQUIRE(of);
  const StorageNames known(*of);
  CHECK(known.names_of(Word{}).size() <= 64);
}

TEST_CASE("values are shown as their types") {
  CHECK(value_text("int8", ~Word{}) == "-1");
  CHECK(value_text("int8", Word{0xff}) == "-1");
  CHECK(value_text("int256", Word{1} << 255) ==
        "-57896044618658097711785492504343953926634992332820282019728792003956564819968");
  CHECK(value_text("bytes4", Word{0x01ffc9a7} << 224) == "0x01ffc9a7");
  CHECK(value_text("bytes4", Word{0x01ffc9a7}) == "0x01ffc9a7");
  CHECK(value_text("contract IToken", Word{1}) == "0x0000000000000000000000000000000000000001");
}

}  // namespace
}  // namespace mozi::trace
