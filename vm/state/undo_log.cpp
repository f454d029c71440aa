// Saving and putting back.
#include "vm/state/undo_log.hpp"

#include <utility>

namespace mozi::state {

void UndoLog::save(CachedCode& place) {
  codes_.push_back(place);
  push({.kind = Kind::code, .code = &place, .old = {}});
}

void UndoLog::save_moved(SlotMap& place) {
  slots_.push_back(std::move(place));
  place.clear();  // a moved-from map need not be empty
  push({.kind = Kind::slots, .slots = &place, .old = {}});
}

void UndoLog::undo(const Entry& entry) {
  switch (entry.kind) {
    case Kind::word:
      *entry.word = entry.old;
      return;
    case Kind::number:
      *entry.number = entry.old.low();
      return;
    case Kind::stamp:
      *entry.stamp = static_cast<uint32_t>(entry.old.low());
      return;
    case Kind::flag:
      *entry.flag = entry.old.low() != 0;
      return;
    case Kind::code:
      *entry.code = std::move(codes_.back());
      codes_.pop_back();
      return;
    case Kind::slots:
      *entry.slots = std::move(slots_.back());
      slots_.pop_back();
      return;
  }
}

void UndoLog::rewind(size_t size) {
  while (entries_.size() > size) {
    undo(entries_.back());
    entries_.pop_back();
  }
}

void UndoLog::clear() {
  entries_.clear();
  codes_.clear();
  slots_.clear();
}

}  // namespace mozi::state
