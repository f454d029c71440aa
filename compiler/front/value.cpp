// What an expression denotes once lowered: its words in a fixed order.
#include "compiler/front/value.hpp"

namespace mozi::front {

void flatten(const Val& value, std::vector<V>& out) {
  out.insert(out.end(), value.words.begin(), value.words.end());
  for (const auto& part : value.parts) flatten(part, out);
}

std::vector<V> flatten(const Val& value) {
  std::vector<V> out;
  flatten(value, out);
  return out;
}

Val rebuild(const Val& shape, std::span<const V>& words) {
  Val value = shape;
  for (auto& word : value.words) {
    word = words.front();
    words = words.subspan(1);
  }
  for (auto& part : value.parts) part = rebuild(part, words);
  return value;
}

}  // namespace mozi::front
