// The one-liner that makes an Error from a format string.
#pragma once

#include <fmt/format.h>

#include <utility>

#include "mozi/types.hpp"

namespace mozi {

/// An unexpected Error with the formatted message: what was expected, what came, where.
template <class... Args>
[[nodiscard]] std::unexpected<Error> fail(fmt::format_string<Args...> format, Args&&... args) {
  return std::unexpected(Error{fmt::format(format, std::forward<Args>(args)...)});
}

}  // namespace mozi
