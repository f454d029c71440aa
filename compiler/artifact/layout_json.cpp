// Storage layouts as JSON: every variable, and the types that explain them.
#include "compiler/artifact/layout_json.hpp"

#include <fmt/format.h>

#include <map>

#include "mozi/dsl/layout.hpp"

namespace mozi::artifact {
namespace {

namespace ast = dsl::ast;
using Kind = ast::Type::Kind;

/// "Split" of "FeeSplitter.Split".
std::string last_part(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

/// Collects the types of one layout; named types are numbered in order of appearance, where solc
/// has the number of their declaration.
class Types {
 public:
  explicit Types(std::string contract) : contract_(std::move(contract)) {}

  /// The type's identifier; its description is in `all` afterwards.
  std::string id(const ast::Type& type) {
    auto name = make_id(type);
    if (!all_.contains(name)) {
      all_[name] = {};  // a struct may hold a mapping to itself
      all_[name] = describe(type);
    }
    return name;
  }

  Json variable(const std::string& label, const ast::Type& type, ast::Place at) {
    return {{"astId", next_ast_id_++}, {"contract", contract_},           {"label", label},
            {"offset", at.offset},     {"slot", std::to_string(at.slot)}, {"type", id(type)}};
  }

  /// All that were met; null if there are none, as solc has it.
  [[nodiscard]] Json json() const {
    if (all_.empty()) return nullptr;
    Json object = Json::object();
    for (const auto& [name, description] : all_) object[name] = description;
    return object;
  }

 private:
  size_t number(const std::string& name) {
    return numbers_.emplace(name, numbers_.size() + 1).first->second;
  }

  std::string make_id(const ast::Type& type) {
    switch (type.kind) {
      case Kind::contract:
        return fmt::format("t_contract({}){}", last_part(type.name),
                           number("contract " + type.name));
      case Kind::enumeration:
        return fmt::format("t_enum({}){}", last_part(type.name), number("enum " + type.name));
      case Kind::structure:
        return fmt::format("t_struct({}){}_storage", last_part(type.name),
                           number("struct " + type.name));
      case Kind::bytes:
        return "t_bytes_storage";
      case Kind::string:
        return "t_string_storage";
      case Kind::fixed_array:
        return fmt::format("t_array({}){}_storage", make_id(*type.element), type.length);
      case Kind::array:
        return fmt::format("t_array({})dyn_storage", make_id(*type.element));
      case Kind::mapping:
        return fmt::format("t_mapping({},{})", make_key_id(*type.key), make_id(*type.element));
      case Kind::none:
      case Kind::boolean:
      case Kind::unsigned_:
      case Kind::signed_:
      case Kind::address:
      case Kind::fixed_bytes:
        return "t_" + ast::abi_name(type);
    }
    return {};
  }

  std::string make_key_id(const ast::Type& key) {
    if (key.kind == Kind::string) return "t_string_memory_ptr";
    if (key.kind == Kind::bytes) return "t_bytes_memory_ptr";
    return make_id(key);
  }

  std::string key_id(const ast::Type& key) {
    if (key.kind != Kind::string && key.kind != Kind::bytes) return id(key);
    auto name = make_key_id(key);
    all_[name] = {
        {"encoding", "bytes"}, {"label", ast::display_name(key)}, {"numberOfBytes", "32"}};
    return name;
  }

  Json describe(const ast::Type& type) {
    const auto size = ast::storage_size(type);
    const auto bytes = std::to_string(ast::is_word(type) ? size.bytes : size.slots * 32);
    Json object;
    const bool is_text = type.kind == Kind::bytes || type.kind == Kind::string;
    if (type.kind == Kind::array || type.kind == Kind::fixed_array)
      object["base"] = id(*type.element);
    object["encoding"] = is_text                      ? "bytes"
                         : type.kind == Kind::mapping ? "mapping"
                         : type.kind == Kind::array   ? "dynamic_array"
                                                      : "inplace";
    if (type.kind == Kind::mapping) object["key"] = key_id(*type.key);
    object["label"] = ast::display_name(type);
    if (type.kind == Kind::structure) object["members"] = members(type);
    object["numberOfBytes"] = bytes;
    if (type.kind == Kind::mapping) object["value"] = id(*type.element);
    return object;
  }

  Json members(const ast::Type& structure) {
    const auto places = ast::member_places(structure);
    Json list = Json::array();
    for (size_t i = 0; i < structure.members.size(); ++i)
      list.push_back(variable(structure.members[i].name, *structure.members[i].type, places[i]));
    return list;
  }

  std::string contract_;
  std::map<std::string, Json> all_;
  std::map<std::string, size_t> numbers_;
  size_t next_ast_id_ = 1;
};

}  // namespace

Json storage_layout(const ast::Contract& contract, Region region, const std::string& source) {
  Types types(source + ":" + contract.name);
  Json variables = Json::array();
  for (const auto& field : contract.fields)
    if (field.transient == (region == Region::transient))
      variables.push_back(types.variable(field.name, *field.type, {field.slot, field.offset}));
  return {{"storage", std::move(variables)}, {"types", types.json()}};
}

}  // namespace mozi::artifact
