// A native stack deep enough for 1024 nested calls, whatever thread the caller is on.
#pragma once

#include <cstddef>
#include <memory>

namespace mozi::chain {

#if defined(__SANITIZE_ADDRESS__)
#define MOZI_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MOZI_SANITIZED 1
#endif
#endif

/// What 1024 nested calls may take at most: a level takes about 1.5 KiB optimised, and several
/// times that without optimisation or with sanitizers. tests/vm/chain/deep_stack_test.cpp holds it
/// to half of this.
#if defined(MOZI_SANITIZED) || !defined(__OPTIMIZE__)
inline constexpr size_t deep_stack_size = size_t{64} << 20;
#else
inline constexpr size_t deep_stack_size = size_t{6} << 20;
#endif
#undef MOZI_SANITIZED

/// Runs functions where there is stack enough: in place if the calling thread has it, which costs a
/// comparison; else on a thread of its own, which is started at the first need. One thread uses it
/// at a time.
class DeepStack {
 public:
  explicit DeepStack(size_t need = deep_stack_size);
  ~DeepStack();
  DeepStack(const DeepStack&) = delete;
  DeepStack& operator=(const DeepStack&) = delete;

  /// Calls `function()` and returns when it has ended. False: there was no stack and no thread to
  /// be had, and nothing was called.
  template <class Function>
  [[nodiscard]] bool run(Function&& function) {
    if (has_room()) {
      function();
      return true;
    }
    auto call = [&function] { function(); };
    return run_elsewhere([](void* c) { (*static_cast<decltype(call)*>(c))(); }, &call);
  }

 private:
  struct Worker;
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] bool run_elsewhere(void (*call)(void*), void* function);

  size_t need_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace mozi::chain
