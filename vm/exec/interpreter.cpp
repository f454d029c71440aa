// Dispatch. Each opcode is a function that ends by jumping to the next opcode's, keeping pc, stack
// top and gas in registers; a loop over a switch serves tracing, sanitizers and other compilers.
#include "vm/exec/interpreter.hpp"

#include "vm/exec/step.hpp"

#if defined(__clang__) && defined(__has_attribute) && defined(__has_feature)
#if __has_attribute(preserve_none) && __has_cpp_attribute(clang::musttail) && \
    !__has_feature(address_sanitizer) && !__has_feature(undefined_behavior_sanitizer)
#define MOZI_TAIL_CALLS 1
#endif
#endif

namespace mozi::exec {
namespace {

Step step_of(const Frame& f, const Registers& r) {
  return {
      .pc = static_cast<uint32_t>(r.pc - f.code->begin()),
      .opcode = *r.pc,
      .gas_left = r.gas,
      .gas_refund = f.refund,
      .depth = f.message->depth,
      .stack = {f.stack.bottom() + 1, Stack::height(r.top)},
      .memory = {f.memory.data(), static_cast<size_t>(f.memory.size())},
      .return_data = f.return_data,
      .message = f.message,
  };
}

template <isa::Op op>
bool is_defined(const Frame& f) {
  return isa::info(op).since == Fork::frontier ||
         isa::is_defined(*f.rules, static_cast<uint8_t>(op));
}

template <bool traced>
Status loop(Frame& f, Registers r) {
  for (;;) {
    [[maybe_unused]] const Registers before = r;
    if constexpr (traced) f.tracer->on_step(step_of(f, r));
    auto status = Status::undefined_opcode;
    switch (static_cast<isa::Op>(*r.pc)) {
#define OPCODE(byte, NAME, ...)                  \
  case isa::Op::NAME:                            \
    if (is_defined<isa::Op::NAME>(f)) [[likely]] \
      status = step<isa::Op::NAME>(f, r);        \
    break;
#include "vm/isa/opcodes.def"
#undef OPCODE
    }
    if (status == Status::running) [[likely]]
      continue;
    if constexpr (traced)
      if (status != Status::success && status != Status::revert)
        f.tracer->on_fault(step_of(f, before), status);
    return status;
  }
}

#ifdef MOZI_TAIL_CALLS

struct Table;
using Handler = __attribute__((preserve_none)) Status (*)(const uint8_t* pc, Word* top, int64_t gas,
                                                          Frame& f, const Table* table);
/// The handlers of all bytes under the rules of one fork.
struct Table {
  std::array<Handler, 256> handlers;
};

__attribute__((preserve_none)) Status undefined(const uint8_t*, Word*, int64_t, Frame&,
                                                const Table*) {
  return Status::undefined_opcode;
}

/// Goes on with the next opcode in a jump, not a call.
#define MOZI_NEXT(r) [[clang::musttail]] return table->handlers[*r.pc](r.pc, r.top, r.gas, f, table)

template <isa::Op op>
__attribute__((preserve_none)) Status handle(const uint8_t* pc, Word* top, int64_t gas, Frame& f,
                                             const Table* table) {
  Registers r{pc, top, gas};
  if (const Status s = step<op>(f, r); s != Status::running) [[unlikely]]
    return s;
  if constexpr (op == isa::Op::JUMP || op == isa::Op::JUMPI)
    // The target of a jump is known to be a JUMPDEST: run it at once.
    if (op == isa::Op::JUMP || r.pc != pc + 1)
      if (const Status s = step<isa::Op::JUMPDEST>(f, r); s != Status::running) [[unlikely]]
        return s;
  MOZI_NEXT(r);
}

/// The same for an opcode whose short case is worth a handler without calls, which need a stack
/// frame; the rest starts over in the general handler.
template <isa::Op op>
__attribute__((preserve_none)) Status handle_short(const uint8_t* pc, Word* top, int64_t gas,
                                                   Frame& f, const Table* table) {
  Registers r{pc, top, gas - static_gas<op>(f)};
  if (check_stack<op>(top) != Status::running || r.gas < 0 || !run_short<op>(f, r)) [[unlikely]]
    [[clang::musttail]] return handle<op>(pc, top, gas, f, table);
  MOZI_NEXT(r);
}

#undef MOZI_NEXT

template <isa::Op op>
constexpr Handler handler() {
  if constexpr (requires { isa::Short<op>::fits; } || requires { ops::Short<op>::fits; })
    return handle_short<op>;
  else
    return handle<op>;
}

constexpr Table table_of(const isa::Rules& rules) {
  Table table{};
  table.handlers.fill(undefined);
#define OPCODE(byte, NAME, ...) \
  if (isa::is_defined(rules, byte)) table.handlers[byte] = handler<isa::Op::NAME>();
#include "vm/isa/opcodes.def"
#undef OPCODE
  return table;
}

/// Indexed by Fork.
constexpr auto tables = [] {
  std::array<Table, isa::fork_count> all{};
  for (size_t i = 0; i < all.size(); ++i) all[i] = table_of(isa::forks::all[i]);
  return all;
}();

#endif

}  // namespace

Status interpret_portably(Frame& f) {
  const Registers start{f.code->begin(), f.stack.bottom(), f.gas};
  return f.tracer != nullptr ? loop<true>(f, start) : loop<false>(f, start);
}

Status resume(Frame& f, uint32_t pc, Word* top) {
  const Registers r{f.code->begin() + pc, top, f.gas};
#ifdef MOZI_TAIL_CALLS
  if (f.tracer == nullptr) [[likely]] {
    const Table& table = tables[static_cast<size_t>(f.rules->fork)];
    return table.handlers[*r.pc](r.pc, r.top, r.gas, f, &table);
  }
#endif
  return f.tracer != nullptr ? loop<true>(f, r) : loop<false>(f, r);
}

Status interpret(Frame& f) {
  return resume(f, 0, f.stack.bottom());
}

}  // namespace mozi::exec
