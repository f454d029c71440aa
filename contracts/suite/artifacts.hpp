// The compiled contracts of the suite, part of the program that links this.
#pragma once

#include <span>
#include <string_view>

namespace mozi::suite {

/// A contract's artifact JSON, as `mozi build` writes it.
struct Embedded {
  std::string_view contract;
  std::string_view json;
};

/// All contracts of the suite, by name.
std::span<const Embedded> embedded_artifacts();

}  // namespace mozi::suite
