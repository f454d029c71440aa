// The debug section of an artifact, read: where each instruction comes from.
#include "vm/trace/debug_info.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "vm/isa/opcodes.hpp"

namespace mozi::trace {
namespace {

using nlohmann::json;

std::string quoted(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

[[noreturn]] void refuse(std::string_view where, std::string_view expected, const json& got) {
  constexpr size_t shown = 40;
  auto text = got.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() > shown) text = text.substr(0, shown) + "...";
  throw Error{std::string(where) + ": expected " + std::string(expected) + ", got " + text};
}

const json& member(const json& object, const char* name, std::string_view where) {
  if (!object.is_object()) refuse(where, "an object", object);
  const auto found = object.find(name);
  if (found == object.end())
    throw Error{std::string(where) + ": expected a member " + quoted(name)};
  return *found;
}

const json& list(const json& object, const char* name, std::string_view where) {
  const json& all = member(object, name, where);
  if (!all.is_array()) refuse(quoted(name), "an array", all);
  return all;
}

std::string text(const json& object, const char* name, std::string_view where) {
  const json& value = member(object, name, where);
  if (!value.is_string()) refuse(quoted(name), "a string", value);
  return value.get<std::string>();
}

/// A whole number in [least, most].
int64_t number(const json& value, int64_t least, int64_t most, std::string_view where) {
  if (!value.is_number_integer()) refuse(where, "a whole number", value);
  const bool fits = !value.is_number_unsigned() || value.get<uint64_t>() <= uint64_t{INT64_MAX};
  const int64_t n = fits ? value.get<int64_t>() : -1;
  if (!fits || n < least || n > most)
    refuse(where, "a number from " + std::to_string(least) + " to " + std::to_string(most), value);
  return n;
}

int32_t index_of(const json& value, size_t size, std::string_view where) {
  return static_cast<int32_t>(number(value, -1, static_cast<int64_t>(size) - 1, where));
}

Bytes bytes_of(const json& value, std::string_view where) {
  if (!value.is_string()) refuse(where, "hex", value);
  auto bytes = parse_hex(value.get_ref<const std::string&>());
  if (!bytes) throw Error{std::string(where) + ": " + bytes.error().message};
  return std::move(*bytes);
}

DebugPlace place_of(const json& row, const DebugInfo& info, size_t scopes,
                    size_t number_of_places) {
  constexpr size_t columns = 9;
  if (!row.is_array() || row.size() != columns) refuse("\"places\"", "rows of nine numbers", row);
  DebugPlace place;
  constexpr int64_t most = INT32_MAX;
  place.file = static_cast<uint32_t>(
      number(row[0], 0, std::max<int64_t>(0, static_cast<int64_t>(info.sources.size()) - 1),
             "the file of a place"));
  uint32_t* const fields[] = {&place.line, &place.column, &place.begin, &place.length};
  for (size_t i = 0; i < std::size(fields); ++i)
    *fields[i] = static_cast<uint32_t>(number(row[1 + i], 0, most, "a position of a place"));
  const size_t size = info.sources.empty() ? 0 : info.sources[place.file].text.size();
  if (size_t{place.begin} + place.length > size)
    refuse("\"places\"", "a range inside of the file's " + std::to_string(size) + " bytes", row);
  place.scope = index_of(row[5], scopes, "the scope of a place");
  // Chains lead to earlier places only, so that every one of them ends.
  place.statement = index_of(row[6], number_of_places + 1, "the statement of a place");
  place.inlined_at = index_of(row[7], number_of_places, "the call of a place");
  place.also = index_of(row[8], number_of_places, "the next of a place");
  return place;
}

/// Reads [count, value, ...] into one value per instruction.
template <class T, class F>
std::vector<T> runs(const json& code, const char* name, size_t most, F value_of) {
  const json& all = list(code, name, "a code of \"debug\"");
  if (all.size() % 2 != 0) refuse(quoted(name), "pairs of count and value", all);
  std::vector<T> values;
  for (size_t i = 0; i < all.size(); i += 2) {
    const auto left = static_cast<int64_t>(most - values.size());
    const auto count = number(all[i], 1, left, "a count in " + quoted(name));
    values.insert(values.end(), static_cast<size_t>(count), value_of(all[i + 1]));
  }
  return values;
}

VariableRange variable_of(const json& row, const DebugInfo& info, size_t code_size) {
  static constexpr std::pair<std::string_view, VariableRange::Kind> kinds[] = {
      {"stack", VariableRange::Kind::stack},
      {"memory", VariableRange::Kind::memory},
      {"calldata", VariableRange::Kind::calldata},
      {"constant", VariableRange::Kind::constant}};
  constexpr size_t columns = 5;
  if (!row.is_array() || row.size() != columns)
    refuse("\"variables\"", "rows of variable, kind, place, from, to", row);
  VariableRange range;
  range.variable = static_cast<int32_t>(
      number(row[0], 0, static_cast<int64_t>(info.variables.size()) - 1, "a variable's index"));
  const auto* kind = std::ranges::find_if(
      kinds, [&](const auto& k) { return row[1].is_string() && row[1] == std::string(k.first); });
  if (kind == std::end(kinds))
    refuse("a variable's kind", "stack, memory, calldata or constant", row[1]);
  range.kind = kind->second;
  if (row[2].is_string()) {
    const auto bytes = bytes_of(row[2], "a variable's place");
    if (bytes.size() != 32) refuse("a variable's place", "32 bytes", row[2]);
    range.at = Word::load(bytes.data());
  } else {
    if (!row[2].is_number_unsigned()) refuse("a variable's place", "a number or 32 bytes", row[2]);
    range.at = Word{row[2].get<uint64_t>()};
  }
  const auto size = static_cast<int64_t>(code_size);
  range.from = static_cast<uint32_t>(number(row[3], 0, size, "where a variable's range begins"));
  range.to =
      static_cast<uint32_t>(number(row[4], range.from, size, "where a variable's range ends"));
  return range;
}

DebugCheck check_of(const json& row, size_t code_size) {
  DebugCheck check;
  check.pc = static_cast<uint32_t>(number(member(row, "pc", "\"checks\""), 0,
                                          static_cast<int64_t>(code_size) - 1, "a check's pc"));
  const auto kind = text(row, "kind", "\"checks\"");
  if (kind == "panic") {
    check.kind = DebugCheck::Kind::panic;
    check.panic_code =
        static_cast<uint8_t>(number(member(row, "code", "\"checks\""), 0, 255, "a panic's code"));
  } else if (kind == "error") {
    check.kind = DebugCheck::Kind::error;
    const auto selector = bytes_of(member(row, "selector", "\"checks\""), "a check's selector");
    if (selector.size() != check.selector.size()) refuse("a check's selector", "four bytes", row);
    std::ranges::copy(selector, check.selector.begin());
  } else if (kind != "empty") {
    refuse("a check's kind", "empty, panic or error", row);
  }
  return check;
}

/// Finds where instructions begin, up to the number of them that the section describes.
void find_instructions(DebugCode& code) {
  code.instructions.assign(code.bytes.size(), no_index);
  size_t pc = 0;
  while (pc < code.bytes.size() && code.pcs.size() < code.places.size()) {
    code.instructions[pc] = static_cast<int32_t>(code.pcs.size());
    code.pcs.push_back(static_cast<uint32_t>(pc));
    pc += isa::info(code.bytes[pc]).size();
  }
  if (code.pcs.size() != code.places.size())
    throw Error{"\"places\": expected one for each of the code's " +
                std::to_string(code.pcs.size()) + " instructions, got " +
                std::to_string(code.places.size())};
}

DebugCode read_code(const json& row, BytesView bytes, const DebugInfo& info) {
  DebugCode code;
  code.bytes.assign(bytes.begin(), bytes.end());
  const size_t most = bytes.size();
  code.places = runs<int32_t>(row, "places", most, [&](const json& value) {
    return index_of(value, info.places.size(), "an instruction's place");
  });
  find_instructions(code);
  code.jumps = runs<DebugCode::Jump>(row, "jumps", most, [](const json& value) {
    return static_cast<DebugCode::Jump>(number(value, 0, 2, "a jump's kind"));
  });
  constexpr size_t stack_limit = 1024;
  code.heights = runs<int32_t>(row, "heights", most, [&](const json& value) {
    return index_of(value, stack_limit + 1, "a stack's height");
  });
  if (code.jumps.size() != code.pcs.size() || code.heights.size() != code.pcs.size())
    throw Error{"\"jumps\" and \"heights\": expected as many as \"places\""};
  for (const json& variable : list(row, "variables", "a code of \"debug\""))
    code.variables.push_back(variable_of(variable, info, bytes.size()));
  for (const json& check : list(row, "checks", "a code of \"debug\""))
    code.checks.push_back(check_of(check, bytes.size()));
  std::ranges::sort(code.checks, {}, &DebugCheck::pc);
  return code;
}

DebugInfo read(const json& debug, BytesView init, BytesView runtime) {
  const auto format = text(debug, "format", "\"debug\"");
  if (format != "mozi-debug-1")
    throw Error{"\"debug\": expected the format mozi-debug-1, got " + format.substr(0, 40)};
  DebugInfo info;
  for (const json& row : list(debug, "sources", "\"debug\""))
    info.sources.push_back({text(row, "path", "\"sources\""), text(row, "text", "\"sources\"")});
  const json& scopes = list(debug, "scopes", "\"debug\"");
  const json& places = list(debug, "places", "\"debug\"");
  for (size_t i = 0; i < places.size(); ++i)
    info.places.push_back(place_of(places[i], info, scopes.size(), i));
  for (const json& row : scopes)
    info.scopes.push_back(
        {text(row, "name", "\"scopes\""),
         index_of(member(row, "place", "\"scopes\""), places.size(), "a scope's place")});
  for (const json& row : list(debug, "variables", "\"debug\""))
    info.variables.push_back(
        {text(row, "name", "\"variables\""), text(row, "type", "\"variables\""),
         index_of(member(row, "scope", "\"variables\""), scopes.size(), "a variable's scope")});
  for (const json& hash : list(debug, "hashes", "\"debug\""))
    info.hashes.push_back(bytes_of(hash, "\"hashes\""));
  info.init = read_code(member(debug, "init", "\"debug\""), init, info);
  info.runtime = read_code(member(debug, "runtime", "\"debug\""), runtime, info);
  return info;
}

}  // namespace

const DebugCheck* DebugCode::check_at(uint32_t pc) const {
  const auto found = std::ranges::lower_bound(checks, pc, {}, &DebugCheck::pc);
  return found != checks.end() && found->pc == pc ? &*found : nullptr;
}

std::string_view DebugInfo::line_text(const DebugPlace& place) const {
  if (place.line == 0 || sources.empty()) return {};
  const std::string_view all = sources[place.file].text;
  const size_t at = std::min<size_t>(place.begin, all.size());
  size_t begin = at == 0 ? 0 : all.rfind('\n', at - 1) + 1;
  size_t end = std::min(all.find('\n', at), all.size());
  while (begin < end && (all[begin] == ' ' || all[begin] == '\t')) ++begin;
  while (end > begin && (all[end - 1] == ' ' || all[end - 1] == '\r')) --end;
  return all.substr(begin, end - begin);
}

Expected<DebugInfo> parse_debug_info(const json& debug, BytesView init, BytesView runtime) {
  try {
    return read(debug, init, runtime);
  } catch (const Error& error) {
    return std::unexpected(Error{"debug information: " + error.message});
  }
}

}  // namespace mozi::trace
