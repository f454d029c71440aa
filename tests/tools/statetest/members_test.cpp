// Cutting an object into members, against a real parser and on broken text.
#include "tools/statetest/members.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::statetest;
using nlohmann::json;

namespace {

std::string error_of(std::string_view text) {
  const auto members = split_members(text);
  return members ? "split" : members.error().message;
}

/// A random value with nasty strings.
json random_json(mozi::test::Random& random, int depth) {
  constexpr const char* strings[] = {"", "}", "\\", "\"", "],", "{\"a\":", "\n", "x"};
  if (depth == 0 || random.below(3) == 0) return strings[random.below(std::size(strings))];
  json value = random.below(2) == 0 ? json::array() : json::object();
  for (uint64_t n = random.below(4); n > 0; --n) {
    if (value.is_array())
      value.push_back(random_json(random, depth - 1));
    else
      value["k" + std::to_string(random.below(10))] = random_json(random, depth - 1);
  }
  return value;
}

}  // namespace

TEST_CASE("members are cut where a parser would cut them") {
  mozi::test::Random random;
  INFO("seed " << mozi::test::seed());
  for (int i = 0; i < 500; ++i) {
    json object = json::object();
    for (uint64_t n = random.below(5); n > 0; --n)
      object["name" + std::to_string(n)] = random_json(random, 4);
    const std::string text = object.dump(random.below(2) == 0 ? -1 : 2);
    const auto members = split_members(text);
    REQUIRE(members);
    json rebuilt = json::object();
    for (const Member& member : *members)
      rebuilt[std::string(member.name)] = json::parse(member.value);
    CHECK(rebuilt == object);
  }
}

TEST_CASE("blanks and a byte order mark do not matter") {
  const auto members = split_members("\xef\xbb\xbf \n{ \"a\" : 1 ,\r\n \"b\":[2] } \n");
  REQUIRE(members);
  REQUIRE(members->size() == 2);
  CHECK((*members)[0].name == "a");
  CHECK((*members)[1].value.starts_with("[2]"));
}

TEST_CASE("what is no object says where and why") {
  CHECK(error_of("") == "expected JSON: '{' at byte 0, got the end");
  CHECK(error_of("[1]") == "expected JSON: '{' at byte 0, got '['");
  CHECK(error_of("{\"a\" 1}") == "expected JSON: ':' at byte 5, got '1'");
  CHECK(error_of("{\"a\":1") == "expected JSON: a value at byte 6, got the end");
  CHECK(error_of("{\"a\":}") == "expected JSON: a value at byte 5, got '}'");
  CHECK(error_of("{\"a\":[}") == "expected JSON: a value at byte 7, got the end");
  CHECK(error_of("{\"a\":]}") == "expected JSON: a value at byte 5, got ']'");
  CHECK(error_of("{\"a\":1 \"b\":2}") == "split");  // the parser of the value refuses it
  CHECK(error_of("{a:1}") == "expected JSON: a name in quotes at byte 1, got 'a'");
  CHECK(error_of("{} x") == "expected JSON: the end at byte 3, got 'x'");
  CHECK(error_of("\x01") == "expected JSON: '{' at byte 0, got byte 0x01");
  CHECK(error_of("{\"a") == "expected JSON: a name in quotes at byte 3, got the end");
}

TEST_CASE("no cut or change of a text crashes the splitter") {
  mozi::test::Random random(1);
  INFO("seed " << mozi::test::seed());
  const std::string text = R"({"a": {"b": ["x\"", 1]}, "c": "}"})";
  for (size_t n = 0; n < text.size(); ++n) CHECK_FALSE(split_members(text.substr(0, n)));
  for (int i = 0; i < 5000; ++i) {
    std::string changed = text;
    changed[random.below(changed.size())] = static_cast<char>(random.bits());
    static_cast<void>(split_members(changed));
  }
}
