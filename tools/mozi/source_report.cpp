// A source trace as an auditor reads it, and as JSON.
#include "tools/mozi/source_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/abi/codec.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;
using trace::SourceEvent;
using Kind = SourceEvent::Kind;

constexpr size_t place_width = 28;

bool is_creation(const Message& message) {
  return message.kind == CallKind::create || message.kind == CallKind::create2;
}

/// "FeeDistributor.settle(tokenId: 3)", or what little is known of other code's call.
std::string call_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  const Message& message = *event.message;
  const std::string name =
      event.contract != nullptr ? event.contract->name : abi::to_checksum(message.code_address);
  if (is_creation(message)) return fmt::format("new {}", event.contract ? name : "contract");
  if (event.contract != nullptr) {
    const auto& interface = library.interface_of(*event.contract);
    if (const auto* function = interface.find_selector(message.input)) {
      const auto values = abi::decode(function->inputs.parts, message.input.subspan(4));
      if (values)
        return fmt::format(
            "{}.{}", name,
            abi::Decoded{function->name, function->inputs, abi::Value{*values}}.to_text());
    }
  }
  if (message.input.empty()) return fmt::format("{} without data", name);
  constexpr size_t shown = 36;
  return fmt::format("{} with {}{}", name,
                     to_hex(message.input.first(std::min(shown, message.input.size()))),
                     message.input.size() > shown ? ".." : "");
}

std::string ether_text(const Word& wei) {
  return fmt::format("{} wei", to_decimal(wei));
}

std::string result_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  const BytesView output = event.result->output;
  if (event.contract == nullptr || is_creation(*event.message)) return "";
  const auto* function = library.interface_of(*event.contract).find_selector(event.message->input);
  if (function == nullptr || function->outputs.parts.empty()) return "";
  const auto values = abi::decode(function->outputs.parts, output);
  if (!values) return "";
  std::string text;
  for (size_t i = 0; i < values->size(); ++i)
    text += (i == 0 ? " " : ", ") + abi::to_text(function->outputs.parts[i], (*values)[i]);
  return text;
}

/// What a failed call says: its decoded error, or how it ended.
std::string error_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  if (event.result->status != Status::revert) return std::string(status_text(event.result->status));
  const abi::Interface unknown;
  const auto& interface =
      event.contract != nullptr ? library.interface_of(*event.contract) : unknown;
  if (const auto error = interface.decode_error(event.result->output)) return error->to_text();
  if (event.result->output.empty()) return "revert without data";
  return "revert " + to_hex(BytesView{event.result->output});
}

/// Where a call failed: the place, other places of a merged check, and the functions around.
std::string where_text(const SourceEvent& event) {
  if (event.place == nullptr) return "";
  const auto& debug = event.contract->debug;
  std::string text =
      " at " + trace::place_text(debug, *event.place) + ":" + std::to_string(event.place->column);
  constexpr int most = 8;
  const trace::DebugPlace* also = event.place;
  for (int i = 0; i < most && also->also != trace::no_index; ++i) {
    also = &debug.places[static_cast<size_t>(also->also)];
    text += " or " + trace::place_text(debug, *also) + ":" + std::to_string(also->column);
  }
  std::string functions;
  for (auto it = event.functions.rbegin(); it != event.functions.rend(); ++it)
    functions += (functions.empty() ? " in " : " < ") + std::string(*it);
  return text + functions;
}

std::string value_of(const trace::StorageValue& value, const Word& word) {
  return trace::value_text(value.name.type, word);
}

std::string values_text(const SourceEvent& event) {
  std::string text;
  for (const auto& value : event.values) {
    text += (text.empty() ? "" : ", ") + value.name.name;
    if (event.kind == Kind::write && value.before)
      text +=
          fmt::format(": {} -> {}", value_of(value, *value.before), value_of(value, value.value));
    else
      text += " = " + value_of(value, value.value);
  }
  return text;
}

std::string log_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  if (event.contract != nullptr)
    if (const auto decoded = library.interface_of(*event.contract).decode_log(*event.log))
      return decoded->to_text();
  std::string text;
  for (const Hash& topic : event.log->topics) text += to_hex(topic) + " ";
  return text + to_hex(BytesView{event.log->data});
}

std::string enter_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  static constexpr std::string_view kinds[] = {"call ",       "callcode ", "delegatecall ",
                                               "staticcall ", "create ",   "create2 "};
  std::string text = event.depth == 0 ? "" : std::string(kinds[size_t(event.message->kind)]);
  text += call_text(library, event);
  if (!event.message->value.is_zero()) text += " with " + ether_text(event.message->value);
  return text + fmt::format(" from {}", abi::to_checksum(event.message->sender));
}

std::string leave_text(const sources::SourceLibrary& library, const SourceEvent& event) {
  if (event.result->status == Status::success)
    return fmt::format("returned{}, gas {}", result_text(library, event), event.gas);
  return fmt::format("failed: {}{}, gas {}", error_text(library, event), where_text(event),
                     event.gas);
}

std::string frame_text(const SourceEvent& event) {
  return fmt::format("{}({})", event.text, values_text(event));
}

json values_json(const SourceEvent& event) {
  json all = json::array();
  for (const auto& value : event.values) {
    json row = {{"name", value.name.name}, {"value", value_of(value, value.value)}};
    if (!value.name.type.empty()) row["type"] = value.name.type;
    if (value.before) row["before"] = value_of(value, *value.before);
    all.push_back(std::move(row));
  }
  return all;
}

json place_json(const SourceEvent& event) {
  return {{"file", event.contract->debug.sources[event.place->file].path},
          {"line", event.place->line},
          {"column", event.place->column}};
}

}  // namespace

void SourceReport::line(const SourceEvent& event, std::string_view text) {
  const size_t indent = 2 * std::min<size_t>(event.depth + event.level + 1, 40);
  const bool is_call = event.kind == Kind::enter || event.kind == Kind::leave;
  // Sources are the author's, results the chain's: neither may command the terminal.
  output_(fmt::format("{:{}}{}\n", "", is_call ? 2 * size_t{event.depth} : indent, one_line(text)));
}

void SourceReport::write(const SourceEvent& event) {
  switch (event.kind) {
    case Kind::enter:
      return line(event, enter_text(library_, event));
    case Kind::frame:
      return line(event, frame_text(event));
    case Kind::line:
      return line(event,
                  fmt::format("{:<{}} {}", trace::place_text(event.contract->debug, *event.place),
                              place_width, event.contract->debug.line_text(*event.place)));
    case Kind::read:
      return line(event, fmt::format("  read {}{}", event.is_transient ? "transient " : "",
                                     values_text(event)));
    case Kind::write:
      return line(event, fmt::format("  write {}{}", event.is_transient ? "transient " : "",
                                     values_text(event)));
    case Kind::log:
      return line(event, "  emit " + log_text(library_, event));
    case Kind::leave:
      return line(event, leave_text(library_, event));
  }
}

void SourceReport::write_gas(const std::vector<trace::LineGas>& lines) {
  auto sorted = lines;
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    return std::tuple(-a.gas, a.contract->name, a.file, a.line) <
           std::tuple(-b.gas, b.contract->name, b.file, b.line);
  });
  int64_t all = 0;
  for (const auto& row : sorted) all += row.gas;
  if (all == 0) return;
  output_(fmt::format("\n{:>10} {:>6} {:>7}  line\n", "gas", "share", "steps"));
  for (const auto& row : sorted) {
    const auto& debug = row.contract->debug;
    trace::DebugPlace place;
    place.file = row.file;
    place.line = row.line;
    for (const auto& p : debug.places)
      if (p.file == row.file && p.line == row.line) {
        place = p;
        break;
      }
    output_(fmt::format("{:>10} {:>5.1f}% {:>7}  {:<{}} {}\n", row.gas,
                        100.0 * static_cast<double>(row.gas) / static_cast<double>(all), row.steps,
                        trace::place_text(debug, place), place_width,
                        one_line(debug.line_text(place))));
  }
}

void SourceJson::add(const SourceEvent& event) {
  constexpr size_t most = 200'000;
  if (events_.size() >= most) {
    truncated_ = true;
    return;
  }
  static constexpr std::string_view kinds[] = {"enter", "frame", "line", "read",
                                               "write", "log",   "leave"};
  json row = {{"event", kinds[size_t(event.kind)]}, {"depth", event.depth}};
  if (event.contract != nullptr) row["contract"] = event.contract->name;
  switch (event.kind) {
    case Kind::enter:
      row["call"] = call_text(library_, event);
      row["from"] = abi::to_checksum(event.message->sender);
      row["to"] = abi::to_checksum(event.message->recipient);
      row["value"] = to_decimal(event.message->value);
      row["gas"] = event.gas;
      break;
    case Kind::frame:
      row["function"] = event.text;
      row["arguments"] = values_json(event);
      break;
    case Kind::line:
      row["at"] = place_json(event);
      row["text"] = event.contract->debug.line_text(*event.place);
      break;
    case Kind::read:
    case Kind::write:
      row["transient"] = event.is_transient;
      row["values"] = values_json(event);
      break;
    case Kind::log:
      row["log"] = log_text(library_, event);
      break;
    case Kind::leave:
      row["status"] = status_text(event.result->status);
      row["gas"] = event.gas;
      if (event.result->status != Status::success) row["error"] = error_text(library_, event);
      if (event.place != nullptr) row["at"] = place_json(event);
      if (!event.functions.empty()) row["functions"] = event.functions;
      break;
  }
  events_.push_back(std::move(row));
}

json gas_json(const std::vector<trace::LineGas>& lines) {
  json all = json::array();
  for (const auto& row : lines)
    all.push_back({{"contract", row.contract->name},
                   {"file", row.contract->debug.sources[row.file].path},
                   {"line", row.line},
                   {"gas", row.gas},
                   {"steps", row.steps}});
  return all;
}

}  // namespace mozi::cli
