// Conversions between types of one word, and of bytes.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// widen, narrow, truncate and reinterpret.
Val convert(Code& code, const ast::Node& node);

}  // namespace mozi::front
