// What a compiler said about a contract's source, in one line for its author.
#pragma once

#include <string>
#include <string_view>

namespace mozi::build {

/// The first error with its place, "FILE:LINE:COLUMN: error: ...", and what to do about it if that
/// is known; the first line that says anything if no error has a place.
std::string first_error(std::string_view output);

}  // namespace mozi::build
