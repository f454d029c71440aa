// Which words are no value of a type: what ABI decoding refuses.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// A word that is not 0 exactly if `word` is no value of the type; no V if every word is one.
V dirt(Code& code, const Type& type, V word);
/// Reverts with empty data if `word` is no value of the type.
void validate(Code& code, const Type& type, V word);
/// The value whose bits are the type's bits of `word`.
V clean(Code& code, const Type& type, V word);

/// Several conditions of which none may hold, tested at once where they all revert alike.
class Refusals {
 public:
  explicit Refusals(Code& code) : code_(code) {}
  /// `bad` is not 0 if the call must revert; no V is never bad.
  void add(V bad);
  void add_dirt(const Type& type, V word) { add(dirt(code_, type, word)); }
  /// Reverts with empty data if any was bad.
  void check();

 private:
  Code& code_;
  V any_;
};

}  // namespace mozi::front
