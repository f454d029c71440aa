// The author's source files: their texts, and byte ranges for lines and columns.
#include "compiler/front/sources.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace mozi::front {

namespace {

std::optional<std::string> read_file(std::string_view name) {
  std::ifstream in{std::string(name), std::ios::binary};
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '\'';
}

/// Where the operand that begins at `at` ends: a name or number with the brackets that follow it.
uint32_t token_end(const std::string& text, uint32_t at) {
  size_t end = at;
  const auto skip_brackets = [&] {
    int depth = 0;
    do {
      if (text[end] == '(' || text[end] == '[') ++depth;
      if (text[end] == ')' || text[end] == ']') --depth;
      ++end;
    } while (end < text.size() && depth > 0 && text[end] != ';');
  };
  while (end < text.size() && is_word_character(text[end])) ++end;
  while (end < text.size() && (text[end] == '(' || text[end] == '[')) {
    skip_brackets();
    while (end < text.size() && is_word_character(text[end])) ++end;
  }
  return static_cast<uint32_t>(std::max(end, size_t{at} + 1));
}

}  // namespace

Sources::File& Sources::file(const char* name) {
  const auto found = files_.find(std::string_view(name));
  if (found != files_.end()) return found->second;
  auto text = options_.source_text ? options_.source_text(name) : read_file(name);
  File file;
  file.index = static_cast<uint32_t>(program_.sources.size());
  file.lines.push_back(0);
  for (uint32_t i = 0; text && i < text->size(); ++i)
    if ((*text)[i] == '\n') file.lines.push_back(i + 1);
  program_.sources.push_back({options_.source_path ? options_.source_path(name) : std::string(name),
                              std::move(text).value_or("")});
  return files_.emplace(name, std::move(file)).first->second;
}

const std::string& Sources::text(const File& file) const {
  return program_.sources[file.index].text;
}

uint32_t Sources::offset(const File& file, uint32_t line, uint32_t column) const {
  const auto size = static_cast<uint32_t>(text(file).size());
  if (line == 0 || line > file.lines.size()) return size;
  return std::min(size, file.lines[line - 1] + (column == 0 ? 0 : column - 1));
}

ir::LocationId Sources::add(const File& file, const dsl::ast::Location& at, uint32_t begin,
                            uint32_t end) {
  const auto size = static_cast<uint32_t>(text(file).size());
  end = std::clamp(end, begin, std::max(begin, size));
  const auto next = static_cast<ir::LocationId>(program_.locations.size());
  const auto [found, fresh] = ids_.try_emplace({file.index, at.line, begin, end}, next);
  if (fresh) program_.locations.push_back({file.index, at.line, at.column, begin, end - begin});
  return found->second;
}

ir::LocationId Sources::range(const dsl::ast::Location& begin, const dsl::ast::Location& end) {
  if (*begin.file == '\0' || begin.line == 0) return ir::nothing;
  const File& in = file(begin.file);
  const uint32_t from = offset(in, begin.line, begin.column);
  const bool forward = std::string_view(begin.file) == end.file &&
                       std::pair(end.line, end.column) >= std::pair(begin.line, begin.column);
  const uint32_t last = forward ? offset(in, end.line, end.column) : from;
  return add(in, begin, from, token_end(text(in), last));
}

ir::LocationId Sources::statement(const dsl::ast::Location& begin) {
  if (*begin.file == '\0' || begin.line == 0) return ir::nothing;
  const File& in = file(begin.file);
  const uint32_t from = offset(in, begin.line, begin.column);
  const auto end = text(in).find_first_of(";{", from);
  return add(in, begin, from, end == std::string::npos ? from + 1 : static_cast<uint32_t>(end) + 1);
}

}  // namespace mozi::front
