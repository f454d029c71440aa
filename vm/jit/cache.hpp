// Compiled code by bytecode and rules: who is hot, who is compiled, who has to go.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <thread>

#include "vm/jit/jit.hpp"
#include "vm/jit/object_store.hpp"

namespace mozi::jit {

/// What is known of one contract under one fork's rules. Many threads read it.
class Entry {
 public:
  /// The compiled code if there is any. `held` is what the caller got before; a Vm keeps one for
  /// each entry, so that a call takes no lock unless something has changed.
  const Code* current(std::shared_ptr<const Code>& held);
  /// Adds what a run has cost; true if the contract has just become hot.
  bool heat(int64_t gas);

 private:
  friend class Cache;
  std::atomic<const Code*> ready_ = nullptr;
  std::atomic<int64_t> heat_ = 0;
  int64_t threshold_ = 0;
  std::mutex compiling_;  // held by who compiles; taken before all other locks
  bool failed_ = false;
  std::mutex mutex_;  // of what follows; taken after the cache's
  std::shared_ptr<const Code> code_;

  void publish(std::shared_ptr<const Code> code);
};

/// Key of an entry: the hash of the code, and the fork.
struct Key {
  Hash hash;
  Fork fork = Fork::frontier;
  auto operator<=>(const Key&) const = default;
};

/// Entries and the thread that compiles hot ones. Safe for use by several threads.
class Cache {
 public:
  struct Options {
    size_t max_bytes = 0;
    std::string directory;
    Effort effort = Effort::full;
    PrintTo print;
    bool perf_map = false;
  };
  struct Statistics {
    uint64_t compiled = 0;
    uint64_t loaded = 0;
    uint64_t refused = 0;
    uint64_t evicted = 0;
    uint64_t bytes = 0;
    double seconds = 0;
  };

  explicit Cache(Options options);
  ~Cache();

  /// The entry of `code`, whose hash is `hash`; zero: the hash is computed here.
  std::shared_ptr<Entry> entry(const Hash& hash, const isa::Code& code, const isa::Rules& rules);
  /// Compiles now, unless that has been done or has failed.
  void compile(const std::shared_ptr<Entry>& entry, const Hash& hash, const isa::Code& code,
               const isa::Rules& rules);
  /// Compiles beside, some time.
  void enqueue(std::shared_ptr<Entry> entry, const Hash& hash,
               std::shared_ptr<const isa::Code> code, const isa::Rules& rules);
  /// Waits until the queue is empty.
  void wait();
  [[nodiscard]] Statistics statistics() const;

 private:
  struct Job {
    std::shared_ptr<Entry> entry;
    Hash hash;
    std::shared_ptr<const isa::Code> code;
    const isa::Rules* rules;
  };
  struct Slot {
    Key key;
    std::shared_ptr<Entry> entry;
    size_t bytes = 0;
  };

  std::shared_ptr<const Code> make(const Key& key, const isa::Code& code, const isa::Rules& rules);
  void keep(const Key& key, const std::shared_ptr<Entry>& entry, std::shared_ptr<const Code> code);
  void evict();
  void work();

  Options options_;
  Jit jit_;
  ObjectStore store_;
  mutable std::mutex mutex_;
  std::list<Slot> slots_;  // most recently asked for first
  std::map<Key, std::list<Slot>::iterator> by_key_;
  Statistics statistics_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool busy_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace mozi::jit
