// Cutting a JSON object into its members without parsing them, so that a file of many tests is
// never in memory as a tree.
#pragma once

#include <string_view>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::statetest {

/// A member of an object: the name as it is written between the quotes, and the value's text.
struct Member {
  std::string_view name;
  std::string_view value;
};

/// The members of the object that `text` is, in order. The values are only delimited: whether they
/// are JSON is for a parser to say. The views point into `text`.
[[nodiscard]] Expected<std::vector<Member>> split_members(std::string_view text);

}  // namespace mozi::statetest
