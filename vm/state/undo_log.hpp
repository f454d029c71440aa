// The undo log: old values of places in memory, newest last.
#pragma once

#include <vector>

#include "vm/state/cached_account.hpp"

namespace mozi::state {

/// Remembers what stood in a place before it is written, and puts it back. The places must outlive
/// the log's entries; the nodes of a SlotMap do, even when the map is moved.
class UndoLog {
 public:
  void save(Word& place) { push({.kind = Kind::word, .word = &place, .old = place}); }
  void save(uint64_t& place) { push({.kind = Kind::number, .number = &place, .old = place}); }
  void save(uint32_t& place) { push({.kind = Kind::stamp, .stamp = &place, .old = place}); }
  void save(bool& place) { push({.kind = Kind::flag, .flag = &place, .old = uint64_t{place}}); }
  void save(CachedCode& place);
  /// Moves the slots away and leaves `place` empty.
  void save_moved(SlotMap& place);

  [[nodiscard]] size_t size() const { return entries_.size(); }
  /// Undoes the newest entries until `size` are left.
  void rewind(size_t size);
  /// Forgets everything and keeps the memory.
  void clear();

 private:
  enum class Kind : uint8_t { word, number, stamp, flag, code, slots };
  struct Entry {
    Kind kind;
    union {
      Word* word;
      uint64_t* number;
      uint32_t* stamp;
      bool* flag;
      CachedCode* code;
      SlotMap* slots;
    };
    Word old;
  };

  void push(const Entry& entry) { entries_.push_back(entry); }
  void undo(const Entry& entry);

  std::vector<Entry> entries_;
  // Old values too big for an entry; each has an entry that pops it.
  std::vector<CachedCode> codes_;
  std::vector<SlotMap> slots_;
};

}  // namespace mozi::state
