// What an expression denotes once lowered: words on the stack, or a place in memory, calldata or
// storage.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/front/types.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::front {

using ast::Where;

/// An IR value; its own type, so that no number is mistaken for one.
struct V {
  ir::ValueId id = ir::nothing;
  explicit operator bool() const { return id != ir::nothing; }
  bool operator==(const V&) const = default;
};

/// A lowered expression. Word values are clean: the bits that their type does not have are zero,
/// or copies of the sign.
///
/// What `words` hold:
///   value     a word type: the word. A struct: nothing, its members are `parts`.
///   memory    a word type: the address to read. A reference: the pointer, or with `indirect` the
///             address of the word that holds the pointer. With `is_byte`: the byte's address.
///   calldata  a word type: the position to read. A reference: the position of its content, and its
///             length if it has one. With `is_byte`: the byte's position.
///   storage, transient   the slot. With `is_byte`: the slot of the bytes, and the byte's index.
struct Val {
  TypeRef type = nullptr;
  Where where = Where::value;
  std::vector<V> words = {};
  std::vector<Val> parts = {};
  uint32_t offset = 0;      // storage: bytes from the least significant end of the slot
  V dynamic_offset = {};    // storage: the same, where only the running contract knows it
  bool whole_slot = false;  // storage: nothing else lives in the slot
  bool indirect = false;
  bool is_byte = false;
  bool is_text = false;  // constant bytes that no memory holds yet
  std::string_view text = {};

  [[nodiscard]] bool is_word_value() const {
    return where == Where::value && words.size() == 1 && !is_text;
  }
};

/// The word `word` of type `type`.
inline Val word_value(TypeRef type, V word) {
  return {.type = std::move(type), .words = {word}};
}

/// Appends all words of a value, those of its parts included, in a fixed order.
void flatten(const Val& value, std::vector<V>& out);
std::vector<V> flatten(const Val& value);
/// A value of the same shape with other words, taken from the front of `words`.
Val rebuild(const Val& shape, std::span<const V>& words);

}  // namespace mozi::front
