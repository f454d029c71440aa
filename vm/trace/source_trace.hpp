// A tracer that tells what happens in terms of the authors' sources.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "mozi/tracer.hpp"
#include "vm/trace/debug_info.hpp"
#include "vm/trace/storage_names.hpp"

namespace mozi::trace {

/// A contract whose sources are known.
struct SourceContract {
  std::string name;
  DebugInfo debug;
  StorageLayout storage;
  StorageLayout transient;
};

/// A value in a slot that was read or written.
struct StorageValue {
  StorageName name;
  Word value;
  std::optional<Word> before;  // of a write, if it was seen
};

/// One thing that happened. Pointers are null where they do not apply, and die with the callback.
struct SourceEvent {
  enum class Kind : uint8_t {
    enter,  // a call or creation begins: `message`
    frame,  // an author's function begins: `text` is its name, `values` its arguments
    line,   // a statement begins at `place`
    read,   // of storage: `values`
    write,
    log,    // `log`
    leave,  // the call ends: `message`, `result`; if it fails in known code, `place` and `check`
  };
  Kind kind = Kind::line;
  uint32_t depth = 0;  // of calls
  uint32_t level = 0;  // of the authors' functions inside of the call
  const SourceContract* contract = nullptr;
  const DebugPlace* place = nullptr;
  const DebugCheck* check = nullptr;
  const Message* message = nullptr;
  const Result* result = nullptr;
  const Log* log = nullptr;
  std::string_view text;
  bool is_transient = false;
  std::vector<StorageValue> values;
  std::vector<std::string_view> functions;  // leave: the author's functions around `place`
  int64_t gas = 0;                          // enter: given; leave: used
};

/// Gas that one line took, calls that it made excluded.
struct LineGas {
  const SourceContract* contract = nullptr;
  uint32_t file = 0;
  uint32_t line = 0;
  int64_t gas = 0;
  uint64_t steps = 0;
};

/// How often instructions ran: what coverage is made of.
struct CodeCoverage {
  std::vector<uint64_t> runs;   // by pc
  std::vector<uint64_t> taken;  // by pc of a JUMPI
};

class SourceTrace final : public Tracer {
 public:
  using Sink = std::function<void(const SourceEvent& event)>;
  /// Finds the contract of running code; null if it is not known.
  using Finder = std::function<const SourceContract*(BytesView code, bool is_creation)>;

  /// Contracts and sink must outlive the trace. Without a sink only gas and coverage are counted.
  SourceTrace(Finder finder, Sink sink) : finder_(std::move(finder)), sink_(std::move(sink)) {}

  void on_enter(const Message& message, BytesView code) override;
  void on_step(const Step& step) override;
  void on_fault(const Step& step, Status status) override;
  void on_exit(const Message& message, const Result& result) override;

  /// By contract, file and line.
  [[nodiscard]] std::vector<LineGas> line_gas() const;
  /// Of runtime codes.
  [[nodiscard]] const std::map<const SourceContract*, CodeCoverage>& coverage() const {
    return coverage_;
  }

 private:
  struct LogicalFrame {
    int32_t scope = no_index;
    int32_t call = no_index;
    bool operator==(const LogicalFrame&) const = default;
  };
  struct Failure {
    const DebugPlace* place = nullptr;
    const DebugCheck* check = nullptr;
  };
  struct Frame {
    const SourceContract* contract = nullptr;
    const DebugCode* code = nullptr;
    StorageNames* storage = nullptr;
    StorageNames* transient = nullptr;
    CodeCoverage* coverage = nullptr;
    int32_t place = no_index;  // the last that was known
    int32_t shown = no_index;  // the last statement that was told
    std::vector<LogicalFrame> logical;
    std::vector<std::vector<LogicalFrame>> callers;  // of functions that were not inlined
    DebugCode::Jump jump = DebugCode::Jump::neither;
    int64_t gas = 0;         // before the step that is open
    bool is_open = false;    // a step's cost is not known yet
    int64_t callee_gas = 0;  // of calls in the open step
    int64_t* cost = nullptr;
    Failure failure;
    std::optional<Word> pending_read;
    bool pending_is_transient = false;
    std::optional<uint32_t> pending_jump;  // pc of a JUMPI that may be taken
  };

  void close_step(Frame& frame, int64_t gas_left);
  void follow_jump(Frame& frame);
  void move_to(Frame& frame, const Step& step, int32_t instruction);
  void tell_frames(Frame& frame, const Step& step, std::vector<LogicalFrame> logical);
  void tell_storage(Frame& frame, const Step& step);
  void tell_log(const Frame& frame, const Step& step);
  void tell_read(Frame& frame, const Step& step);
  void note_failure(Frame& frame, const Step& step);
  [[nodiscard]] std::vector<StorageValue> arguments(const Frame& frame, const Step& step,
                                                    int32_t scope) const;
  [[nodiscard]] std::vector<LogicalFrame> frames_at(const Frame& frame, int32_t place) const;
  [[nodiscard]] SourceEvent event(SourceEvent::Kind kind, const Frame& frame) const;
  void send(const SourceEvent& event) const {
    if (sink_) sink_(event);
  }
  StorageNames* names_for(const Address& account, const SourceContract& contract, bool transient);

  Finder finder_;
  Sink sink_;
  std::vector<Frame> frames_;
  std::map<std::tuple<Address, const SourceContract*, bool>, std::unique_ptr<StorageNames>> names_;
  std::map<std::tuple<Address, Word, bool>, Word> seen_;  // last known values of slots
  std::map<std::tuple<const SourceContract*, uint32_t, uint32_t>, LineGas> lines_;
  std::map<const SourceContract*, CodeCoverage> coverage_;
};

/// True if `code` is the contract's runtime code, whatever its immutables are, or, for a creation,
/// begins with its init code.
bool is_code_of(const SourceContract& contract, BytesView code, bool is_creation);

/// "fee_distributor.hpp:66".
std::string place_text(const DebugInfo& debug, const DebugPlace& place);

}  // namespace mozi::trace
