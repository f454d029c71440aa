// Reading members of fixture JSON: lenient about how numbers are written, exact about everything
// else.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mozi/types.hpp"

namespace mozi::statetest {

/// A fixture is not what it should be; caught where the library is entered.
struct ReadError {
  std::string message;
};

/// A JSON value with the path that leads to it, for errors.
class Reader {
 public:
  Reader(const nlohmann::json& json, std::string path) : json_(&json), path_(std::move(path)) {}

  [[nodiscard]] const nlohmann::json& json() const { return *json_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool has(const char* key) const {
    return json_->is_object() && json_->contains(key);
  }
  [[nodiscard]] bool is_null() const { return json_->is_null(); }

  [[nodiscard]] Reader operator[](const char* key) const;
  [[nodiscard]] std::optional<Reader> find(const char* key) const;
  [[nodiscard]] const std::string& text() const;
  /// Hex or decimal; "0x" is zero; leading zeros do not count. Nothing if beyond 256 bits or if the
  /// file marks it as such ("0x:bigint ..").
  [[nodiscard]] std::optional<Word> wide_number() const;
  [[nodiscard]] Word number() const;
  [[nodiscard]] uint64_t number64() const;
  [[nodiscard]] Bytes bytes() const;
  [[nodiscard]] Address address() const;
  [[nodiscard]] Hash hash() const;
  /// Calls `visit(Reader)` for each element of an array.
  template <class Visit>
  void each(Visit visit) const {
    require(json_->is_array(), "an array");
    for (size_t i = 0; i < json_->size(); ++i)
      visit(Reader((*json_)[i], path_ + "[" + std::to_string(i) + "]"));
  }
  /// Calls `visit(name, Reader)` for each member of an object.
  template <class Visit>
  void each_member(Visit visit) const {
    require(json_->is_object(), "an object");
    for (const auto& [key, value] : json_->items()) visit(key, Reader(value, path_ + "." + key));
  }

 private:
  void require(bool condition, std::string_view expected) const;

  const nlohmann::json* json_;
  std::string path_;
};

}  // namespace mozi::statetest
