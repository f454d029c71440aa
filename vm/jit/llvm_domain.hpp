// Words as LLVM values: the domain over which compiled code gets the meaning of pure opcodes.
// Private to this folder's LLVM files.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <functional>

#include "vm/isa/word_domain.hpp"

namespace mozi::jit {

/// Asks for a pure opcode to be run by the runtime on words of 256 bits.
using CallPure = std::function<llvm::Value*(isa::Op, std::initializer_list<llvm::Value*> operands)>;

/// Words of `bits` bits, arithmetic being modulo 2^bits. Results are those of 256 bits wherever
/// these fit; shift amounts are words of the same width.
class LlvmDomain {
 public:
  using Word = llvm::Value*;
  using Bool = llvm::Value*;

  LlvmDomain(llvm::IRBuilder<>& builder, unsigned bits, const CallPure& call)
      : b_(builder), type_(builder.getIntNTy(bits)), bits_(bits), call_(call) {}

  Word word(uint64_t n) { return llvm::ConstantInt::get(type_, n); }
  Word add(Word a, Word b) { return b_.CreateAdd(a, b); }
  Word sub(Word a, Word b) { return b_.CreateSub(a, b); }
  Word mul(Word a, Word b) { return b_.CreateMul(a, b); }
  Word udiv(Word a, Word b) {
    return bits_ == 64 ? b_.CreateUDiv(a, not_zero(b)) : call_(isa::Op::DIV, {a, b});
  }
  Word urem(Word a, Word b) {
    return bits_ == 64 ? b_.CreateURem(a, not_zero(b)) : call_(isa::Op::MOD, {a, b});
  }
  Word addmod(Word a, Word b, Word m) { return call_(isa::Op::ADDMOD, {a, b, m}); }
  Word mulmod(Word a, Word b, Word m) { return call_(isa::Op::MULMOD, {a, b, m}); }
  Word exp(Word a, Word b) { return call_(isa::Op::EXP, {a, b}); }
  Word and_(Word a, Word b) { return b_.CreateAnd(a, b); }
  Word or_(Word a, Word b) { return b_.CreateOr(a, b); }
  Word xor_(Word a, Word b) { return b_.CreateXor(a, b); }
  Word not_(Word a) { return b_.CreateNot(a); }
  Word shl(Word x, Word n) { return shift<isa::Op::SHL>(x, n); }
  Word shr(Word x, Word n) { return shift<isa::Op::SHR>(x, n); }
  Word sar(Word x, Word n) { return shift<isa::Op::SAR>(x, n); }
  Word clz(Word a) {
    llvm::Value* zeros = b_.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, a, b_.getFalse());
    return b_.CreateAdd(zeros, word(256 - bits_));
  }
  Bool ult(Word a, Word b) { return b_.CreateICmpULT(a, b); }
  Bool slt(Word a, Word b) { return b_.CreateICmpSLT(a, b); }
  Bool eq(Word a, Word b) { return b_.CreateICmpEQ(a, b); }
  Word boolean(Bool b) { return b_.CreateZExt(b, type_); }
  Word select(Bool c, Word a, Word b) { return b_.CreateSelect(c, a, b); }

 private:
  // Dividing by zero is undefined here; its result is selected away, so that any divisor will do.
  Word not_zero(Word divisor) {
    return b_.CreateSelect(b_.CreateICmpEQ(divisor, word(0)), word(1), divisor);
  }
  template <isa::Op op>
  Word shift(Word x, Word n);
  Word shift_limbs(isa::Op op, Word x, Word n);

  llvm::IRBuilder<>& b_;
  llvm::IntegerType* type_;
  unsigned bits_;
  const CallPure& call_;
};

template <isa::Op op>
LlvmDomain::Word LlvmDomain::shift(Word x, Word n) {
  const auto shifted = [&](Word amount) {
    return op == isa::Op::SHL   ? b_.CreateShl(x, amount)
           : op == isa::Op::SHR ? b_.CreateLShr(x, amount)
                                : b_.CreateAShr(x, amount);
  };
  if (auto* amount = llvm::dyn_cast<llvm::ConstantInt>(n)) {
    if (amount->getValue().ult(bits_)) return shifted(n);
    return op == isa::Op::SAR ? shifted(word(bits_ - 1)) : word(0);
  }
  // LLVM shifts words of many limbs by variable amounts through memory, which stalls.
  if (bits_ == 256) return shift_limbs(op, x, n);
  Word in_range = shifted(b_.CreateAnd(n, word(bits_ - 1)));
  Word beyond = op == isa::Op::SAR ? shifted(word(bits_ - 1)) : word(0);
  return b_.CreateSelect(b_.CreateICmpULT(n, word(bits_)), in_range, beyond);
}

/// Shifts by n modulo 256: the bits within limbs first, then whole limbs by selects.
inline LlvmDomain::Word LlvmDomain::shift_limbs(isa::Op op, Word x, Word n) {
  auto* i64 = b_.getInt64Ty();
  Word amount = b_.CreateTrunc(n, i64);
  Word bits = b_.CreateAnd(amount, b_.getInt64(63));
  std::array<Word, 4> limb;
  for (unsigned i = 0; i < 4; ++i)
    limb[i] = b_.CreateTrunc(i == 0 ? x : b_.CreateLShr(x, word(64 * i)), i64);
  const bool left = op == isa::Op::SHL;
  Word fill = op == isa::Op::SAR ? b_.CreateAShr(limb[3], b_.getInt64(63)) : b_.getInt64(0);
  if (left) std::swap(limb[0], limb[3]), std::swap(limb[1], limb[2]);
  // Limb i is filled from limb i + 1, the first from the last of this order.
  const auto funnel = [&](Word at, Word from) {
    return left ? b_.CreateIntrinsic(llvm::Intrinsic::fshl, {i64}, {at, from, bits})
                : b_.CreateIntrinsic(llvm::Intrinsic::fshr, {i64}, {from, at, bits});
  };
  std::array<Word, 4> r;
  for (unsigned i = 0; i < 4; ++i) r[i] = funnel(limb[i], i < 3 ? limb[i + 1] : fill);
  for (const unsigned step : {1u, 2u}) {
    Word on = b_.CreateICmpNE(b_.CreateAnd(amount, b_.getInt64(64 * step)), b_.getInt64(0));
    for (unsigned i = 0; i < 4; ++i)
      r[i] = b_.CreateSelect(on, i + step < 4 ? r[i + step] : fill, r[i]);
  }
  if (left) std::swap(r[0], r[3]), std::swap(r[1], r[2]);
  Word result = b_.CreateZExt(r[0], type_);
  for (unsigned i = 1; i < 4; ++i)
    result = b_.CreateOr(result, b_.CreateShl(b_.CreateZExt(r[i], type_), word(64 * i)));
  return result;
}

}  // namespace mozi::jit
