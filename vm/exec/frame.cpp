// Entering a frame and growing its memory.
#include "vm/exec/frame.hpp"

#include "vm/isa/gas.hpp"

namespace mozi::exec {

void Frame::enter(const isa::Rules& rules_, Host& host_, const Message& message_,
                  const isa::Code& code_) {
  gas = message_.gas;
  refund = 0;
  memory.clear();
  rules = &rules_;
  code = &code_;
  message = &message_;
  host = &host_;
  return_data.clear();
  output_offset = 0;
  output_size = 0;
}

bool Frame::grow_memory(uint64_t end) {
  if (end > Memory::max_size) return false;
  const uint64_t before = memory.size() / 32;
  const uint64_t after = isa::words_of(end);
  return charge(isa::memory_gas(*rules, after) - isa::memory_gas(*rules, before)) &&
         memory.grow(32 * after);
}

}  // namespace mozi::exec
