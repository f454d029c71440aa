// A native stack deep enough for 1024 nested calls, whatever thread the caller is on.
#include "vm/chain/deep_stack.hpp"

#include <pthread.h>

#include <condition_variable>
#include <mutex>

namespace mozi::chain {
namespace {

// Beside what is asked for: thread-local storage, the guard page and the frames around the call.
constexpr size_t slack = size_t{256} << 10;

/// The lowest usable address of this thread's stack; null if it cannot be found out.
std::byte* stack_low() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return nullptr;
  void* low = nullptr;
  size_t size = 0;
  const bool known = pthread_attr_getstack(&attributes, &low, &size) == 0;
  pthread_attr_destroy(&attributes);
  return known ? static_cast<std::byte*>(low) : nullptr;
}

}  // namespace

/// A thread that waits for a call, makes it and says so.
struct DeepStack::Worker {
  std::mutex mutex;
  std::condition_variable changed;
  void (*call)(void*) = nullptr;
  void* function = nullptr;
  bool stop = false;
  bool started = false;
  pthread_t thread{};

  explicit Worker(size_t stack_size) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return;
    started = pthread_attr_setstacksize(&attributes, stack_size) == 0 &&
              pthread_create(&thread, &attributes, &Worker::main, this) == 0;
    pthread_attr_destroy(&attributes);
  }

  ~Worker() {
    if (!started) return;
    {
      const std::lock_guard lock(mutex);
      stop = true;
    }
    changed.notify_all();
    pthread_join(thread, nullptr);
  }

  void run(void (*new_call)(void*), void* new_function) {
    std::unique_lock lock(mutex);
    call = new_call;
    function = new_function;
    changed.notify_all();
    changed.wait(lock, [this] { return call == nullptr; });
  }

  static void* main(void* self) {
    static_cast<Worker*>(self)->serve();
    return nullptr;
  }

  void serve() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return stop || call != nullptr; });
      if (call == nullptr) return;
      lock.unlock();
      call(function);
      lock.lock();
      call = nullptr;
      changed.notify_all();
    }
  }
};

DeepStack::DeepStack(size_t need) : need_(need) {}
DeepStack::~DeepStack() = default;

bool DeepStack::has_room() const {
  // A fact about the thread that never changes, and costs a file of /proc to find out.
  thread_local const std::byte* const low = stack_low();
  const auto* here = static_cast<std::byte*>(__builtin_frame_address(0));
  return low != nullptr && here > low && static_cast<size_t>(here - low) > need_ + slack;
}

bool DeepStack::run_elsewhere(void (*call)(void*), void* function) {
  if (!worker_) worker_ = std::make_unique<Worker>(need_ + 2 * slack);
  if (!worker_->started) return false;
  worker_->run(call, function);
  return true;
}

}  // namespace mozi::chain
