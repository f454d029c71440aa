// Builds a function instruction by instruction.
#pragma once

#include <initializer_list>
#include <span>

#include "compiler/ir/ir.hpp"

namespace mozi::ir {

/// Appends to one function at a time. The object and the function must outlive the builder; the
/// object must not gain functions meanwhile.
class Builder {
 public:
  Builder(Object& object, FunctionId function);

  /// A new empty block; it becomes current only through `at`.
  BlockId block(std::string_view name, size_t parameters = 0);
  void at(BlockId block);
  [[nodiscard]] BlockId current() const;
  /// True once the current block has its terminator; instructions may not follow.
  [[nodiscard]] bool closed() const;
  [[nodiscard]] ValueId parameter(BlockId block, size_t index) const;
  ValueId add_parameter(BlockId block);

  /// Everything built from here on belongs to this source location.
  void locate(LocationId location);

  ValueId constant(const Word& word);
  /// An op with exactly one result.
  ValueId emit(Op op, std::initializer_list<ValueId> operands, const Word& imm = {});
  ValueId emit(Op op, std::span<const ValueId> operands, const Word& imm = {});
  /// An op without results.
  void effect(Op op, std::initializer_list<ValueId> operands, const Word& imm = {});
  void effect(Op op, std::span<const ValueId> operands, const Word& imm = {});
  /// A call of a function of the same object; its results in order.
  Few<ValueId> call(FunctionId callee, std::span<const ValueId> arguments);
  /// Goes on if `condition` is not 0; finds or makes the trap in the object.
  void check(ValueId condition, const Trap& trap);

  void jump(BlockId target, std::span<const ValueId> arguments = {});
  void branch(ValueId condition, Edge if_true, Edge if_false);
  void switch_(ValueId value, std::vector<Word> cases, std::vector<Edge> edges_then_default);
  void ret(std::span<const ValueId> results);
  /// stop, return_, revert, invalid, selfdestruct, deploy.
  void halt(Terminator::Kind kind, std::initializer_list<ValueId> operands = {});
  void trap(const Trap& trap);

  void name(ValueId value, std::string_view name);
  [[nodiscard]] Function& function();

 private:
  Inst& append(Op op, std::span<const ValueId> operands, size_t results, const Word& imm);
  Terminator& close(Terminator::Kind kind, std::span<const ValueId> operands);

  Object& object_;
  FunctionId function_;
  BlockId current_ = nothing;
  LocationId location_ = nothing;
};

/// Adds an empty function with `parameters` entry parameters; its entry block is block 0.
FunctionId add_function(Object& object, std::string_view name, size_t parameters, size_t results);
/// Finds an equal trap or adds it.
TrapId add_trap(Object& object, const Trap& trap);

/// Makes an instruction that stands in no block yet, with `results` new values.
InstId add_inst(Function& f, Op op, std::span<const ValueId> operands, size_t results,
                const Word& imm = {}, LocationId location = nothing);
/// Adds an empty block.
BlockId add_block(Function& f, std::string_view name, size_t parameters = 0);
/// Adds a parameter to a block; edges to it then lack an argument.
ValueId add_parameter(Function& f, BlockId block);

}  // namespace mozi::ir
