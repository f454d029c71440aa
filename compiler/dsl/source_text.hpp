// The author's source as lines of text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mozi::dsl {

using Lines = std::vector<std::string>;

/// The lines of a file; none if it cannot be read.
Lines read_lines(std::string path);
/// A line by its number from 1; empty if there is none.
std::string_view line_of(const Lines& lines, uint32_t number);
/// What stands behind the last dot.
std::string_view last_part(std::string_view name);

}  // namespace mozi::dsl
