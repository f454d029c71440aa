// The root of a trie as the yellow paper's appendix D defines it, written as it stands there.
#pragma once

#include <map>

#include "mozi/types.hpp"

namespace mozi::test {

using TriePairs = std::map<Bytes, Bytes>;

/// The root of the trie of these pairs; values must not be empty.
Hash naive_root(const TriePairs& pairs);

}  // namespace mozi::test
