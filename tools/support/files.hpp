// Reading whole files and JSON documents, with one clear line of error.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "mozi/types.hpp"

namespace mozi {

/// The content of a regular file; "-" reads standard input.
[[nodiscard]] Expected<std::string> read_file(const std::string& path);
/// Writes a file whole.
[[nodiscard]] Expected<void> write_file(const std::string& path, std::string_view content);
/// Parses a JSON document. Refuses nesting deeper than any document of ours, so that no input
/// exhausts the stack.
[[nodiscard]] Expected<nlohmann::json> parse_json(std::string_view text);
/// read_file and parse_json; errors begin with the path.
[[nodiscard]] Expected<nlohmann::json> load_json(const std::string& path);

}  // namespace mozi
