// State lies where solc would put it.
#include "mozi/dsl/layout.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/compiler/dsl/layouts.hpp"

namespace {

using namespace mozi::dsl;
using nlohmann::json;

json expectations() {
  std::ifstream file("tests/compiler/dsl/solc/layouts.json");
  REQUIRE(file);
  return json::parse(file);
}

/// The bytes that a variable takes, as solc counts them.
uint64_t total_bytes(const ast::Type& type) {
  const auto size = ast::storage_size(type);
  return ast::is_word(type) ? size.bytes : 32 * size.slots;
}

json row(const std::string& label, const ast::Type& type, uint64_t slot, uint32_t offset) {
  return {{"label", label}, {"slot", slot}, {"offset", offset}, {"bytes", total_bytes(type)}};
}

/// All structs of a type and of what it is made of, by name.
void collect_structs(const ast::Type& type, json& structs) {
  if (type.element) collect_structs(*type.element, structs);
  if (type.kind != ast::Type::Kind::structure) return;
  const auto places = ast::member_places(type);
  auto rows = json::array();
  for (size_t i = 0; i < places.size(); ++i) {
    const auto& member = type.members[i];
    rows.push_back(row(member.name, *member.type, places[i].slot, places[i].offset));
    collect_structs(*member.type, structs);
  }
  structs[type.name] = rows;
}

json layout_of(const ast::Contract& contract) {
  json layout = {
      {"storage", json::array()}, {"transient", json::array()}, {"structs", json::object()}};
  for (const auto& field : contract.fields) {
    auto& list = layout[field.transient ? "transient" : "storage"];
    list.push_back(row(field.name, *field.type, field.slot, field.offset));
    collect_structs(*field.type, layout["structs"]);
  }
  return layout;
}

TEST_CASE("words share slots as solc packs them") {
  CHECK(layout_of(trace<mozi::tests::Words>()) == expectations()["Words"]);
}

TEST_CASE("structs begin and end slots as solc's do") {
  CHECK(layout_of(trace<mozi::tests::Structs>()) == expectations()["Structs"]);
}

TEST_CASE("arrays and maps take the slots that solc gives them") {
  CHECK(layout_of(trace<mozi::tests::Arrays>()) == expectations()["Arrays"]);
}

TEST_CASE("the state of mixins comes first, in the order of inheritance") {
  CHECK(layout_of(trace<mozi::tests::Inherited>()) == expectations()["Inherited"]);
}

TEST_CASE("transient variables have slots of their own") {
  CHECK(layout_of(trace<mozi::tests::Transient>()) == expectations()["Transient"]);
}

}  // namespace
