// A table of words by account and key.
#include "vm/state/transient.hpp"

namespace mozi::state {

Word TransientStorage::get(const Address& address, const Word& key) const {
  const auto it = words_.find({address, key});
  return it == words_.end() ? Word{} : it->second;
}

void TransientStorage::set(const Address& address, const Word& key, const Word& value,
                           UndoLog& undo) {
  Word& place = words_[{address, key}];
  undo.save(place);
  place = value;
}

}  // namespace mozi::state
