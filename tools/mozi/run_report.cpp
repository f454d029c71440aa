// What mozi run shows at its end.
#include "tools/mozi/run_report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "tools/abi/codec.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

bool succeeded(const RunReport& report) {
  return report.result.status == Status::success;
}

/// The output in words: results of the function called, or the error raised.
struct Meaning {
  std::string text;
  json value;
};

std::optional<Meaning> error_meaning(const RunJob& job, BytesView output) {
  const abi::Interface unknown;
  const auto& interface = job.artifact ? job.artifact->interface : unknown;
  const auto error = interface.decode_error(output);
  if (!error) return {};
  return Meaning{error->to_text(), error->to_json()};
}

std::optional<Meaning> result_meaning(const abi::Function& function, BytesView output) {
  const abi::Type& types = function.outputs;
  auto values = abi::decode(types.parts, output);
  if (types.parts.empty() || !values) return {};
  Meaning meaning;
  for (size_t i = 0; i < types.parts.size(); ++i)
    meaning.text += (i == 0 ? "" : ", ") + abi::to_text(types.parts[i], (*values)[i]);
  meaning.value = abi::to_json(types, abi::Value{std::move(*values)});
  return meaning;
}

std::optional<Meaning> meaning_of(const RunJob& job, const RunReport& report) {
  if (report.result.status == Status::revert) return error_meaning(job, report.result.output);
  if (!succeeded(report) || report.creation || !job.function) return {};
  return result_meaning(*job.function, report.result.output);
}

std::optional<abi::Decoded> event_of(const RunJob& job, const Log& log) {
  return job.artifact ? job.artifact->interface.decode_log(log) : std::nullopt;
}

json log_json(const RunJob& job, const Log& log) {
  json object = {{"address", abi::to_checksum(log.address)},
                 {"topics", json::array()},
                 {"data", to_hex(BytesView{log.data})}};
  for (const Hash& topic : log.topics) object["topics"].push_back(to_hex(topic));
  if (const auto event = event_of(job, log)) object["event"] = event->to_json();
  return object;
}

std::string log_text(const RunJob& job, const Log& log) {
  if (const auto event = event_of(job, log)) return event->to_text();
  std::string text;
  for (const Hash& topic : log.topics) text += to_hex(topic) + " ";
  return text + to_hex(BytesView{log.data});
}

std::string function_name(const RunJob& job, const trace::GasProfile::Key& key) {
  if (key.creation) return "constructor";
  const std::array<uint8_t, 4> selector = {
      static_cast<uint8_t>(key.selector >> 24), static_cast<uint8_t>(key.selector >> 16),
      static_cast<uint8_t>(key.selector >> 8), static_cast<uint8_t>(key.selector)};
  if (job.artifact)
    if (const auto* function = job.artifact->interface.find_selector(selector))
      return function->signature();
  return to_hex(BytesView{selector});
}

}  // namespace

void print_run_json(const RunJob& job, const RunReport& report, const json& more) {
  const Result& result = report.result;
  json object = {{"status", status_text(result.status)},
                 {"gasUsed", report.gas_used},
                 {"gasRefund", result.gas_refund},
                 {"output", to_hex(BytesView{result.output})},
                 {"logs", json::array()}};
  if (const auto meaning = meaning_of(job, report)) object["decoded"] = meaning->value;
  if (report.creation && succeeded(report)) {
    object["created"] = abi::to_checksum(result.created);
    object["code"] = to_hex(BytesView{report.code});
  }
  for (const Log& log : report.logs) object["logs"].push_back(log_json(job, log));
  object.update(more);
  print("{}\n", object.dump(1, ' ', false, json::error_handler_t::replace));
}

void print_run_text(const RunJob& job, const RunReport& report) {
  const Result& result = report.result;
  const bool good = succeeded(report);
  print("status    {}{}\n",
        painted(stdout, good ? Tone::good : Tone::bad, status_text(result.status)),
        report.creation && !good ? " (of the creation code)" : "");
  print("gas used  {}\n", report.gas_used);
  if (result.gas_refund != 0) print("refund    {}\n", result.gas_refund);
  if (report.creation && good) {
    print("created   {}\n", abi::to_checksum(result.created));
    print("code      {}\n", to_hex(BytesView{report.code}));
  } else {
    print("output    {}\n", to_hex(BytesView{result.output}));
  }
  if (const auto meaning = meaning_of(job, report)) print("decoded   {}\n", meaning->text);
  for (const Log& log : report.logs)
    print("log       {} {}\n", abi::to_checksum(log.address), log_text(job, log));
}

void print_profile(const RunJob& job, const trace::GasProfile& profile) {
  using Row = std::pair<trace::GasProfile::Key, trace::GasProfile::Entry>;
  std::vector<Row> rows(profile.entries().begin(), profile.entries().end());
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::tie(b.second.own_gas, a.first) < std::tie(a.second.own_gas, b.first);
  });
  const std::string heading = fmt::format("{:>8} {:>12} {:>12}  {:<42}  {}", "calls", "gas",
                                          "own gas", "contract", "function");
  print("{}\n", painted(stdout, Tone::strong, heading));
  for (const auto& [key, entry] : rows)
    print("{:>8} {:>12} {:>12}  {:<42}  {}\n", entry.calls, entry.gas, entry.own_gas,
          abi::to_checksum(key.code_address), function_name(job, key));
}

}  // namespace mozi::cli
