// LLVM: the pass pipeline, code generation and linking.
#include "vm/jit/backend.hpp"

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/PassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Object/SymbolSize.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "vm/jit/lower.hpp"

namespace mozi::jit {
namespace {

Error failure(std::string_view what, llvm::Error error) {
  return {std::string(what) + ": " + llvm::toString(std::move(error))};
}

void initialise_target() {
  static const bool done = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  static_cast<void>(done);
}

llvm::Expected<std::unique_ptr<llvm::TargetMachine>> make_machine(Effort effort) {
  auto builder = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!builder) return builder.takeError();
  builder->setCodeGenOptLevel(effort == Effort::quick ? llvm::CodeGenOptLevel::None
                                                      : llvm::CodeGenOptLevel::Default);
  builder->setRelocationModel(llvm::Reloc::PIC_);
  builder->setCodeModel(llvm::CodeModel::Small);
  return builder->createTargetMachine();
}

/// The passes that pay: what the IR builder left in allocas, common subexpressions, peepholes.
void optimise(llvm::Module& module, llvm::TargetMachine& machine, Effort effort) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graph;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graph, modules);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::SROAPass(llvm::SROAOptions::PreserveCFG));
  if (effort == Effort::full) {
    passes.addPass(llvm::EarlyCSEPass(true));
    passes.addPass(llvm::InstCombinePass());
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::EarlyCSEPass(true));
  }
  for (llvm::Function& function : module)
    if (!function.isDeclaration()) passes.run(function, functions);
}

std::string text_of(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

Bytes emit_file(llvm::Module& module, llvm::TargetMachine& machine, llvm::CodeGenFileType type) {
  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  llvm::legacy::PassManager emitter;
  if (machine.addPassesToEmitFile(emitter, stream, nullptr, type)) return {};
  emitter.run(module);
  return {buffer.begin(), buffer.end()};
}

/// One line for each function of the object, whose code lies in one section.
void list_functions(std::FILE* map, BytesView object, uint64_t entry_address) {
  const llvm::MemoryBufferRef buffer{{reinterpret_cast<const char*>(object.data()), object.size()},
                                     "contract"};
  auto file = llvm::object::ObjectFile::createObjectFile(buffer);
  if (!file) return llvm::consumeError(file.takeError());
  const auto sizes = llvm::object::computeSymbolSizes(**file);
  uint64_t entry_offset = 0;
  for (const bool print : {false, true}) {
    for (const auto& [symbol, size] : sizes) {
      auto name = symbol.getName();
      auto offset = symbol.getValue();
      if (!name || !offset) {
        llvm::consumeError(name.takeError());
        llvm::consumeError(offset.takeError());
        continue;
      }
      if (*name == entry_name) entry_offset = *offset;
      if (print && (*name == entry_name || name->starts_with("at_")))
        std::fprintf(map, "%llx %llx mozi_%s\n",
                     static_cast<unsigned long long>(entry_address + *offset - entry_offset),
                     static_cast<unsigned long long>(size), name->str().c_str());
    }
  }
  std::fflush(map);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::string host_processor() {
  return llvm::sys::getHostCPUName().str() + " LLVM " LLVM_VERSION_STRING;
}

struct Backend::State {
  std::unique_ptr<llvm::orc::LLJIT> linker;
  std::atomic<uint64_t> next_name = 0;
  std::string error;
  std::mutex perf_mutex;
  std::unique_ptr<std::FILE, CloseFile> perf_map;
};

Backend::Backend() : state_(std::make_shared<State>()) {
  initialise_target();
  auto linker = llvm::orc::LLJITBuilder().create();
  if (linker)
    state_->linker = std::move(*linker);
  else
    state_->error = llvm::toString(linker.takeError());
}
Backend::~Backend() = default;

Expected<Bytes> Backend::emit(const Program& program, size_t code_size, Effort effort,
                              const PrintTo& print) {
  auto machine = make_machine(effort);
  if (!machine)
    return std::unexpected(failure("no code generator for this machine", machine.takeError()));
  llvm::LLVMContext context;
  const auto module = lower(program, code_size, context);
  module->setDataLayout((*machine)->createDataLayout());
  module->setTargetTriple((*machine)->getTargetTriple().str());
  if (print) print("llvm", text_of(*module));
#ifndef NDEBUG
  std::string broken;
  llvm::raw_string_ostream stream(broken);
  if (llvm::verifyModule(*module, &stream)) return std::unexpected(Error{"broken IR: " + broken});
#endif
  optimise(*module, **machine, effort);
  if (print) print("llvm_optimised", text_of(*module));
  if (print) {
    const auto copy = lower(program, code_size, context);
    copy->setDataLayout(module->getDataLayout());
    copy->setTargetTriple(module->getTargetTriple());
    optimise(*copy, **machine, effort);
    const Bytes text = emit_file(*copy, **machine, llvm::CodeGenFileType::AssemblyFile);
    print("assembly", {reinterpret_cast<const char*>(text.data()), text.size()});
  }
  Bytes object = emit_file(*module, **machine, llvm::CodeGenFileType::ObjectFile);
  if (object.empty()) return std::unexpected(Error{"this target writes no object files"});
  return object;
}

Expected<std::shared_ptr<const Code>> Backend::load(BytesView object) {
  if (!state_->linker) return std::unexpected(Error{"no linker: " + state_->error});
  auto& linker = *state_->linker;
  auto library = linker.createJITDylib("contract" + std::to_string(state_->next_name++));
  if (!library) return std::unexpected(failure("no library", library.takeError()));
  llvm::orc::SymbolMap symbols;
  const auto define = [&](const char* name, auto* function) {
    symbols[linker.mangleAndIntern(name)] = {llvm::orc::ExecutorAddr::fromPtr(function),
                                             llvm::JITSymbolFlags::Exported};
  };
  define("memcpy", &std::memcpy);
  define("memmove", &std::memmove);
  define("memset", &std::memset);
  if (auto error = library->define(llvm::orc::absoluteSymbols(std::move(symbols))))
    return std::unexpected(failure("no symbols", std::move(error)));
  auto buffer = llvm::MemoryBuffer::getMemBufferCopy(
      {reinterpret_cast<const char*>(object.data()), object.size()}, "contract");
  if (auto error = linker.addObjectFile(*library, std::move(buffer)))
    return std::unexpected(failure("no proper object", std::move(error)));
  auto entry = linker.lookup(*library, entry_name);
  if (!entry) return std::unexpected(failure("no entry", entry.takeError()));
  {
    const std::lock_guard lock(state_->perf_mutex);
    if (state_->perf_map) list_functions(state_->perf_map.get(), object, entry->getValue());
  }
  const std::shared_ptr<void> owner(&*library, [state = state_](void* dead) {
    auto& session = state->linker->getExecutionSession();
    llvm::consumeError(session.removeJITDylib(*static_cast<llvm::orc::JITDylib*>(dead)));
  });
  return std::make_shared<const Code>(entry->toPtr<Code::Entry>(), owner, object.size());
}

void Backend::write_perf_map() {
  const std::lock_guard lock(state_->perf_mutex);
  const std::string path = "/tmp/perf-" + std::to_string(::getpid()) + ".map";
  state_->perf_map.reset(std::fopen(path.c_str(), "a"));
}

}  // namespace mozi::jit
