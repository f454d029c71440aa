// Look-up, insertion and eviction.
#include "vm/exec/code_cache.hpp"

namespace mozi::exec {
namespace {

/// What an entry takes beside the code itself.
constexpr size_t overhead = 160;

}  // namespace

CodeCache::Cached& CodeCache::find(const Hash& hash, BytesView code) {
  if (const auto found = by_hash_.find(hash); found != by_hash_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->cached;
  }
  auto analysed = std::make_shared<const isa::Code>(code);
  bytes_ += analysed->footprint() + overhead;
  entries_.push_front({hash, {std::move(analysed), nullptr}});
  by_hash_.emplace(hash, entries_.begin());
  while (bytes_ > max_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().cached.code->footprint() + overhead;
    by_hash_.erase(entries_.back().hash);
    entries_.pop_back();
  }
  return entries_.front().cached;
}

void CodeCache::drop_notes() {
  for (Entry& entry : entries_) entry.cached.note.reset();
}

}  // namespace mozi::exec
