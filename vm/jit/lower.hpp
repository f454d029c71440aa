// From regions to LLVM IR. Private to this folder's LLVM files.
#pragma once

#include <llvm/IR/Module.h>

#include <memory>

#include "vm/jit/ir.hpp"

namespace mozi::jit {

/// The name of the function that runs a whole contract, with the signature of Code::Entry.
inline constexpr const char* entry_name = "mozi_entry";

/// A module with one function for each region of `program`.
[[nodiscard]] std::unique_ptr<llvm::Module> lower(const Program& program, size_t code_size,
                                                  llvm::LLVMContext& context);

}  // namespace mozi::jit
