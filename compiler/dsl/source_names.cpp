// Names of local variables, and positions of struct copies, read from the author's source.
//
// C++ tells a variable neither its name nor, for the implicit copy of a struct, its position. Both
// stand in the text, near positions that are known. A source that cannot be read costs names only.
#include <algorithm>
#include <map>

#include "compiler/dsl/source_text.hpp"
#include "mozi/dsl/reflect.hpp"
#include "mozi/dsl/tracer.hpp"

namespace mozi::dsl {
namespace {

using ast::Statement;
size_t skip_spaces_back(std::string_view text, size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  return end;
}

/// The identifier that ends at `end`.
std::string_view name_before(std::string_view text, size_t end) {
  size_t begin = end;
  while (begin > 0 && reflect::is_name_character(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

bool is_name(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9');
}

/// The variable of "Type name = initialiser", where the initialiser begins at `at`.
std::string_view initialised_name(std::string_view text, size_t at) {
  const size_t equals = skip_spaces_back(text, at);
  if (equals < 2 || text[equals - 1] != '=') return {};
  const size_t end = skip_spaces_back(text, equals - 1);
  const auto name = name_before(text, end);
  const size_t before = end - name.size();
  // A type stands before a name that is declared; an assignment has none.
  const size_t type_end = skip_spaces_back(text, before);
  const bool has_type =
      type_end < before && type_end > 0 &&
      (reflect::is_name_character(text[type_end - 1]) || text[type_end - 1] == '>');
  return is_name(name) && has_type ? name : std::string_view{};
}

/// The variable of "Type name;", "Type name{...}" or "Type name(...)", where the name is at `at`.
std::string_view declared_name(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && reflect::is_name_character(text[end])) ++end;
  const auto name = text.substr(at, end - at);
  const size_t type_end = skip_spaces_back(text, at);
  const bool has_type =
      type_end < at && type_end > 0 &&
      (reflect::is_name_character(text[type_end - 1]) || text[type_end - 1] == '>');
  const bool ends = end < text.size() && (text[end] == ';' || text[end] == '{' || text[end] == '(');
  return is_name(name) && has_type && ends ? name : std::string_view{};
}

/// The variable of "For (Type name = ...)" whose closing parenthesis is at `at`: clang gives that
/// position to everything inside of a macro's argument.
std::string_view header_name(std::string_view text, size_t at) {
  if (at >= text.size() || text[at] != ')') return {};
  int depth = 0;
  size_t open = at + 1;
  while (open-- > 0) {
    if (text[open] == ')') ++depth;
    if (text[open] == '(' && --depth == 0) break;
  }
  if (open >= text.size()) return {};
  const size_t equals = text.find('=', open);
  if (equals == std::string_view::npos || equals > at) return {};
  return initialised_name(text, equals + 1);
}

/// The variable of "CatchError (String name)", where the word begins at `at`.
std::string_view caught_name(std::string_view text, size_t at) {
  if (!text.substr(at).starts_with("Catch")) return {};
  const size_t close = text.find(')', at);
  if (close == std::string_view::npos) return {};
  const auto name = name_before(text, skip_spaces_back(text, close));
  return is_name(name) ? name : std::string_view{};
}

/// The variable of the first "Type name" in the text.
std::string_view struct_variable(std::string_view text, std::string_view type) {
  for (size_t at = text.find(type); at != std::string_view::npos; at = text.find(type, at + 1)) {
    size_t begin = at + type.size();
    const bool is_whole = at == 0 || !reflect::is_name_character(text[at - 1]);
    if (!is_whole || begin >= text.size() || text[begin] != ' ') continue;
    while (begin < text.size() && text[begin] == ' ') ++begin;
    size_t end = begin;
    while (end < text.size() && reflect::is_name_character(text[end])) ++end;
    const auto name = text.substr(begin, end - begin);
    while (end < text.size() && text[end] == ' ') ++end;
    // A parameter is followed by a comma or a parenthesis.
    const bool is_variable =
        end < text.size() && std::string_view("=({;").find(text[end]) != std::string_view::npos;
    if (is_name(name) && is_variable) return name;
  }
  return {};
}

/// All statements of a body, in order.
void flatten(const ast::Block& block, std::vector<Statement*>& out) {
  for (const auto& statement : block) {
    out.push_back(statement.get());
    for (const auto& inner : statement->blocks) flatten(inner, out);
  }
}

/// Reads one function's source.
class Reader {
 public:
  explicit Reader(ast::Function& function) : function_(function) {
    flatten(function.body, statements_);
  }

  /// Gives statements `from` to `to`, which are copies of a struct, the position of a line with
  /// "Struct name"; and the locals the name.
  void place_copy(size_t from, size_t to, const TypeRef& structure) {
    const auto [at, name] = find_line(from, [&](std::string_view line) {
      return struct_variable(line, last_part(structure->name));
    });
    for (size_t i = from; i < to; ++i) {
      statements_[i]->location = at;
      for (const auto local : statements_[i]->locals) function_.locals[local].location = at;
    }
    if (!name.empty()) name_members(from, to, name, *structure);
  }

  void place_return(size_t index) {
    statements_[index]->location =
        find_line(index, [](std::string_view line) {
          const size_t at = line.find("return ");
          return at == std::string_view::npos ? std::string_view{} : line.substr(at, 6);
        }).first;
  }

  void name_local(const Statement& let) {
    if (let.locals.size() != 1) {
      name_unpacked(let);
      return;
    }
    auto& local = function_.locals[let.locals[0]];
    if (!local.name.empty() || let.location.column == 0) return;
    const auto line = line_of(lines(let.location.file), let.location.line);
    const size_t at = let.location.column - 1;
    if (at > line.size()) return;
    for (const auto read : {initialised_name, declared_name, header_name, caught_name}) {
      if (const auto name = read(line, at); !name.empty()) {
        local.name = name;
        return;
      }
    }
  }

  [[nodiscard]] const std::vector<Statement*>& statements() const { return statements_; }

 private:
  const Lines& lines(const char* file) {
    const auto [entry, is_new] = files_.try_emplace(file);
    if (is_new) entry->second = read_lines(file);
    return entry->second;
  }

  /// Where `find` first finds something behind the statement before `index`, and what. If it finds
  /// nothing, the place of that statement.
  template <class Find>
  std::pair<Location, std::string> find_line(size_t index, Find find) {
    Location at = index > 0 ? statements_[index - 1]->location : function_.location;
    const auto& text = lines(at.file);
    // What is sought stands close by; farther away, a match would be another's.
    constexpr uint32_t reach = 12;
    for (uint32_t number = at.line; number < at.line + reach; ++number) {
      const auto line = line_of(text, number);
      const auto found = find(line);
      if (found.empty()) continue;
      const auto column = static_cast<uint32_t>(found.data() - line.data()) + 1;
      if (number == at.line && column <= at.column) continue;
      return {Location(at.file, number, column), std::string(found)};
    }
    return {at, ""};
  }

  void name_members(size_t from, size_t to, const std::string& name, const ast::Type& structure) {
    for (size_t i = from; i < to; ++i) {
      const auto& statement = *statements_[i];
      const bool is_one = statement.kind == Statement::Kind::let && statement.locals.size() == 1;
      if (!is_one || i - from >= structure.members.size()) return;
      function_.locals[statement.locals[0]].name = name + "." + structure.members[i - from].name;
    }
  }

  void name_unpacked(const Statement& let) {
    if (let.args.empty() || !let.args[0]->type || let.args[0]->type->name.empty()) return;
    const auto line = line_of(lines(let.location.file), let.location.line);
    const auto name = struct_variable(line, last_part(let.args[0]->type->name));
    if (name.empty()) return;
    for (const auto index : let.locals) {
      auto& local = function_.locals[index];
      local.name = std::string(name) + "." + local.name;
    }
  }

  ast::Function& function_;
  std::vector<Statement*> statements_;
  std::map<std::string, Lines> files_;
};

}  // namespace

void Tracer::read_names(ast::Function& function) const {
  Reader reader(function);
  const auto& statements = reader.statements();
  const auto structure_at = [&](size_t i) -> TypeRef {
    const auto& at = statements[i]->location;
    const auto found = std::ranges::find_if(implicit_positions_, [&](const auto& p) {
      return p.at.line == at.line && p.at.column == at.column &&
             std::string_view(p.at.file) == at.file;
    });
    return found == implicit_positions_.end() ? nullptr : found->structure;
  };
  for (size_t i = 0; i < statements.size(); ++i) {
    if (const auto structure = structure_at(i)) {
      size_t end = i + 1;
      while (end < statements.size() && end - i < structure->members.size() &&
             structure_at(end) == structure)
        ++end;
      reader.place_copy(i, end, structure);
      i = end - 1;
    } else if (statements[i]->location.line == 0) {
      reader.place_return(i);
    } else if (statements[i]->kind == Statement::Kind::let) {
      reader.name_local(*statements[i]);
    }
  }
}

}  // namespace mozi::dsl
