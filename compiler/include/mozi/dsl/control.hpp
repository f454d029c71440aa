// Control flow: If, ElseIf, Else, While, For, Unchecked, Try and Catch as blocks of C++.
#pragma once

#include "mozi/dsl/any_operand.hpp"
#include "mozi/dsl/statement.hpp"

namespace mozi::dsl {

/// Records the statements of one block. Its body runs once, and must run to its end.
class BlockScope {
 public:
  BlockScope(const BlockScope&) = delete;
  BlockScope& operator=(const BlockScope&) = delete;
  ~BlockScope();
  /// True at first: the body of the macro's loop records; then the block is closed.
  bool once();

 protected:
  BlockScope(const char* what, Location at);
  void begin_try(NodeRef call, Location at);
  [[nodiscard]] std::vector<NodeRef> results() const { return results_; }
  void open(std::shared_ptr<ast::Statement> statement, size_t block);
  void close();
  std::shared_ptr<ast::Statement> statement_;

 private:
  std::vector<NodeRef> results_;
  const char* what_;
  Location at_;
  int exceptions_;
  enum class State : uint8_t { waiting, recording, done } state_ = State::waiting;
};

class IfScope : public BlockScope {
 public:
  IfScope(Condition condition, Location at);
};

/// Whether an Else belongs to an ElseIf, whose own Else comes later.
enum class ElseKind : uint8_t { last, chained };

class ElseScope : public BlockScope {
 public:
  ElseScope(ElseKind kind, Location at);
};

/// What there was before a loop's condition was built.
struct LoopMark {
  size_t places = Tracer::current().places();
  size_t statements = Tracer::current().statements();
};

/// While and For. The condition was built since the mark.
class LoopScope : public BlockScope {
 public:
  LoopScope(const char* what, const LoopMark& mark, Condition condition, Location at);
  /// Records the step of a For.
  template <class F>
  void step(F&& record) {
    Tracer::current().open(statement_->blocks[1]);
    record();
    Tracer::current().close();
  }
};

/// Arithmetic inside wraps instead of panicking.
class UncheckedScope {
 public:
  UncheckedScope() { Tracer::current().enter_unchecked(); }
  ~UncheckedScope() { Tracer::current().leave_unchecked(); }
  UncheckedScope(const UncheckedScope&) = delete;
  UncheckedScope& operator=(const UncheckedScope&) = delete;
  bool once() { return !std::exchange(entered_, true); }

 private:
  bool entered_ = false;
};

/// The branch of a Try that runs if the call succeeded, with the call's result.
template <class T>
class TryScope : public BlockScope {
 public:
  TryScope(Expression<T>&& call, Location at) : BlockScope("Try", at) {
    begin_try(call.node_at(at), at);
  }
  /// The call's result as a local of the branch.
  T result() const {
    Preset locals(results());
    return T{};
  }
};
template <>
class TryScope<void> : public BlockScope {
 public:
  TryScope(Expression<void>&& call, Location at);
};
template <class T>
TryScope(Expression<T>&&, Location) -> TryScope<T>;

/// A branch that runs if the call failed in one way; other ways have branches of their own, or
/// revert with what the call failed with.
class TypedCatchScope : public BlockScope {
 protected:
  /// Opens the branch for failures whose data satisfies what `matches` makes of it.
  TypedCatchScope(const char* what, NodeRef (*matches)(const NodeRef& data, const Word& selector),
                  const Word& selector, Location at);
  [[nodiscard]] const NodeRef& failure() const { return data_; }

 private:
  NodeRef data_;
};

/// CatchError: the call reverted with Error(string).
class CatchErrorScope : public TypedCatchScope {
 public:
  explicit CatchErrorScope(Location at);
  /// The string.
  String reason();

 private:
  Location at_;
};

/// CatchPanic: the call reverted with Panic(uint256).
class CatchPanicScope : public TypedCatchScope {
 public:
  explicit CatchPanicScope(Location at);
  /// The panic's number.
  U256 code();

 private:
  Location at_;
};

/// The branch that runs if the call failed in any other way.
class CatchScope : public BlockScope {
 public:
  explicit CatchScope(Location at);
  /// What the call failed with.
  Bytes data();

 private:
  NodeRef caught_;
};

void break_(Location at);
void continue_(Location at);

/// Return(x), Return(): leaves the function from inside a block. A plain `return x;` stands only at
/// the end.
void Return(AnyOperand value, std::source_location at = std::source_location::current());
void Return(std::source_location at = std::source_location::current());

}  // namespace mozi::dsl
