// Golden files: a text must equal the committed one; MOZI_UPDATE_GOLDEN=1 rewrites it.
#pragma once

#include <string>

namespace mozi::tests {

/// The committed text of golden/<name>.txt; an empty text if there is none.
std::string golden(const std::string& name);
/// Rewrites the file if that is wanted; true if it did.
bool update_golden(const std::string& name, const std::string& text);

}  // namespace mozi::tests
