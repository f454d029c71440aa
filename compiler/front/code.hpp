// Builds one IR function: a thin layer over ir::Builder with numbers as operands, locals and joins.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "compiler/front/sources.hpp"
#include "compiler/front/value.hpp"
#include "compiler/ir/builder.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::front {

class Unit;
class Target;
class Join;

/// An operand: a value or a number.
struct X {
  X(V v) : value(v) {}             // NOLINT: either is an operand
  X(uint64_t n) : number(n) {}     // NOLINT
  X(const Word& n) : number(n) {}  // NOLINT
  V value;
  Word number;
};

/// Where Break and Continue lead.
struct LoopTargets {
  Join* after = nullptr;
  Join* step = nullptr;
};

/// What is known of the author's function that is being lowered.
struct FunctionContext {
  const ast::Function* function = nullptr;
  std::vector<Val> locals;  // as they stand at the current point; without type: not yet declared
  std::vector<bool> reads;  // which locals the body reads at all
  std::vector<LoopTargets> loops;
  ir::ScopeId scope = ir::nothing;
  Surroundings place;  // of what is being lowered
  /// Lowers a Return with its value (if any).
  std::function<void(std::optional<Val>)> on_return;
};

/// Code of one IR function under construction.
class Code {
 public:
  Code(Unit& in, ir::FunctionId function);

  Unit& unit;
  ir::Builder build;
  FunctionContext context;

  V emit(ir::Op op, std::initializer_list<X> operands, const Word& imm = {});
  void effect(ir::Op op, std::initializer_list<X> operands, const Word& imm = {});
  V operand(const X& x);
  /// The number that `x` is known to be.
  std::optional<Word> known(const X& x);

  V num(const X& x) { return operand(x); }
  // These fold numbers and neutral operands, because addresses are sums of them.
  V add(const X& a, const X& b);
  V sub(const X& a, const X& b);
  V mul(const X& a, const X& b);
  V div(const X& a, const X& b);
  V mod(const X& a, const X& b);
  V and_(const X& a, const X& b);
  V or_(const X& a, const X& b);
  V shl(const X& amount, const X& a);
  V shr(const X& amount, const X& a);
  V not_(const X& a) { return emit(ir::Op::not_, {a}); }
  V xor_(const X& a, const X& b) { return emit(ir::Op::xor_, {a, b}); }
  V lt(const X& a, const X& b) { return emit(ir::Op::lt, {a, b}); }
  V gt(const X& a, const X& b) { return emit(ir::Op::gt, {a, b}); }
  V slt(const X& a, const X& b) { return emit(ir::Op::slt, {a, b}); }
  V sgt(const X& a, const X& b) { return emit(ir::Op::sgt, {a, b}); }
  V eq(const X& a, const X& b) { return emit(ir::Op::eq, {a, b}); }
  V iszero(const X& a) { return emit(ir::Op::iszero, {a}); }
  V signextend(const X& byte, const X& a) { return emit(ir::Op::signextend, {byte, a}); }
  /// `size` rounded up to whole words.
  V round_up(const X& size);

  V mload(const X& at) { return emit(ir::Op::mload, {at}); }
  void mstore(const X& at, const X& word) { effect(ir::Op::mstore, {at, word}); }
  V calldataload(const X& at) { return emit(ir::Op::calldataload, {at}); }
  V calldatasize() { return emit(ir::Op::calldatasize, {}); }
  V returndatasize() { return emit(ir::Op::returndatasize, {}); }
  V sload(const X& slot) { return emit(ir::Op::sload, {slot}); }
  void sstore(const X& slot, const X& word) { effect(ir::Op::sstore, {slot, word}); }
  V static_memory(uint64_t size) { return emit(ir::Op::static_memory, {}, Word{size}); }
  V free_memory() { return emit(ir::Op::free_memory, {}); }

  /// Goes on only if `ok` is not 0.
  void ensure(V ok, const ir::Trap& trap) { build.check(ok.id, trap); }
  /// Goes on only if `bad` is 0.
  void refuse(V bad, const ir::Trap& trap) { build.check(iszero(bad).id, trap); }

  /// Ends the block: to `yes` if `condition` is not 0, else to `no`.
  void branch(V condition, Target& yes, Target& no);
  /// Everything built from here on comes from this node or statement.
  void locate(const ast::Node& node);
  void locate(const ast::Location& at);
  /// The same, and what is located from here on is part of the statement.
  void locate(const ast::Statement& statement);
  /// Everything located from here on is in this function of the author's.
  void enter_scope(const std::string& name, const ast::Location& at);
  /// Tells that a word is the value of a variable.
  void name(V word, const ast::Local& local);
  [[nodiscard]] bool closed() const { return build.closed(); }

  /// One of two words, only one of them computed.
  V choose(V condition, const std::function<V()>& yes, const std::function<V()>& no);
  /// Runs `then` only if `condition` is not 0.
  void when(V condition, const std::function<void()>& then);
  /// while (condition(state)) state = body(state); the last state. The condition is built twice.
  std::vector<V> loop(std::vector<V> state, const std::function<V(std::span<const V>)>& condition,
                      const std::function<std::vector<V>(std::span<const V>)>& body);
  /// A call of a function of this object.
  std::vector<V> call(ir::FunctionId callee, std::span<const V> arguments);
};

ir::Trap empty_trap();
ir::Trap panic_trap(uint8_t code);
/// Panic codes as solc numbers them.
inline constexpr uint8_t panic_assert = 0x01;
inline constexpr uint8_t panic_overflow = 0x11;
inline constexpr uint8_t panic_division = 0x12;
inline constexpr uint8_t panic_enum = 0x21;
inline constexpr uint8_t panic_bytes_encoding = 0x22;
inline constexpr uint8_t panic_empty_pop = 0x31;
inline constexpr uint8_t panic_index = 0x32;
inline constexpr uint8_t panic_memory = 0x41;

/// The raw ids of values.
std::vector<ir::ValueId> ids(std::span<const V> values);

}  // namespace mozi::front
