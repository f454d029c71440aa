// Where a contract's struct stands in the author's source, and the comment above it.
#include <algorithm>
#include <ranges>

#include "compiler/dsl/source_text.hpp"
#include "mozi/dsl/reflect.hpp"
#include "mozi/dsl/tracer.hpp"

namespace mozi::dsl {
namespace {

/// The line of "struct Name" and its column; line 0 if there is none.
Location find_struct(const char* file, const Lines& lines, const std::string& name) {
  const std::string wanted = "struct " + name;
  for (uint32_t number = 1; number <= lines.size(); ++number) {
    const std::string_view line = lines[number - 1];
    const size_t at = line.find(wanted);
    const size_t end = at + wanted.size();
    const bool is_whole = at != std::string_view::npos &&
                          (end == line.size() || !reflect::is_name_character(line[end])) &&
                          line.find(';') == std::string_view::npos;
    if (is_whole) return {file, number, static_cast<uint32_t>(at) + 1};
  }
  return {};
}

/// The text of the lines "/// ..." right above a line.
std::string comment_above(const Lines& lines, uint32_t number) {
  std::string text;
  for (; number > 1; --number) {
    std::string_view line = lines[number - 2];
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (!line.starts_with("///")) break;
    line.remove_prefix(line.starts_with("/// ") ? 4 : 3);
    text = std::string(line) + (text.empty() ? "" : " " + text);
  }
  return text;
}

}  // namespace

void Tracer::read_documentation() {
  if (contract_.location.line != 0) return;
  const auto name = std::string(last_part(contract_.name));
  std::vector<const char*> files;
  for (const auto& function : contract_.functions) files.push_back(function.location.file);
  for (const auto& field : contract_.fields) files.push_back(field.location.file);
  // A mixin's members come first, so the contract's own file is found from the end.
  for (const char* file : files | std::views::reverse) {
    const auto lines = read_lines(file);
    contract_.location = find_struct(file, lines, name);
    if (contract_.location.line == 0) continue;
    contract_.documentation = comment_above(lines, contract_.location.line);
    return;
  }
}

}  // namespace mozi::dsl
