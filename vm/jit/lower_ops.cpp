// Instructions of a region: pure opcodes by their meaning over LLVM values, the rest by services.
#include <cstddef>

#include "vm/isa/word_ops.hpp"
#include "vm/jit/lower_region.hpp"

namespace mozi::jit {

using isa::Op;

namespace {

template <Op op>
llvm::Value* meaning(LlvmDomain& d, std::initializer_list<llvm::Value*> v) {
  llvm::Value* const* o = v.begin();
  if constexpr (isa::info(op).kind != isa::OpKind::pure)
    return nullptr;
  else if constexpr (isa::info(op).pops == 1)
    return isa::evaluate<op>(d, o[0]);
  else if constexpr (isa::info(op).pops == 2)
    return isa::evaluate<op>(d, o[0], o[1]);
  else
    return isa::evaluate<op>(d, o[0], o[1], o[2]);
}

bool nonnegative(const Inst& inst) {
  return !inst.word.is_negative();
}

}  // namespace

RegionLowering::Value RegionLowering::over_domain(Op op, unsigned bits,
                                                  std::initializer_list<Value> operands) {
  LlvmDomain domain(b_, bits, call_pure_);
  switch (op) {
#define OPCODE(byte, NAME, ...) \
  case Op::NAME:                \
    return meaning<Op::NAME>(domain, operands);
#include "vm/isa/opcodes.def"
#undef OPCODE
  }
  return nullptr;
}

void RegionLowering::give_operands(std::initializer_list<Value> operands) {
  size_t at = operands.size();
  for (Value operand : operands) {
    Value whole = b_.CreateZExtOrTrunc(operand, int_type(256));
    Value address = b_.CreateConstGEP1_64(b_.getInt8Ty(), context_,
                                          offsetof(Context, operands) + --at * sizeof(Word));
    b_.CreateAlignedStore(whole, address, llvm::Align(8));
  }
}

RegionLowering::Value RegionLowering::result_operand() {
  Value address = b_.CreateConstGEP1_64(b_.getInt8Ty(), context_, offsetof(Context, operands));
  return b_.CreateAlignedLoad(int_type(256), address, llvm::Align(8));
}

RegionLowering::Value RegionLowering::call_pure(Op op, std::initializer_list<Value> operands) {
  give_operands(operands);
  call_service(static_cast<size_t>(op), b_.getVoidTy(), {});
  return result_operand();
}

RegionLowering::Value RegionLowering::compare(const Inst& inst) {
  const Inst& a = region_.values[inst.args[0]];
  const Inst& b = region_.values[inst.args[inst.arg_count - 1]];
  Op op = inst.op;
  if (op == Op::SLT || op == Op::SGT) {
    if (nonnegative(a) && nonnegative(b))
      op = op == Op::SLT ? Op::LT : Op::GT;
    else
      return over_domain(op, 256, {use(inst.args[0], 256), use(inst.args[1], 256)});
  }
  const unsigned bits = std::max(storage_bits(a), storage_bits(b));
  if (op == Op::ISZERO) return over_domain(op, bits, {use(inst.args[0], bits)});
  return over_domain(op, bits, {use(inst.args[0], bits), use(inst.args[1], bits)});
}

RegionLowering::Value RegionLowering::shift(const Inst& inst) {
  const Inst& amount = region_.values[inst.args[0]];
  const Inst& word = region_.values[inst.args[1]];
  const Op op = inst.op == Op::SAR && nonnegative(word) ? Op::SHR : inst.op;
  const unsigned bits = op == Op::SHL   ? storage_bits(inst)
                        : op == Op::SHR ? storage_bits(word)
                                        : 256;
  Value n = use(inst.args[0]);
  if (storage_bits(amount) > bits) {
    Value most = llvm::ConstantInt::get(n->getType(), 256);
    n = b_.CreateSelect(b_.CreateICmpULT(n, most), n, most);
  }
  return over_domain(op, bits, {b_.CreateZExtOrTrunc(n, int_type(bits)), use(inst.args[1], bits)});
}

RegionLowering::Value RegionLowering::divide(const Inst& inst) {
  const Inst& a = region_.values[inst.args[0]];
  const Inst& b = region_.values[inst.args[1]];
  Op op = inst.op;
  if ((op == Op::SDIV || op == Op::SMOD) && nonnegative(a) && nonnegative(b))
    op = op == Op::SDIV ? Op::DIV : Op::MOD;
  const unsigned bits = std::max(storage_bits(a), storage_bits(b));
  if (op == Op::SDIV || op == Op::SMOD)
    return call_pure(op, {use(inst.args[0], 256), use(inst.args[1], 256)});
  if (bits == 64) return over_domain(op, 64, {use(inst.args[0], 64), use(inst.args[1], 64)});
  return call_pure(op, {use(inst.args[0], 256), use(inst.args[1], 256)});
}

RegionLowering::Value RegionLowering::byte_or_extend(const Inst& inst) {
  const Inst& at = region_.values[inst.args[0]];
  Value x = use(inst.args[1], 256);
  if (at.kind != Kind::constant || !at.word.fits64() || at.word.low() >= 31)
    return over_domain(inst.op, 256, {use(inst.args[0], 256), x});
  const auto n = static_cast<unsigned>(at.word.low());
  if (inst.op == Op::SIGNEXTEND)
    return b_.CreateSExt(b_.CreateTrunc(x, int_type(8 * n + 8)), int_type(256));
  Value byte = b_.CreateTrunc(b_.CreateLShr(x, 8 * (31 - n)), b_.getInt8Ty());
  return b_.CreateZExt(byte, b_.getInt64Ty());
}

RegionLowering::Value RegionLowering::pure(const Inst& inst) {
  using enum isa::Op;
  const auto is_one_of = [&](auto... ops) { return ((inst.op == ops) || ...); };
  const unsigned bits = storage_bits(inst);
  if (is_one_of(ADD, SUB, MUL, AND, OR, XOR))
    return over_domain(inst.op, bits, {use(inst.args[0], bits), use(inst.args[1], bits)});
  if (is_one_of(NOT)) return over_domain(inst.op, bits, {use(inst.args[0], bits)});
  if (is_one_of(LT, GT, SLT, SGT, EQ, ISZERO)) return compare(inst);
  if (is_one_of(SHL, SHR, SAR)) return shift(inst);
  if (is_one_of(DIV, MOD, SDIV, SMOD)) return divide(inst);
  if (is_one_of(BYTE, SIGNEXTEND)) return byte_or_extend(inst);
  if (is_one_of(CLZ)) {
    const unsigned of = storage_bits(region_.values[inst.args[0]]);
    return over_domain(inst.op, of, {use(inst.args[0], of)});
  }
  if (inst.arg_count == 2)
    return over_domain(inst.op, 256, {use(inst.args[0], 256), use(inst.args[1], 256)});
  return over_domain(inst.op, 256,
                     {use(inst.args[0], 256), use(inst.args[1], 256), use(inst.args[2], 256)});
}

RegionLowering::Value RegionLowering::env(const Inst& inst) {
  if (inst.op == Op::MSIZE) return b_.CreateLoad(b_.getInt64Ty(), memory_size_);
  if (inst.op == Op::CALLDATASIZE) return field(offsetof(Context, input_size), b_.getInt64Ty());
  call_service(static_cast<size_t>(inst.op), b_.getVoidTy(), {});
  return result_operand();
}

RegionLowering::Value RegionLowering::call_effect(const Inst& inst) {
  for (uint8_t i = 0; i < inst.arg_count; ++i) {
    Value address = b_.CreateConstGEP1_64(
        b_.getInt8Ty(), context_,
        offsetof(Context, operands) + static_cast<size_t>(inst.arg_count - 1 - i) * sizeof(Word));
    b_.CreateAlignedStore(use(inst.args[i], 256), address, llvm::Align(8));
  }
  save_gas();
  Value status = call_service(static_cast<size_t>(inst.op), b_.getInt32Ty(), {});
  if (isa::is_terminator(inst.op)) {
    b_.CreateRet(status);
    return nullptr;
  }
  llvm::BasicBlock* failed = new_block("failed");
  llvm::BasicBlock* done = new_block("done");
  branch_unlikely(b_.CreateICmpNE(status, b_.getInt32(static_cast<uint32_t>(Status::running))),
                  failed, done);
  b_.SetInsertPoint(failed);
  b_.CreateRet(status);
  b_.SetInsertPoint(done);
  reload_gas();
  reload_memory();
  return isa::info(inst.op).pushes != 0 ? result_operand() : nullptr;
}

RegionLowering::Value RegionLowering::effect(const Inst& inst) {
  if (inst.op == Op::MLOAD || inst.op == Op::MSTORE || inst.op == Op::MSTORE8)
    return memory_op(inst);
  if (inst.op == Op::CALLDATALOAD) return calldata_load(inst);
  return call_effect(inst);
}

void RegionLowering::exp_charge(const Inst& inst) {
  Value exponent = use(inst.args[0], 256);
  Value zeros = b_.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, exponent, b_.getFalse());
  Value width = b_.CreateSub(b_.getInt64(256 + 7), b_.CreateTrunc(zeros, b_.getInt64Ty()));
  Value bytes = b_.CreateLShr(width, 3);
  charge(b_.CreateMul(bytes, b_.getInt64(static_cast<uint64_t>(inst.imm))));
}

RegionLowering::Value RegionLowering::lower(const Inst& inst) {
  switch (inst.kind) {
    case Kind::constant:
    case Kind::incoming:
      return nullptr;
    case Kind::phi:
      return b_.CreatePHI(int_type(storage_bits(inst)), static_cast<unsigned>(inst.inputs.size()));
    case Kind::at_most:
      return use(inst.args[0], storage_bits(inst));
    case Kind::pure:
    case Kind::env:
    case Kind::effect: {
      Value result = inst.kind == Kind::pure  ? pure(inst)
                     : inst.kind == Kind::env ? env(inst)
                                              : effect(inst);
      if (result == nullptr || isa::info(inst.op).pushes == 0) return nullptr;
      return b_.CreateZExtOrTrunc(result, int_type(storage_bits(inst)));
    }
    case Kind::gas:
      return b_.CreateLoad(b_.getInt64Ty(), gas_);
    case Kind::charge:
      charge(b_.getInt64(static_cast<uint64_t>(inst.imm)));
      return nullptr;
    case Kind::exp_charge:
      exp_charge(inst);
      return nullptr;
  }
  return nullptr;
}

}  // namespace mozi::jit
