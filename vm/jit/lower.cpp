// The module of a contract: its regions, the table of jump targets, and the entry for C++.
#include "vm/jit/lower.hpp"

#include <algorithm>

#include "vm/jit/lower_region.hpp"

namespace mozi::jit {
namespace {

/// Functions by jump destination, for jumps whose targets are not known.
llvm::GlobalVariable* make_targets(llvm::Module& module, const Program& program,
                                   const std::vector<llvm::Function*>& functions,
                                   size_t code_size) {
  auto* pointer = llvm::PointerType::getUnqual(module.getContext());
  std::vector<llvm::Constant*> entries(code_size, llvm::ConstantPointerNull::get(pointer));
  for (size_t i = 0; i < functions.size(); ++i)
    if (program.regions[i].is_target) entries[program.regions[i].pc] = functions[i];
  auto* type = llvm::ArrayType::get(pointer, code_size);
  return new llvm::GlobalVariable(module, type, true, llvm::GlobalValue::PrivateLinkage,
                                  llvm::ConstantArray::get(type, entries), "targets");
}

bool jumps_dynamically(const Program& program) {
  const auto dynamic = [](const Exit& exit) { return exit.kind == ExitKind::dynamic; };
  return std::ranges::any_of(program.regions, [&](const Region& region) {
    return std::ranges::any_of(region.blocks, [&](const Block& block) {
      return dynamic(block.exit) || dynamic(block.taken);
    });
  });
}

/// The function that C++ calls. Regions keep no registers for their callers; this one does.
void make_entry(llvm::Module& module, llvm::Function* first) {
  auto* entry = llvm::Function::Create(first->getFunctionType(), llvm::Function::ExternalLinkage,
                                       entry_name, module);
  entry->setDoesNotThrow();
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(module.getContext(), "", entry));
  auto* call = b.CreateCall(first, {entry->getArg(0), entry->getArg(1), entry->getArg(2)});
  call->setCallingConv(first->getCallingConv());
  b.CreateRet(call);
}

}  // namespace

std::unique_ptr<llvm::Module> lower(const Program& program, size_t code_size,
                                    llvm::LLVMContext& context) {
  auto module = std::make_unique<llvm::Module>("contract", context);
  auto* pointer = llvm::PointerType::getUnqual(context);
  auto* type = llvm::FunctionType::get(llvm::Type::getInt32Ty(context),
                                       {pointer, pointer, llvm::Type::getInt64Ty(context)}, false);
  ModuleParts parts;
  parts.code_size = code_size;
  for (const Region& region : program.regions) {
    auto* function = llvm::Function::Create(type, llvm::Function::InternalLinkage,
                                            "at_" + std::to_string(region.pc), *module);
    function->setCallingConv(llvm::CallingConv::PreserveNone);
    function->setDoesNotThrow();
    function->addParamAttr(0, llvm::Attribute::NoAlias);
    parts.regions.push_back(function);
  }
  if (jumps_dynamically(program))
    parts.targets = make_targets(*module, program, parts.regions, code_size);
  for (size_t i = 0; i < program.regions.size(); ++i)
    RegionLowering(program.regions[i], parts, parts.regions[i]).run();
  make_entry(*module, parts.regions[0]);
  return module;
}

}  // namespace mozi::jit
