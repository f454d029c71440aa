// The front end's face: a contract's tree in, a verified IR program out.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/ir.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::front {

using Diagnostics = std::vector<dsl::ast::Diagnostic>;

/// What lowering asks of the driver. Every member may stay empty.
struct Options {
  /// The init code, without arguments, of a contract that the lowered one creates. A contract that
  /// creates others cannot be lowered without it.
  std::function<std::expected<Bytes, Diagnostics>(const dsl::ast::Contract&)> creation_code;
  /// The text of a source file, by the name that the host compiler gave it; nothing if there is
  /// none. Without it the files are read from disk.
  std::function<std::optional<std::string>(std::string_view file)> source_text;
  /// The path that stands for a source file in artifacts; should be relative.
  std::function<std::string(std::string_view file)> source_path;
};

struct Lowered {
  ir::Program program;
  Diagnostics warnings;
};

/// Checks and lowers a contract. All mistakes are reported together, in source order; but those
/// that tracing met alone, because they leave others behind.
std::expected<Lowered, Diagnostics> lower(const dsl::ast::Contract& contract,
                                          const Options& options = {});

}  // namespace mozi::front
