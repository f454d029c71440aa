// Lowering of one region to one LLVM function. Private to this folder's LLVM files.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include "vm/jit/ir.hpp"
#include "vm/jit/llvm_domain.hpp"
#include "vm/jit/runtime.hpp"

namespace mozi::jit {

/// What the functions of one contract share.
struct ModuleParts {
  std::vector<llvm::Function*> regions;     // by index in Program::regions
  llvm::GlobalVariable* targets = nullptr;  // functions by jump destination; null without any
  size_t code_size = 0;
};

class RegionLowering {
 public:
  RegionLowering(const Region& region, const ModuleParts& parts, llvm::Function* function);
  void run();

 private:
  using Value = llvm::Value*;

  // lower_region.cpp: blocks, gas, exits
  void prologue();
  void lower_block(uint32_t index);
  void lower_exit(const Exit& exit, uint32_t from);
  llvm::BasicBlock* exit_block(const Exit& exit, uint32_t from);
  void add_phi_inputs(uint32_t target, uint32_t from);
  Value spill(const Exit& exit);
  void dynamic_jump(const Exit& exit);
  void tail_call(Value function, Value top);
  void charge(Value cost);
  Value out_of_gas();
  void return_status(Status status);

  // lower_ops.cpp: instructions
  Value lower(const Inst& inst);
  Value pure(const Inst& inst);
  Value shift(const Inst& inst);
  Value compare(const Inst& inst);
  Value divide(const Inst& inst);
  Value byte_or_extend(const Inst& inst);
  Value env(const Inst& inst);
  Value effect(const Inst& inst);
  void exp_charge(const Inst& inst);
  Value over_domain(isa::Op op, unsigned bits, std::initializer_list<Value> operands);
  Value call_pure(isa::Op op, std::initializer_list<Value> operands);
  Value call_effect(const Inst& inst);

  // lower_memory.cpp: memory and calldata
  Value memory_op(const Inst& inst);
  Value calldata_load(const Inst& inst);
  /// Makes memory hold `size` bytes at the offset and gives their address.
  Value reach(ValueId offset, uint64_t size);
  Value load_word(Value address);
  void store_word(Value address, Value word);

  // helpers
  Value use(ValueId id, unsigned bits);
  Value use(ValueId id) { return use(id, storage_bits(region_.values[id])); }
  Value field(size_t offset, llvm::Type* type);
  void set_field(size_t offset, Value value);
  Value call_service(size_t number, llvm::Type* result, std::initializer_list<Value> arguments);
  Value slot_address(int32_t slot);
  void give_operands(std::initializer_list<Value> operands);
  Value result_operand();
  void reload_memory();
  void reload_gas();
  void save_gas();
  llvm::BasicBlock* new_block(const char* name);
  llvm::IntegerType* int_type(unsigned bits) { return b_.getIntNTy(bits); }
  void branch_unlikely(Value condition, llvm::BasicBlock* unlikely, llvm::BasicBlock* next);

  const Region& region_;
  const ModuleParts& parts_;
  llvm::Function* function_;
  llvm::IRBuilder<> b_;
  CallPure call_pure_;
  Value context_ = nullptr;
  Value top_ = nullptr;
  Value gas_ = nullptr;  // allocas
  Value memory_ = nullptr;
  Value memory_size_ = nullptr;
  llvm::BasicBlock* out_of_gas_ = nullptr;
  std::vector<Value> values_;
  std::vector<llvm::BasicBlock*> first_;  // by block
  std::vector<llvm::BasicBlock*> last_;   // where the block's exit is
  std::vector<std::vector<std::pair<uint32_t, llvm::BasicBlock*>>>
      entered_;  // by block: from, where
};

}  // namespace mozi::jit
