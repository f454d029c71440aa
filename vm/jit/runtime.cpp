// The services of compiled code: the same functions that the interpreter calls.
#include "vm/jit/runtime.hpp"

#include "vm/exec/interpreter.hpp"
#include "vm/exec/step.hpp"

namespace mozi::jit {
namespace {

using isa::Op;

/// Copies what compiled code keeps of the frame.
void reload(Context& c) {
  c.gas = c.frame->gas;
  c.memory = c.frame->memory.data();
  c.memory_size = c.frame->memory.size();
}

template <Op op>
Word* top_of(Context& c) {
  return &c.operands[isa::info(op).pops - 1];
}

template <Op op>
void serve_pure(Context* c) {
  Word* top = top_of<op>(*c);
  exec::run_pure<op>(top);
}

template <Op op>
void serve_env(Context* c) {
  c->operands[0] = exec::Body<op>::read(*c->frame);
}

template <Op op>
uint32_t serve_effect(Context* c) {
  c->frame->gas = c->gas;
  const Status status = exec::Body<op>::run(*c->frame, top_of<op>(*c));
  reload(*c);
  return static_cast<uint32_t>(status);
}

uint32_t grow_memory(Context* c, uint64_t offset, uint64_t size) {
  c->frame->gas = c->gas;
  const bool reached = c->frame->reach(offset, size);
  reload(*c);
  return reached ? 1 : 0;
}

uint32_t resume(Context* c, uint32_t pc, Word* top) {
  c->frame->gas = c->gas;
  const Status status = exec::resume(*c->frame, pc, top);
  c->gas = c->frame->gas;
  return static_cast<uint32_t>(status);
}

uint32_t resume_jump(Context* c, uint64_t target, Word* top) {
  if (!c->frame->code->is_jump_destination(target))
    return static_cast<uint32_t>(Status::bad_jump_destination);
  return resume(c, static_cast<uint32_t>(target), top);
}

template <Op op>
void* service() {
  if constexpr (isa::info(op).kind == isa::OpKind::pure)
    return reinterpret_cast<void*>(&serve_pure<op>);
  else if constexpr (isa::info(op).kind == isa::OpKind::env)
    return reinterpret_cast<void*>(&serve_env<op>);
  else if constexpr (isa::info(op).kind == isa::OpKind::effect)
    return reinterpret_cast<void*>(&serve_effect<op>);
  else
    return nullptr;
}

using Table = std::array<void*, static_cast<size_t>(Service::count)>;

Table make_table() {
  Table table{};
#define OPCODE(byte, NAME, ...) table[byte] = service<Op::NAME>();
#include "vm/isa/opcodes.def"
#undef OPCODE
  const auto set = [&](Service which, auto* function) {
    table[static_cast<size_t>(which)] = reinterpret_cast<void*>(function);
  };
  set(Service::grow_memory, &grow_memory);
  set(Service::resume, &resume);
  set(Service::resume_jump, &resume_jump);
  return table;
}

}  // namespace

void* const* services() {
  static const Table table = make_table();
  return table.data();
}

}  // namespace mozi::jit
