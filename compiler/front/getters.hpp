// Getters of public fields, immutables and constants.
#pragma once

#include "compiler/front/code.hpp"
#include "compiler/front/entries.hpp"

namespace mozi::front {

/// What a getter returns for these keys.
std::vector<Val> getter_values(Code& code, const Entry& entry, std::span<const Val> keys);

}  // namespace mozi::front
