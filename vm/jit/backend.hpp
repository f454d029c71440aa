// LLVM as a back end: IR to an object, an object to running code. Private to this folder.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "mozi/types.hpp"
#include "vm/jit/code.hpp"
#include "vm/jit/jit.hpp"

namespace mozi::jit {

struct Program;

/// The processor that code is made for, and the version of LLVM that makes it.
std::string host_processor();

/// Makes objects and links them. Safe for use by several threads.
class Backend {
 public:
  Backend();
  ~Backend();

  /// The object file of `program`.
  [[nodiscard]] Expected<Bytes> emit(const Program& program, size_t code_size, Effort effort,
                                     const PrintTo& print);
  /// Loads an object made by `emit`, in this process or another of the same engine version.
  [[nodiscard]] Expected<std::shared_ptr<const Code>> load(BytesView object);
  void write_perf_map();

 private:
  struct State;
  std::shared_ptr<State> state_;  // loaded code holds it, too
};

}  // namespace mozi::jit
