// Picking the tier of a run, and the public Compiler over the cache of compiled code.
#include "vm/tiering.hpp"

#include "vm/exec/interpreter.hpp"

#ifdef MOZI_WITH_JIT
#include "vm/jit/cache.hpp"
#endif

namespace mozi {

#ifdef MOZI_WITH_JIT

struct Compiler::State {
  explicit State(Options options)
      : cache({.max_bytes = options.max_bytes,
               .directory = std::move(options.directory),
               .effort = options.quick ? jit::Effort::quick : jit::Effort::full,
               .print = std::move(options.print),
               .perf_map = options.perf_map}) {}
  jit::Cache cache;
};

bool Compiler::available() {
  return true;
}
void Compiler::wait() {
  state_->cache.wait();
}
Compiler::Statistics Compiler::statistics() const {
  const jit::Cache::Statistics s = state_->cache.statistics();
  return {.compiled = s.compiled,
          .loaded = s.loaded,
          .refused = s.refused,
          .evicted = s.evicted,
          .bytes = s.bytes,
          .seconds = s.seconds};
}

namespace {

/// What a Vm notes of kept code.
struct Note {
  Fork fork = Fork::frontier;
  std::shared_ptr<jit::Entry> entry;
  std::shared_ptr<const jit::Code> compiled;
};

}  // namespace

Status Tiering::run(exec::Frame& f) {
  if (tier_ != Tier::jit || f.tracer != nullptr) return exec::interpret(f);
  jit::Cache& cache = compiler_->state_->cache;
  const std::shared_ptr<jit::Entry> entry = cache.entry({}, *f.code, *f.rules);
  std::shared_ptr<const jit::Code> code;
  if (entry->current(code) == nullptr) cache.compile(entry, {}, *f.code, *f.rules);
  const jit::Code* compiled = entry->current(code);
  return compiled != nullptr ? compiled->run(f) : exec::interpret(f);
}

Status Tiering::run(exec::Frame& f, exec::CodeCache::Cached& cached, const Hash& code_hash) {
  if (tier_ == Tier::interpret || f.tracer != nullptr) return exec::interpret(f);
  jit::Cache& cache = compiler_->state_->cache;
  auto note = std::static_pointer_cast<Note>(cached.note);
  if (note == nullptr || note->fork != f.rules->fork) {
    note = std::make_shared<Note>();
    note->fork = f.rules->fork;
    note->entry = cache.entry(code_hash, *f.code, *f.rules);
    cached.note = note;
  }
  const jit::Code* compiled = note->entry->current(note->compiled);
  if (compiled == nullptr && tier_ == Tier::jit) {
    cache.compile(note->entry, code_hash, *f.code, *f.rules);
    compiled = note->entry->current(note->compiled);
  }
  if (compiled != nullptr) {
    // A nested run of the same code may let go of what the note holds.
    const std::shared_ptr<const jit::Code> held = note->compiled;
    return compiled->run(f);
  }
  if (tier_ == Tier::jit) return exec::interpret(f);
  const std::shared_ptr<const isa::Code> code = cached.code;
  const int64_t given = f.gas;
  const Status status = exec::interpret(f);
  // A failure has cost all gas that was given; what it has really burnt is not known.
  const bool ended_well = status == Status::success || status == Status::revert;
  if (note->entry->heat(ended_well ? given - f.gas : 0))
    cache.enqueue(note->entry, code_hash, code, *f.rules);
  return status;
}

#else

struct Compiler::State {};

bool Compiler::available() {
  return false;
}
void Compiler::wait() {}
Compiler::Statistics Compiler::statistics() const {
  return {};
}
Status Tiering::run(exec::Frame& f) {
  return exec::interpret(f);
}
Status Tiering::run(exec::Frame& f, exec::CodeCache::Cached&, const Hash&) {
  return exec::interpret(f);
}

#endif

Compiler::Compiler() : Compiler(Options{}) {}
Compiler::~Compiler() = default;

#ifdef MOZI_WITH_JIT
Compiler::Compiler(Options options) : state_(std::make_unique<State>(std::move(options))) {}
#else
Compiler::Compiler(Options) {}
#endif

Tiering::Tiering(Tier tier, std::shared_ptr<Compiler> compiler)
    : tier_(Compiler::available() ? tier : Tier::interpret), compiler_(std::move(compiler)) {
  if (tier_ != Tier::interpret && compiler_ == nullptr) compiler_ = std::make_shared<Compiler>();
}
Tiering::~Tiering() = default;

}  // namespace mozi
