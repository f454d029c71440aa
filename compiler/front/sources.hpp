// The author's source files: their texts, and byte ranges for lines and columns.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/front/front.hpp"

namespace mozi::front {

/// What a place is part of, besides its file.
struct Surroundings {
  ir::ScopeId scope = ir::nothing;
  ir::LocationId statement = ir::nothing;
  ir::LocationId inlined_at = ir::nothing;
  auto operator<=>(const Surroundings&) const = default;
};

/// Collects the files and places that a program's code comes from.
class Sources {
 public:
  /// Both must outlive this.
  Sources(ir::Program& program, const Options& options) : program_(program), options_(options) {}

  /// The id of the range from `begin` to the end of the token at `end`. A place without a file has
  /// none.
  ir::LocationId range(const dsl::ast::Location& begin, const dsl::ast::Location& end,
                       const Surroundings& in = {});
  /// The id of the range from `begin` to the end of its statement.
  ir::LocationId statement(const dsl::ast::Location& begin, const Surroundings& in = {});
  /// The same as a statement of its own, which what is located in `in` afterwards is part of.
  ir::LocationId begin_statement(const dsl::ast::Location& begin, Surroundings& in);
  /// The scope of the function with this name that is declared there.
  ir::ScopeId scope(const std::string& name, const dsl::ast::Location& at);
  /// Where a plain C++ function's code stands that was called at `call_site` in `in`.
  Surroundings inside(const dsl::ast::Location& call_site, const Surroundings& in);
  /// The id of a variable, equal ones being one.
  ir::VariableId variable(const ir::Variable& variable);

 private:
  struct File {
    uint32_t index = 0;
    std::vector<uint32_t> lines;  // where each begins
  };

  File& file(const char* name);
  [[nodiscard]] const std::string& text(const File& file) const;
  [[nodiscard]] uint32_t offset(const File& file, uint32_t line, uint32_t column) const;
  ir::LocationId add(const File& file, const dsl::ast::Location& at, uint32_t begin, uint32_t end,
                     const Surroundings& in);
  dsl::ast::Location name_of_call(dsl::ast::Location call_site, std::string& name);

  ir::Program& program_;
  const Options& options_;
  std::map<std::string, File, std::less<>> files_;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t, uint32_t, Surroundings>, ir::LocationId> ids_;
  std::map<std::pair<std::string, ir::LocationId>, ir::ScopeId> scopes_;
  std::map<std::tuple<std::string, std::string, ir::ScopeId>, ir::VariableId> variables_;
};

}  // namespace mozi::front
