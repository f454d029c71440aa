// A source trace as an auditor reads it, and as JSON.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tools/sources/source_library.hpp"

namespace mozi::cli {

/// Writes events as indented text, one line each.
class SourceReport {
 public:
  using Output = std::function<void(std::string_view text)>;
  /// Both must outlive the report.
  SourceReport(const sources::SourceLibrary& library, Output output)
      : library_(library), output_(std::move(output)) {}

  void write(const trace::SourceEvent& event);
  /// Lines by the gas they took, costliest first.
  void write_gas(const std::vector<trace::LineGas>& lines);

 private:
  void line(const trace::SourceEvent& event, std::string_view text);

  const sources::SourceLibrary& library_;
  Output output_;
};

/// The same as JSON objects; the number of events is bounded.
class SourceJson {
 public:
  explicit SourceJson(const sources::SourceLibrary& library) : library_(library) {}
  void add(const trace::SourceEvent& event);
  [[nodiscard]] nlohmann::json events() const { return events_; }
  /// True if there were more events than are kept.
  [[nodiscard]] bool truncated() const { return truncated_; }

 private:
  const sources::SourceLibrary& library_;
  nlohmann::json events_ = nlohmann::json::array();
  bool truncated_ = false;
};
nlohmann::json gas_json(const std::vector<trace::LineGas>& lines);

}  // namespace mozi::cli
