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
                            uint32_t end, const Surroundings& in) {
  const auto size = static_cast<uint32_t>(text(file).size());
  end = std::clamp(end, begin, std::max(begin, size));
  const auto next = static_cast<ir::LocationId>(program_.locations.size());
  const auto [found, fresh] = ids_.try_emplace({file.index, at.line, begin, end, in}, next);
  if (fresh)
    program_.locations.push_back({.file = file.index,
                                  .line = at.line,
                                  .column = at.column,
                                  .begin = begin,
                                  .length = end - begin,
                                  .scope = in.scope,
                                  .statement = in.statement,
                                  .inlined_at = in.inlined_at});
  return found->second;
}

ir::LocationId Sources::range(const dsl::ast::Location& begin, const dsl::ast::Location& end,
                              const Surroundings& in) {
  if (*begin.file == '\0' || begin.line == 0) return ir::nothing;
  const File& from_file = file(begin.file);
  const uint32_t from = offset(from_file, begin.line, begin.column);
  const bool forward = std::string_view(begin.file) == end.file &&
                       std::pair(end.line, end.column) >= std::pair(begin.line, begin.column);
  const uint32_t last = forward ? offset(from_file, end.line, end.column) : from;
  return add(from_file, begin, from, token_end(text(from_file), last), in);
}

ir::LocationId Sources::statement(const dsl::ast::Location& begin, const Surroundings& in) {
  if (*begin.file == '\0' || begin.line == 0) return ir::nothing;
  const File& from_file = file(begin.file);
  const uint32_t from = offset(from_file, begin.line, begin.column);
  const auto end = text(from_file).find_first_of(";{", from);
  return add(from_file, begin, from,
             end == std::string::npos ? from + 1 : static_cast<uint32_t>(end) + 1, in);
}

ir::LocationId Sources::begin_statement(const dsl::ast::Location& begin, Surroundings& in) {
  in.statement = ir::nothing;
  const auto id = statement(begin, in);
  in.statement = id;
  if (id != ir::nothing) program_.locations[id].statement = id;
  return id;
}

ir::ScopeId Sources::scope(const std::string& name, const dsl::ast::Location& at) {
  const auto place = statement(at);
  const auto next = static_cast<ir::ScopeId>(program_.scopes.size());
  const auto [found, fresh] = scopes_.try_emplace({name, place}, next);
  if (fresh) program_.scopes.push_back({name, place});
  return found->second;
}

/// Compilers point at the call's name or at the bracket behind it; this points at the name.
dsl::ast::Location Sources::name_of_call(dsl::ast::Location call_site, std::string& name) {
  const File& in = file(call_site.file);
  const std::string& all = text(in);
  const auto is_name = [&](size_t i) {
    return i < all.size() &&
           (std::isalnum(static_cast<unsigned char>(all[i])) != 0 || all[i] == '_');
  };
  size_t end = offset(in, call_site.line, call_site.column);
  const auto given = end;
  while (is_name(end) || (end < all.size() && (all[end] == ':' || all[end] == '.'))) ++end;
  size_t begin = end;
  while (begin > 0 && is_name(begin - 1)) --begin;
  name = begin < end ? all.substr(begin, end - begin) : "helper";
  const bool same_line =
      all.substr(std::min(begin, given), given - std::min(begin, given)).find('\n') ==
      std::string::npos;
  if (begin < given && same_line) call_site.column -= static_cast<uint32_t>(given - begin);
  return call_site;
}

Surroundings Sources::inside(const dsl::ast::Location& call_site, const Surroundings& in) {
  if (*call_site.file == '\0' || call_site.line == 0) return in;
  std::string name;
  const auto at = name_of_call(call_site, name);
  return {.scope = scope(name, at), .inlined_at = range(at, at, in)};
}

ir::VariableId Sources::variable(const ir::Variable& variable) {
  const auto next = static_cast<ir::VariableId>(program_.variables.size());
  const auto [found, fresh] =
      variables_.try_emplace({variable.name, variable.type, variable.scope}, next);
  if (fresh) program_.variables.push_back(variable);
  return found->second;
}

}  // namespace mozi::front
