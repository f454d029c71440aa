// The author's source files: their texts, and byte ranges for lines and columns.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/front/front.hpp"

namespace mozi::front {

/// Collects the files and places that a program's code comes from.
class Sources {
 public:
  /// Both must outlive this.
  Sources(ir::Program& program, const Options& options) : program_(program), options_(options) {}

  /// The id of the range from `begin` to the end of the token at `end`. A place without a file has
  /// none.
  ir::LocationId range(const dsl::ast::Location& begin, const dsl::ast::Location& end);
  /// The id of the range from `begin` to the end of its statement.
  ir::LocationId statement(const dsl::ast::Location& begin);

 private:
  struct File {
    uint32_t index = 0;
    std::vector<uint32_t> lines;  // where each begins
  };

  File& file(const char* name);
  [[nodiscard]] const std::string& text(const File& file) const;
  [[nodiscard]] uint32_t offset(const File& file, uint32_t line, uint32_t column) const;
  ir::LocationId add(const File& file, const dsl::ast::Location& at, uint32_t begin, uint32_t end);

  ir::Program& program_;
  const Options& options_;
  std::map<std::string, File, std::less<>> files_;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t, uint32_t>, ir::LocationId> ids_;
};

}  // namespace mozi::front
