// Which lines and branches of the authors' sources ran, in lcov's format.
#pragma once

#include <string>

#include "tools/sources/source_library.hpp"

namespace mozi::sources {

/// One record per file: DA for lines with code, BRDA for conditions. A line counts as often as its
/// busiest instruction ran; code that several contracts share is added up.
std::string lcov(const SourceLibrary& library, const trace::SourceTrace& trace);

}  // namespace mozi::sources
