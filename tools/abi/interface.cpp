// The interface of a contract, read from its ABI JSON: what calldata, logs and errors mean.
#include "tools/abi/interface.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "tools/abi/codec.hpp"
#include "tools/support/fail.hpp"

namespace mozi::abi {
namespace {

using nlohmann::json;

std::string string_member(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Expected<Type> parse_parameters(const json& list, const std::string& where, size_t depth);

/// JSON spells a tuple's members apart: {"type": "tuple[2]", "components": [...]}.
Expected<Type> parse_parameter(const json& parameter, const std::string& where, size_t depth) {
  const std::string text = string_member(parameter, "type");
  if (!text.starts_with("tuple")) {
    auto type = parse_type(text);
    if (!type) return fail("{}: {}", where, type.error().message);
    return type;
  }
  const auto components = parameter.find("components");
  if (components == parameter.end()) return fail("{}: expected \"components\" of a tuple", where);
  auto tuple = parse_parameters(*components, where, depth + 1);
  if (!tuple) return tuple;
  // The text form checks the array suffix; the members' names come back in by hand.
  auto type = parse_type(type_name(*tuple) + text.substr(5));
  if (!type) return fail("{}: {}", where, type.error().message);
  Type* inner = &*type;
  while (inner->kind != Kind::tuple) inner = &inner->parts[0];
  *inner = std::move(*tuple);
  return type;
}

Expected<Type> parse_parameters(const json& list, const std::string& where, size_t depth) {
  if (!list.is_array()) return fail("{}: expected an array of parameters", where);
  if (depth > max_type_depth) return fail("{}: expected at most {} levels", where, max_type_depth);
  Type tuple{Kind::tuple, 0, {}, {}};
  bool named = !list.empty();
  for (const json& parameter : list) {
    if (!parameter.is_object()) return fail("{}: expected parameter objects", where);
    auto type = parse_parameter(parameter, where, depth);
    if (!type) return type;
    tuple.parts.push_back(std::move(*type));
    tuple.names.push_back(string_member(parameter, "name"));
    named = named && !tuple.names.back().empty();
  }
  if (!named) tuple.names.clear();
  return tuple;
}

Expected<Type> parse_list_of(const json& entry, const char* key, const std::string& where) {
  const auto it = entry.find(key);
  if (it == entry.end()) return Type{Kind::tuple, 0, {}, {}};
  return parse_parameters(*it, where, 0);
}

Expected<Function> parse_function_entry(const json& entry, const std::string& where) {
  Function function;
  function.name = string_member(entry, "name");
  function.mutability = string_member(entry, "stateMutability");
  auto inputs = parse_list_of(entry, "inputs", where);
  if (!inputs) return std::unexpected(inputs.error());
  auto outputs = parse_list_of(entry, "outputs", where);
  if (!outputs) return std::unexpected(outputs.error());
  function.inputs = std::move(*inputs);
  function.outputs = std::move(*outputs);
  return function;
}

Event make_event(Function function, const json& entry) {
  Event event{std::move(function.name), std::move(function.inputs), {}, false};
  if (const auto inputs = entry.find("inputs"); inputs != entry.end())
    for (const json& input : *inputs)
      event.indexed.push_back(input.value("indexed", json()) == true);
  event.anonymous = entry.value("anonymous", json()) == true;
  return event;
}

/// Dynamic values are indexed by their hash alone.
Type topic_type(const Type& type) {
  const bool hashed = is_dynamic(type) || !type.parts.empty();
  return hashed ? Type{Kind::fixed_bytes, 32, {}, {}} : type;
}

std::optional<Value> decode_one(const Type& type, const Hash& word) {
  auto values = decode({&type, 1}, word.bytes);
  if (!values) return {};
  return std::move(values->front());
}

std::optional<Decoded> decode_event(const Event& event, const Log& log) {
  size_t topic = event.anonymous ? 0 : 1;
  const auto indexed = static_cast<size_t>(std::ranges::count(event.indexed, true));
  if (log.topics.size() != topic + indexed) return {};
  if (!event.anonymous && log.topics[0] != event.topic()) return {};
  std::vector<Type> plain;
  for (size_t i = 0; i < event.indexed.size(); ++i)
    if (!event.indexed[i]) plain.push_back(event.inputs.parts[i]);
  auto data = decode(plain, log.data);
  if (!data) return {};
  Decoded decoded{event.name, event.inputs, {}};
  auto next = data->begin();
  for (size_t i = 0; i < event.indexed.size(); ++i) {
    if (!event.indexed[i]) {
      decoded.arguments.items.push_back(std::move(*next++));
      continue;
    }
    decoded.types.parts[i] = topic_type(event.inputs.parts[i]);
    auto value = decode_one(decoded.types.parts[i], log.topics[topic++]);
    if (!value) return {};
    decoded.arguments.items.push_back(std::move(*value));
  }
  return decoded;
}

std::optional<Decoded> decode_as(const Function& function, BytesView data) {
  auto values = decode(function.inputs.parts, data.subspan(4));
  if (!values) return {};
  return Decoded{function.name, function.inputs, Value{std::move(*values)}};
}

struct Panic {
  uint64_t code;
  std::string_view text;
};
constexpr std::array panics = {
    Panic{0x01, "assertion failed"},
    Panic{0x11, "arithmetic overflow or underflow"},
    Panic{0x12, "division by zero"},
    Panic{0x21, "value is no member of the enum"},
    Panic{0x22, "badly encoded storage bytes"},
    Panic{0x31, "pop of an empty array"},
    Panic{0x32, "array index out of bounds"},
    Panic{0x41, "too much memory asked for"},
    Panic{0x51, "call of an uninitialised function pointer"},
};

}  // namespace

std::string_view panic_text(uint64_t code) {
  const auto it = std::ranges::find(panics, code, &Panic::code);
  return it == panics.end() ? std::string_view() : it->text;
}

std::string Decoded::to_text() const {
  std::string text = name + "(";
  for (size_t i = 0; i < arguments.items.size(); ++i) {
    if (i != 0) text += ", ";
    if (!types.names.empty()) text += types.names[i] + ": ";
    const Value& value = arguments.items[i];
    const bool quote = types.parts[i].kind == Kind::string;
    text += quote ? json(value.text()).dump(-1, ' ', false, json::error_handler_t::replace)
                  : abi::to_text(types.parts[i], value);
  }
  text += ")";
  if (name != "Panic" || arguments.items.size() != 1) return text;
  const Word code = arguments.items[0].word;
  const std::string_view meaning = code.fits64() ? panic_text(code.low()) : "";
  return meaning.empty() ? text : fmt::format("{}: {}", text, meaning);
}

json Decoded::to_json() const {
  return {{"name", name}, {"arguments", abi::to_json(types, arguments)}};
}

Expected<const Function*> Interface::find_function(std::string_view name) const {
  const bool signature = name.find('(') != std::string_view::npos;
  const Function* found = nullptr;
  std::string known;
  bool several = false;
  for (const Function& function : functions) {
    known += (known.empty() ? "" : ", ") + function.signature();
    if (signature ? function.signature() != name : function.name != name) continue;
    several = found != nullptr;
    found = &function;
  }
  if (several) return fail("expected one function named '{}', got several of {}", name, known);
  if (found == nullptr) return fail("expected one of the functions {}, got '{}'", known, name);
  return found;
}

const Function* Interface::find_selector(BytesView calldata) const {
  if (calldata.size() < 4) return nullptr;
  for (const Function& function : functions)
    if (std::ranges::equal(function.selector(), calldata.first(4))) return &function;
  return nullptr;
}

std::optional<Decoded> Interface::decode_log(const Log& log) const {
  for (const Event& event : events)
    if (auto decoded = decode_event(event, log)) return decoded;
  return {};
}

std::optional<Decoded> Interface::decode_error(BytesView data) const {
  if (data.size() < 4) return {};
  const auto matches = [data](const Function& error) {
    return std::ranges::equal(error.selector(), data.first(4));
  };
  for (const Function& error : errors)
    if (matches(error)) return decode_as(error, data);
  for (const char* builtin : {"Error(string)", "Panic(uint256)"})
    if (const auto error = parse_function(builtin); matches(*error)) return decode_as(*error, data);
  return {};
}

Expected<Interface> parse_interface(const json& list) {
  if (!list.is_array()) return fail("expected the ABI as a JSON array, got {}", list.type_name());
  Interface interface;
  std::map<std::string, size_t, std::less<>> known;  // signature to place among the functions
  for (size_t i = 0; i < list.size(); ++i) {
    const json& entry = list[i];
    const std::string where = fmt::format("ABI entry {}", i);
    if (!entry.is_object()) return fail("{}: expected an object, got {}", where, entry.type_name());
    const std::string kind = string_member(entry, "type");
    auto function = parse_function_entry(entry, where);
    if (!function) return std::unexpected(function.error());
    if (kind == "function") {
      const auto [it, fresh] = known.emplace(function->signature(), interface.functions.size());
      if (fresh) {
        interface.functions.push_back(std::move(*function));
      } else if (interface.functions[it->second] != *function) {
        return fail("{}: expected one meaning of {}, got a second one", where, it->first);
      }
      continue;
    }
    if (kind == "error") interface.errors.push_back(std::move(*function));
    if (kind == "constructor") interface.constructor = std::move(*function);
    if (kind == "event") interface.events.push_back(make_event(std::move(*function), entry));
  }
  return interface;
}

}  // namespace mozi::abi
