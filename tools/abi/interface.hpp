// The interface of a contract, read from its ABI JSON: what calldata, logs and errors mean.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"
#include "tools/abi/function.hpp"

namespace mozi::abi {

/// A named value list: a decoded log, error or call. `arguments` belongs to the tuple `types`.
struct Decoded {
  std::string name;
  Type types;
  Value arguments;

  /// "Transfer(from: 0x.., to: 0x.., value: 5)".
  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] nlohmann::json to_json() const;
};

/// All entries of an ABI JSON.
struct Interface {
  std::vector<Function> functions;
  std::vector<Function> errors;
  std::vector<Event> events;
  Function constructor;

  /// Finds by signature "f(uint256)", or by name when only one function has it. The error lists
  /// the candidates.
  [[nodiscard]] Expected<const Function*> find_function(std::string_view name) const;
  [[nodiscard]] const Function* find_selector(BytesView calldata) const;

  /// Nothing if no event of the interface matches the log.
  [[nodiscard]] std::optional<Decoded> decode_log(const Log& log) const;
  /// Knows the interface's errors, Error(string) and Panic(uint256).
  [[nodiscard]] std::optional<Decoded> decode_error(BytesView data) const;
};

/// Reads the JSON array of the contract ABI. Unknown kinds of entries are skipped. A function that
/// stands there twice, as in a merged ABI, is one; two that only share their signature are an
/// error.
[[nodiscard]] Expected<Interface> parse_interface(const nlohmann::json& json);

/// What went wrong for each code of Panic(uint256); empty for an unknown code.
std::string_view panic_text(uint64_t code);

}  // namespace mozi::abi
