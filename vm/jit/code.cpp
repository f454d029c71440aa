// Entering compiled code.
#include "vm/jit/code.hpp"

#include "vm/jit/runtime.hpp"

namespace mozi::jit {

Status Code::run(exec::Frame& frame) const {
  Context context;
  context.memory = frame.memory.data();
  context.memory_size = frame.memory.size();
  context.input = frame.message->input.data();
  context.input_size = frame.message->input.size();
  context.services = services();
  context.frame = &frame;
  const uint32_t status = entry_(&context, frame.stack.bottom(), frame.gas);
  frame.gas = context.gas;
  return static_cast<Status>(status);
}

}  // namespace mozi::jit
