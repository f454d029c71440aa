// The opcodes that only move words and the program counter: what an execution tier does itself.
#pragma once

#include "vm/exec/frame.hpp"

namespace mozi::exec {

/// What the interpreter keeps in machine registers.
struct Registers {
  const uint8_t* pc;
  Word* top;
  int64_t gas;
};

namespace flow {

inline uint64_t load_big_endian(const uint8_t* p) {
  uint64_t limb = 0;
  std::memcpy(&limb, p, 8);
  return __builtin_bswap64(limb);
}

/// PUSHn: reads n bytes after pc; code is padded, so that whole limbs may be read.
template <unsigned n>
inline Status push(Registers& r) {
  constexpr unsigned whole = n / 8;
  constexpr unsigned rest = n % 8;
  Word& to = r.top[1];
  for (unsigned i = 0; i < whole; ++i) to.limb[i] = load_big_endian(r.pc + 1 + n - 8 * (i + 1));
  if constexpr (rest != 0) to.limb[whole] = load_big_endian(r.pc + 1) >> (64 - 8 * rest);
  for (unsigned i = (n + 7) / 8; i < 4; ++i) to.limb[i] = 0;
  ++r.top;
  r.pc += 1 + n;
  return Status::running;
}

template <unsigned n>
inline Status dup(Registers& r) {
  copy_word(r.top + 1, r.top + 1 - n);
  ++r.top;
  ++r.pc;
  return Status::running;
}

template <unsigned n>
inline Status swap(Registers& r) {
  Word* other = r.top - n;
  for (unsigned i = 0; i < 4; ++i) {
    const uint64_t a = in_register(r.top->limb[i]);
    const uint64_t b = in_register(other->limb[i]);
    r.top->limb[i] = b;
    other->limb[i] = a;
  }
  ++r.pc;
  return Status::running;
}

inline Status STOP(Frame& f, Registers& r) {
  f.gas = r.gas;
  return Status::success;
}

inline Status INVALID(Frame&, Registers&) {
  return Status::invalid_opcode;
}

inline Status POP(Frame&, Registers& r) {
  --r.top;
  ++r.pc;
  return Status::running;
}

inline Status jump_to(Frame& f, Registers& r, const Word& target) {
  if (!target.fits64() || !f.code->is_jump_destination(target.low())) [[unlikely]]
    return Status::bad_jump_destination;
  r.pc = f.code->begin() + target.low();
  return Status::running;
}

inline Status JUMP(Frame& f, Registers& r) {
  const Word& target = *r.top--;
  return jump_to(f, r, target);
}

inline Status JUMPI(Frame& f, Registers& r) {
  const Word& target = r.top[0];
  const Word& condition = r.top[-1];
  r.top -= 2;
  if (!condition.is_zero()) return jump_to(f, r, target);
  ++r.pc;
  return Status::running;
}

inline Status PC(Frame& f, Registers& r) {
  *++r.top = Word{static_cast<uint64_t>(r.pc - f.code->begin())};
  ++r.pc;
  return Status::running;
}

inline Status GAS(Frame&, Registers& r) {
  *++r.top = Word{static_cast<uint64_t>(r.gas)};
  ++r.pc;
  return Status::running;
}

inline Status JUMPDEST(Frame&, Registers& r) {
  ++r.pc;
  return Status::running;
}

}  // namespace flow
}  // namespace mozi::exec
