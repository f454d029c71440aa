// Storage without zeros.
#include "vm/state/account.hpp"

#include <algorithm>

namespace mozi::state {

Word Storage::get(const Word& key) const {
  const auto it = slots_.find(key);
  return it == slots_.end() ? Word{} : it->second;
}

void Storage::set(const Word& key, const Word& value) {
  if (value.is_zero())
    slots_.erase(key);
  else
    slots_.insert_or_assign(key, value);
}

std::vector<std::pair<Word, Word>> Storage::sorted() const {
  std::vector<std::pair<Word, Word>> out(slots_.begin(), slots_.end());
  std::ranges::sort(out);
  return out;
}

}  // namespace mozi::state
