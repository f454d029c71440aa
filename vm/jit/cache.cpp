// Heat, the queue, the compiling thread, eviction.
#include "vm/jit/cache.hpp"

#include <chrono>

#include "vm/crypto/keccak.hpp"

namespace mozi::jit {
namespace {

// A call by itself counts as much as this much gas.
constexpr int64_t heat_of_call = 500;
// Compiling takes time in proportion to the code. Until a contract has burnt this much gas, the
// interpreter has not lost what compiling costs.
constexpr int64_t heat_base = 200'000;
constexpr int64_t heat_of_byte = 600;
// Jobs beyond this many are dropped; their contracts stay hot and come again.
constexpr size_t most_jobs = 256;
// Entries without code are small, but an attacker could make many.
constexpr size_t most_entries = 1 << 16;

}  // namespace

const Code* Entry::current(std::shared_ptr<const Code>& held) {
  const Code* ready = ready_.load(std::memory_order_acquire);
  if (ready == held.get()) return ready;
  const std::lock_guard lock(mutex_);
  held = code_;
  return held.get();
}

void Entry::publish(std::shared_ptr<const Code> code) {
  const std::lock_guard lock(mutex_);
  code_ = std::move(code);
  ready_.store(code_.get(), std::memory_order_release);
  heat_.store(0, std::memory_order_relaxed);
}

bool Entry::heat(int64_t gas) {
  const int64_t more = heat_of_call + gas;
  const int64_t before = heat_.fetch_add(more, std::memory_order_relaxed);
  if (before >= threshold_ || before + more < threshold_) return false;
  return true;
}

Cache::Cache(Options options) : options_(std::move(options)), store_(options_.directory) {
  if (options_.perf_map) jit_.write_perf_map();
}

Cache::~Cache() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<Entry> Cache::entry(const Hash& hash, const isa::Code& code,
                                    const isa::Rules& rules) {
  const Key key{hash.is_zero() ? crypto::keccak256(code.bytes()) : hash, rules.fork};
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    slots_.splice(slots_.begin(), slots_, found->second);
    return found->second->entry;
  }
  auto made = std::make_shared<Entry>();
  made->threshold_ = heat_base + heat_of_byte * static_cast<int64_t>(code.size());
  slots_.push_front({key, made, 0});
  by_key_.emplace(key, slots_.begin());
  evict();
  return made;
}

std::shared_ptr<const Code> Cache::make(const Key& key, const isa::Code& code,
                                        const isa::Rules& rules) {
  const bool quick = options_.effort == Effort::quick;
  if (const auto kept = store_.read(key.hash, key.fork, quick)) {
    if (auto loaded = jit_.load(*kept)) {
      const std::lock_guard lock(mutex_);
      ++statistics_.loaded;
      return *loaded;
    }
  }
  const auto start = std::chrono::steady_clock::now();
  const auto object =
      jit_.compile(code, rules, {.effort = options_.effort, .limits = {}, .print = options_.print});
  std::shared_ptr<const Code> made;
  if (object) {
    if (auto loaded = jit_.load(*object)) made = *loaded;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (made) store_.write(key.hash, key.fork, quick, *object);
  const std::lock_guard lock(mutex_);
  statistics_.seconds += took.count();
  ++(made ? statistics_.compiled : statistics_.refused);
  return made;
}

void Cache::compile(const std::shared_ptr<Entry>& entry, const Hash& hash, const isa::Code& code,
                    const isa::Rules& rules) {
  const std::lock_guard lock(entry->compiling_);
  if (entry->failed_ || entry->ready_.load(std::memory_order_acquire) != nullptr) return;
  const Key key{hash.is_zero() ? crypto::keccak256(code.bytes()) : hash, rules.fork};
  std::shared_ptr<const Code> made = make(key, code, rules);
  entry->failed_ = made == nullptr;
  if (made) keep(key, entry, std::move(made));
}

void Cache::keep(const Key& key, const std::shared_ptr<Entry>& entry,
                 std::shared_ptr<const Code> code) {
  const std::lock_guard lock(mutex_);
  // The entry may have been dropped while its holder went on to use it.
  auto [at, is_new] = by_key_.try_emplace(key);
  if (is_new) at->second = slots_.insert(slots_.begin(), {key, entry, 0});
  Slot& slot = *at->second;
  statistics_.bytes += code->bytes() - slot.bytes;
  slot.bytes = code->bytes();
  slot.entry->publish(code);
  if (slot.entry != entry) entry->publish(std::move(code));
  slots_.splice(slots_.begin(), slots_, at->second);
  evict();
}

/// Drops the least recently used. The entry in front, which somebody is about to use, stays.
void Cache::evict() {
  while (slots_.size() > 1 &&
         (statistics_.bytes > options_.max_bytes || slots_.size() > most_entries)) {
    Slot& last = slots_.back();
    statistics_.bytes -= last.bytes;
    if (last.bytes != 0) ++statistics_.evicted;
    last.entry->publish(nullptr);
    by_key_.erase(last.key);
    slots_.pop_back();
  }
}

void Cache::enqueue(std::shared_ptr<Entry> entry, const Hash& hash,
                    std::shared_ptr<const isa::Code> code, const isa::Rules& rules) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || jobs_.size() >= most_jobs) {
    entry->heat_.store(0, std::memory_order_relaxed);
    return;
  }
  jobs_.push_back({std::move(entry), hash, std::move(code), &rules});
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  changed_.notify_all();
}

void Cache::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    busy_ = true;
    lock.unlock();
    compile(job.entry, job.hash, *job.code, *job.rules);
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}

void Cache::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || (jobs_.empty() && !busy_); });
}

Cache::Statistics Cache::statistics() const {
  const std::lock_guard lock(mutex_);
  return statistics_;
}

}  // namespace mozi::jit
