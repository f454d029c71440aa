// step<Op>: one opcode from its row. Does it fit the stack, is it paid for, what does it mean.
#pragma once

#include "vm/exec/flow.hpp"
#include "vm/exec/ops/ops.hpp"
#include "vm/isa/forks.hpp"
#include "vm/isa/gas.hpp"
#include "vm/isa/word_fast.hpp"

namespace mozi::exec {

/// Maps an opcode that is not pure to its one definition.
template <isa::Op op>
struct Body;
#define BODY_pure(NAME)
#define BODY_env(NAME)                      \
  template <>                               \
  struct Body<isa::Op::NAME> {              \
    static constexpr auto read = ops::NAME; \
  };
#define BODY_effect(NAME)                  \
  template <>                              \
  struct Body<isa::Op::NAME> {             \
    static constexpr auto run = ops::NAME; \
  };
#define BODY_flow(NAME)
#define OPCODE(byte, NAME, pops, pushes, imm, gas, since, kind, leaves) BODY_##kind(NAME)
#include "vm/isa/opcodes.def"
#undef OPCODE
#undef BODY_pure
#undef BODY_env
#undef BODY_effect
#undef BODY_flow

/// True if `op` costs the same in every fork that has it.
constexpr bool has_one_price(isa::Op op) {
  for (const isa::Rules& rules : isa::forks::all)
    if (isa::static_gas(rules, op) != isa::static_gas(isa::forks::all.back(), op)) return false;
  return true;
}

/// The static gas of `op`, an immediate where the forks agree.
template <isa::Op op>
inline int64_t static_gas(const Frame& f) {
  if constexpr (has_one_price(op))
    return isa::static_gas(isa::forks::all.back(), op);
  else
    return isa::static_gas(*f.rules, op);
}

/// Running or the failure that stops `op` from touching the stack.
template <isa::Op op>
[[gnu::always_inline]] inline Status check_stack(const Word* top) {
  constexpr const isa::OpInfo& row = isa::info(op);
  constexpr uint32_t needed = row.pops * sizeof(Word);
  constexpr uint32_t full = Stack::limit * sizeof(Word);
  const uint32_t height = Stack::height_bytes(top);
  if constexpr (row.pushes <= row.pops) {
    return height < needed ? Status::stack_underflow : Status::running;
  } else {
    // One comparison covers both ends: a lack of words wraps around to a large number.
    if (height - needed < full - needed) [[likely]]
      return Status::running;
    return height < needed ? Status::stack_underflow : Status::stack_overflow;
  }
}

/// True if `op` is evaluated by a function of the runtime, which leaves its result in memory.
constexpr bool calls_runtime(isa::Op op) {
  using enum isa::Op;
  return op == DIV || op == SDIV || op == MOD || op == SMOD || op == ADDMOD || op == MULMOD ||
         op == EXP;
}

template <isa::Op op>
[[gnu::always_inline]] inline void run_pure(Word* top) {
  constexpr int pops = isa::info(op).pops;
  Word& to = top[1 - pops];
  const auto give = [&to](const Word& result) {
    if constexpr (calls_runtime(op))
      copy_word(&to, &result);
    else
      to = result;
  };
  if constexpr (pops == 1)
    give(isa::evaluate_words<op>(top[0]));
  else if constexpr (pops == 2)
    give(isa::evaluate_words<op>(top[0], top[-1]));
  else
    give(isa::evaluate_words<op>(top[0], top[-1], top[-2]));
}

template <isa::Op op>
[[gnu::always_inline]] inline Status run_flow(Frame& f, Registers& r) {
  constexpr auto byte = static_cast<uint8_t>(op);
  if constexpr (isa::is_push(byte))
    return flow::push<byte - 0x5f>(r);
  else if constexpr (isa::is_dup(byte))
    return flow::dup<byte - 0x7f>(r);
  else if constexpr (isa::is_swap(byte))
    return flow::swap<byte - 0x8f>(r);
  else if constexpr (op == isa::Op::STOP)
    return flow::STOP(f, r);
  else if constexpr (op == isa::Op::POP)
    return flow::POP(f, r);
  else if constexpr (op == isa::Op::JUMP)
    return flow::JUMP(f, r);
  else if constexpr (op == isa::Op::JUMPI)
    return flow::JUMPI(f, r);
  else if constexpr (op == isa::Op::PC)
    return flow::PC(f, r);
  else if constexpr (op == isa::Op::GAS)
    return flow::GAS(f, r);
  else if constexpr (op == isa::Op::JUMPDEST)
    return flow::JUMPDEST(f, r);
  else {
    static_assert(op == isa::Op::INVALID);
    return flow::INVALID(f, r);
  }
}

/// Runs `op` and moves pc if it takes no call on these operands; else does nothing and returns
/// false. Stack and static gas have been checked.
template <isa::Op op>
[[gnu::always_inline]] inline bool run_short(Frame& f, Registers& r) {
  if constexpr (isa::info(op).kind == isa::OpKind::pure) {
    if (!isa::Short<op>::fits(r.top[0], r.top[-1])) return false;
    r.top[-1] = isa::Short<op>::eval(r.top[0], r.top[-1]);
  } else {
    if (!ops::Short<op>::fits(f, r.top)) return false;
    ops::Short<op>::run(f, r.top);
  }
  r.top += isa::info(op).pushes - isa::info(op).pops;
  ++r.pc;
  return true;
}

/// Runs one opcode that the rules define. On running the registers are those of the next opcode; on
/// success and revert f.gas is what is left.
template <isa::Op op>
[[gnu::always_inline]] inline Status step(Frame& f, Registers& r) {
  constexpr const isa::OpInfo& row = isa::info(op);
  if (const Status s = check_stack<op>(r.top); s != Status::running) [[unlikely]]
    return s;
  r.gas -= static_gas<op>(f);
  if constexpr (op == isa::Op::EXP) r.gas -= isa::exp_gas(*f.rules, r.top[-1]);
  if (r.gas < 0) [[unlikely]]
    return Status::out_of_gas;

  if constexpr (row.kind == isa::OpKind::flow) {
    return run_flow<op>(f, r);
  } else {
    auto status = Status::running;
    if constexpr (row.kind == isa::OpKind::pure) {
      run_pure<op>(r.top);
    } else if constexpr (row.kind == isa::OpKind::env) {
      r.top[1] = Body<op>::read(f);
    } else {
      f.gas = r.gas;
      status = Body<op>::run(f, r.top);
      r.gas = f.gas;
    }
    r.top += row.pushes - row.pops;
    ++r.pc;
    return status;
  }
}

}  // namespace mozi::exec
