// What a compiler said about a contract's source, in one line for its author.
#pragma once

#include <string>
#include <string_view>

namespace mozi::build {

/// The first error of a compiler's output.
struct FirstError {
  std::string line;  // "FILE:LINE:COLUMN: error: ..."; the first line if no error has a place
  std::string hint;  // what to do about it, if that is known
  std::string rest;  // the output without that line
};
FirstError first_error(std::string_view output);

}  // namespace mozi::build
