// Memory and calldata accesses, inline where they need no growth.
#include <cstddef>

#include "vm/jit/lower_region.hpp"

namespace mozi::jit {

RegionLowering::Value RegionLowering::load_word(Value address) {
  Value loaded = b_.CreateAlignedLoad(int_type(256), address, llvm::Align(1));
  return b_.CreateUnaryIntrinsic(llvm::Intrinsic::bswap, loaded);
}

void RegionLowering::store_word(Value address, Value word) {
  Value swapped = b_.CreateUnaryIntrinsic(llvm::Intrinsic::bswap, word);
  b_.CreateAlignedStore(swapped, address, llvm::Align(1));
}

RegionLowering::Value RegionLowering::reach(ValueId offset_id, uint64_t size) {
  const Inst& offset_inst = region_.values[offset_id];
  const unsigned bits = storage_bits(offset_inst);
  Value wide = use(offset_id, bits);
  Value offset = b_.CreateTrunc(wide, b_.getInt64Ty());
  Value end = b_.CreateAdd(offset, b_.getInt64(size));
  Value outside = b_.CreateICmpUGT(end, b_.CreateLoad(b_.getInt64Ty(), memory_size_));
  if (bits > 64 || (offset_inst.word.limb[0] >> 63) != 0) {
    // No memory reaches this far, whatever the gas.
    Value beyond =
        b_.CreateICmpUGT(wide, llvm::ConstantInt::get(wide->getType(), exec::Memory::max_size));
    llvm::BasicBlock* possible = new_block("possible");
    branch_unlikely(beyond, out_of_gas_, possible);
    b_.SetInsertPoint(possible);
  }
  llvm::BasicBlock* grow = new_block("grow");
  llvm::BasicBlock* grown = new_block("grown");
  llvm::BasicBlock* held = new_block("held");
  branch_unlikely(outside, grow, held);
  b_.SetInsertPoint(grow);
  save_gas();
  Value reached = call_service(static_cast<size_t>(Service::grow_memory), b_.getInt32Ty(),
                               {offset, b_.getInt64(size)});
  branch_unlikely(b_.CreateICmpEQ(reached, b_.getInt32(0)), out_of_gas_, grown);
  b_.SetInsertPoint(grown);
  reload_gas();
  reload_memory();
  b_.CreateBr(held);
  b_.SetInsertPoint(held);
  return b_.CreateGEP(b_.getInt8Ty(), b_.CreateLoad(b_.getPtrTy(), memory_), offset);
}

RegionLowering::Value RegionLowering::memory_op(const Inst& inst) {
  if (inst.op == isa::Op::MLOAD) return load_word(reach(inst.args[0], 32));
  if (inst.op == isa::Op::MSTORE) {
    Value address = reach(inst.args[0], 32);
    store_word(address, use(inst.args[1], 256));
  } else {
    Value address = reach(inst.args[0], 1);
    b_.CreateStore(b_.CreateTrunc(use(inst.args[1]), b_.getInt8Ty()), address);
  }
  return nullptr;
}

RegionLowering::Value RegionLowering::calldata_load(const Inst& inst) {
  Value offset = use(inst.args[0]);
  auto* type = offset->getType();
  Value size = field(offsetof(Context, input_size), b_.getInt64Ty());
  // Where the offset is below the size and 32 bytes follow, they are read in place.
  Value limit = b_.CreateZExt(size, type);
  Value start_inside = b_.CreateICmpULT(offset, limit);
  Value low = b_.CreateTrunc(offset, b_.getInt64Ty());
  Value enough = b_.CreateICmpUGE(b_.CreateSub(size, low), b_.getInt64(32));
  llvm::BasicBlock* whole = new_block("whole");
  llvm::BasicBlock* partial = new_block("partial");
  llvm::BasicBlock* loaded = new_block("loaded");
  b_.CreateCondBr(b_.CreateAnd(start_inside, enough), whole, partial);
  b_.SetInsertPoint(whole);
  Value input = field(offsetof(Context, input), b_.getPtrTy());
  Value direct = load_word(b_.CreateGEP(b_.getInt8Ty(), input, low));
  b_.CreateBr(loaded);
  b_.SetInsertPoint(partial);
  Value padded = call_effect(inst);
  llvm::BasicBlock* from = b_.GetInsertBlock();
  b_.CreateBr(loaded);
  b_.SetInsertPoint(loaded);
  auto* phi = b_.CreatePHI(int_type(256), 2);
  phi->addIncoming(direct, whole);
  phi->addIncoming(padded, from);
  return phi;
}

}  // namespace mozi::jit
