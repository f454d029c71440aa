// Blocks, gas and exits of a region.
#include "vm/jit/lower_region.hpp"

#include <llvm/IR/MDBuilder.h>

#include <cstddef>

#include "vm/exec/stack.hpp"

namespace mozi::jit {

namespace {

constexpr uint64_t word_size = sizeof(Word);

}  // namespace

RegionLowering::RegionLowering(const Region& region, const ModuleParts& parts,
                               llvm::Function* function)
    : region_(region), parts_(parts), function_(function), b_(function->getContext()) {
  call_pure_ = [this](isa::Op op, std::initializer_list<Value> operands) {
    return call_pure(op, operands);
  };
  values_.resize(region.values.size());
  last_.resize(region.blocks.size());
  entered_.resize(region.blocks.size());
}

llvm::BasicBlock* RegionLowering::new_block(const char* name) {
  return llvm::BasicBlock::Create(b_.getContext(), name, function_);
}

RegionLowering::Value RegionLowering::field(size_t offset, llvm::Type* type) {
  return b_.CreateLoad(type, b_.CreateConstGEP1_64(b_.getInt8Ty(), context_, offset));
}
void RegionLowering::set_field(size_t offset, Value value) {
  b_.CreateStore(value, b_.CreateConstGEP1_64(b_.getInt8Ty(), context_, offset));
}

void RegionLowering::save_gas() {
  set_field(offsetof(Context, gas), b_.CreateLoad(b_.getInt64Ty(), gas_));
}
void RegionLowering::reload_gas() {
  b_.CreateStore(field(offsetof(Context, gas), b_.getInt64Ty()), gas_);
}
void RegionLowering::reload_memory() {
  b_.CreateStore(field(offsetof(Context, memory), b_.getPtrTy()), memory_);
  b_.CreateStore(field(offsetof(Context, memory_size), b_.getInt64Ty()), memory_size_);
}

RegionLowering::Value RegionLowering::slot_address(int32_t slot) {
  const int64_t offset = (int64_t{slot} + 1) * static_cast<int64_t>(word_size);
  return b_.CreateGEP(b_.getInt8Ty(), top_, b_.getInt64(static_cast<uint64_t>(offset)));
}

void RegionLowering::branch_unlikely(Value condition, llvm::BasicBlock* unlikely,
                                     llvm::BasicBlock* next) {
  llvm::MDBuilder meta(b_.getContext());
  b_.CreateCondBr(condition, unlikely, next, meta.createBranchWeights(1, 2000));
}

RegionLowering::Value RegionLowering::call_service(size_t number, llvm::Type* result,
                                                   std::initializer_list<Value> arguments) {
  std::vector<Value> all{context_};
  all.insert(all.end(), arguments);
  std::vector<llvm::Type*> types;
  for (Value argument : all) types.push_back(argument->getType());
  Value table = field(offsetof(Context, services), b_.getPtrTy());
  Value function = b_.CreateLoad(
      b_.getPtrTy(), b_.CreateConstGEP1_64(b_.getPtrTy(), table, static_cast<uint64_t>(number)));
  auto* call = b_.CreateCall(llvm::FunctionType::get(result, types, false), function, all);
  call->setDoesNotThrow();
  return call;
}

void RegionLowering::prologue() {
  context_ = function_->getArg(0);
  top_ = function_->getArg(1);
  b_.SetInsertPoint(new_block("entry"));
  gas_ = b_.CreateAlloca(b_.getInt64Ty(), nullptr, "gas");
  memory_ = b_.CreateAlloca(b_.getPtrTy(), nullptr, "memory");
  memory_size_ = b_.CreateAlloca(b_.getInt64Ty(), nullptr, "memory_size");
  b_.CreateStore(function_->getArg(2), gas_);
  reload_memory();
  for (size_t i = 0; i < region_.blocks.size(); ++i) first_.push_back(new_block("b"));
  out_of_gas_ = new_block("out_of_gas");

  // The whole region's need is checked at once; where the stack does not suffice, the interpreter
  // finds out where exactly it fails, if it does.
  if (!region_.is_entry) {
    Value bits = b_.CreatePtrToInt(top_, b_.getInt64Ty());
    Value height = b_.CreateAnd(bits, b_.getInt64((1 << 16) - 1));
    const int64_t low = -int64_t{region_.low};
    const int64_t room = int64_t{exec::Stack::limit} - std::max(region_.high, 0) - low;
    const auto bytes = [&](int64_t words) {
      return b_.getInt64(static_cast<uint64_t>(words) * word_size);
    };
    // No stack is deep enough for one part of the region and has room for the other: room < 0.
    Value outside = room < 0 ? static_cast<Value>(b_.getTrue())
                             : b_.CreateICmpUGT(b_.CreateSub(height, bytes(low)), bytes(room));
    llvm::BasicBlock* give_up = new_block("give_up");
    llvm::BasicBlock* go_on = new_block("fits");
    branch_unlikely(outside, give_up, go_on);
    b_.SetInsertPoint(give_up);
    save_gas();
    b_.CreateRet(call_service(static_cast<size_t>(Service::resume), b_.getInt32Ty(),
                              {b_.getInt32(region_.pc), top_}));
    b_.SetInsertPoint(go_on);
  }
  for (size_t id = 0; id < region_.values.size(); ++id) {
    const Inst& inst = region_.values[id];
    if (inst.kind != Kind::incoming) continue;
    const unsigned bits = storage_bits(inst);
    values_[id] = b_.CreateLoad(int_type(bits), slot_address(static_cast<int32_t>(inst.imm)));
  }
  b_.CreateBr(first_[0]);
}

RegionLowering::Value RegionLowering::use(ValueId id, unsigned bits) {
  const Inst& inst = region_.values[id];
  if (inst.kind == Kind::constant) {
    const llvm::APInt whole(256, inst.word.limb);
    return llvm::ConstantInt::get(b_.getContext(), whole.zextOrTrunc(bits));
  }
  return b_.CreateZExtOrTrunc(values_[id], int_type(bits));
}

void RegionLowering::charge(Value cost) {
  Value left = b_.CreateSub(b_.CreateLoad(b_.getInt64Ty(), gas_), cost);
  b_.CreateStore(left, gas_);
  llvm::BasicBlock* paid = new_block("paid");
  branch_unlikely(b_.CreateICmpSLT(left, b_.getInt64(0)), out_of_gas_, paid);
  b_.SetInsertPoint(paid);
}

void RegionLowering::return_status(Status status) {
  b_.CreateRet(b_.getInt32(static_cast<uint32_t>(status)));
}

RegionLowering::Value RegionLowering::spill(const Exit& exit) {
  for (const Spill& word : exit.spills)
    b_.CreateAlignedStore(use(word.value, 256), slot_address(word.slot), llvm::Align(8));
  return slot_address(exit.height - 1);
}

void RegionLowering::tail_call(Value function, Value top) {
  Value gas = b_.CreateLoad(b_.getInt64Ty(), gas_);
  auto* call = b_.CreateCall(function_->getFunctionType(), function, {context_, top, gas});
  call->setCallingConv(function_->getCallingConv());
  call->setTailCallKind(llvm::CallInst::TCK_MustTail);
  b_.CreateRet(call);
}

void RegionLowering::dynamic_jump(const Exit& exit) {
  const unsigned bits = storage_bits(region_.values[exit.value]);
  Value target = use(exit.value, bits);
  llvm::BasicBlock* bad = new_block("bad_jump");
  llvm::BasicBlock* inside = new_block("jump");
  Value beyond =
      b_.CreateICmpUGE(target, llvm::ConstantInt::get(target->getType(), parts_.code_size));
  branch_unlikely(beyond, bad, inside);
  b_.SetInsertPoint(bad);
  return_status(Status::bad_jump_destination);

  b_.SetInsertPoint(inside);
  Value top = spill(exit);
  Value index = b_.CreateZExtOrTrunc(target, b_.getInt64Ty());
  Value function = b_.CreateLoad(b_.getPtrTy(), b_.CreateGEP(b_.getPtrTy(), parts_.targets, index));
  llvm::BasicBlock* interpreted = new_block("interpreted");
  llvm::BasicBlock* compiled = new_block("compiled");
  branch_unlikely(b_.CreateIsNull(function), interpreted, compiled);
  b_.SetInsertPoint(interpreted);
  save_gas();
  b_.CreateRet(
      call_service(static_cast<size_t>(Service::resume_jump), b_.getInt32Ty(), {index, top}));
  b_.SetInsertPoint(compiled);
  tail_call(function, top);
}

void RegionLowering::lower_exit(const Exit& exit, uint32_t from) {
  switch (exit.kind) {
    case ExitKind::block:
      entered_[exit.target].emplace_back(from, b_.GetInsertBlock());
      b_.CreateBr(first_[exit.target]);
      return;
    case ExitKind::region: {
      Value top = spill(exit);
      tail_call(parts_.regions[exit.target], top);
      return;
    }
    case ExitKind::interpret: {
      Value top = spill(exit);
      save_gas();
      b_.CreateRet(call_service(static_cast<size_t>(Service::resume), b_.getInt32Ty(),
                                {b_.getInt32(exit.target), top}));
      return;
    }
    case ExitKind::dynamic:
      dynamic_jump(exit);
      return;
    case ExitKind::stop:
      save_gas();
      return_status(Status::success);
      return;
    case ExitKind::effect:
      return;  // the opcode has returned already
    case ExitKind::fail:
      return_status(exit.status);
      return;
  }
}

llvm::BasicBlock* RegionLowering::exit_block(const Exit& exit, uint32_t from) {
  if (exit.kind == ExitKind::block) {
    entered_[exit.target].emplace_back(from, b_.GetInsertBlock());
    return first_[exit.target];
  }
  llvm::BasicBlock* here = b_.GetInsertBlock();
  llvm::BasicBlock* block = new_block("leave");
  b_.SetInsertPoint(block);
  lower_exit(exit, from);
  b_.SetInsertPoint(here);
  return block;
}

void RegionLowering::lower_block(uint32_t index) {
  const Block& block = region_.blocks[index];
  b_.SetInsertPoint(first_[index]);
  for (const ValueId id : block.code) values_[id] = lower(region_.values[id]);
  if (block.condition == no_value) {
    lower_exit(block.exit, index);
    return;
  }
  Value condition = use(block.condition);
  Value holds = b_.CreateICmpNE(condition, llvm::ConstantInt::get(condition->getType(), 0));
  llvm::BasicBlock* taken = exit_block(block.taken, index);
  llvm::BasicBlock* next = exit_block(block.exit, index);
  b_.CreateCondBr(holds, taken, next);
}

void RegionLowering::run() {
  prologue();
  for (uint32_t i = 0; i < region_.blocks.size(); ++i) lower_block(i);
  b_.SetInsertPoint(out_of_gas_);
  return_status(Status::out_of_gas);

  for (uint32_t i = 0; i < region_.blocks.size(); ++i) {
    for (const ValueId id : region_.blocks[i].code) {
      const Inst& inst = region_.values[id];
      if (inst.kind != Kind::phi) continue;
      auto* phi = llvm::cast<llvm::PHINode>(values_[id]);
      for (const auto& [from, where] : entered_[i]) {
        const auto& preds = region_.blocks[i].preds;
        const auto at = static_cast<size_t>(std::ranges::find(preds, from) - preds.begin());
        // The conversion, if any, belongs at the end of the predecessor.
        b_.SetInsertPoint(where->getTerminator());
        phi->addIncoming(use(inst.inputs[at], storage_bits(inst)), where);
      }
    }
  }
}

}  // namespace mozi::jit
