// Calls of other contracts through their interface, and of this contract's internal functions.
#include "compiler/front/calls.hpp"

#include <algorithm>
#include <array>

#include "compiler/front/abi_decode.hpp"
#include "compiler/front/abi_encode.hpp"
#include "compiler/front/errors.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/functions.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/signatures.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

/// True if values of the type are decoded into words without touching memory.
bool is_words_only(const Type& type) {
  if (is_word(type)) return true;
  return type.kind == Kind::structure &&
         std::ranges::all_of(type.members, [](const auto& m) { return is_words_only(*m.type); });
}

bool are_words_only(std::span<const TypeRef> types) {
  return std::ranges::all_of(types, [](const auto& type) { return is_words_only(*type); });
}

/// Ends the call as the contract wants it where a target has no code or returned too little.
void ensure_not_empty(Code& code, V good, V target) {
  const auto& error = code.unit.contract.empty_result_error;
  if (!error) return code.ensure(good, empty_trap());
  Join passed(code, "has_result");
  Join failed(code, "empty_result");
  code.branch(good, passed, failed);
  failed.enter();
  failed.cold();
  revert_with(code, *error, std::array{word_value(address_type(), target)});
  passed.enter();
}

V option(Code& code, const ast::NodeRef& node) {
  return node ? word(code, *node) : V{};
}

enum class How : uint8_t { call, staticcall, delegatecall };

V call_opcode(Code& code, How how, V gas, V target, V value, Span input, V out, uint64_t out_size) {
  // Read last: EIP-150 takes its 64th of what is left at the call itself.
  if (!gas) gas = code.emit(ir::Op::gas, {});
  if (how != How::call) {
    const auto op = how == How::staticcall ? ir::Op::ext_staticcall : ir::Op::ext_delegatecall;
    return code.emit(op, {gas, target, input.at, input.size, out, out_size});
  }
  const V wei = value ? value : code.num(0);
  return code.emit(ir::Op::ext_call, {gas, target, wei, input.at, input.size, out, out_size});
}

std::vector<Val> decode_return_data(Code& code, const Outcome& outcome) {
  const V size = code.returndatasize();
  const V copy = allocate(code, code.round_up(size));
  code.effect(ir::Op::returndatacopy, {copy, 0, size});
  const V fits = code.iszero(code.lt(size, head_size(outcome.types)));
  ensure_not_empty(code, fits, outcome.target);
  return decode(code, outcome.types, copy, code.add(copy, size));
}

}  // namespace

Val gather(const TypeRef& type, std::vector<Val> values, bool spread) {
  if (values.empty()) return {};
  if (values.size() > 1 || spread) return {.type = type, .parts = std::move(values)};
  Val only = std::move(values.front());
  only.type = type;
  return only;
}

Outcome start_call(Code& code, const ast::Node& node) {
  const auto& function = code.unit.contract.external_functions[node.index];
  const bool reads_only = function.mutability <= ast::Mutability::view;
  const auto how = node.text == "delegatecall" ? How::delegatecall
                   : reads_only                ? How::staticcall
                                               : How::call;
  Outcome outcome;
  outcome.types = types_of(function.outputs);
  outcome.target = word(code, *node.kids[0]);
  const V value = option(code, node.kids[1]);
  const V gas = option(code, node.kids[2]);
  const auto arguments = values(code, std::span(node.kids).subspan(3));
  code.locate(node);
  // Without code there is nothing to call; if results are expected, their absence shows it.
  if (outcome.types.empty())
    ensure_not_empty(code, code.emit(ir::Op::extcodesize, {outcome.target}), outcome.target);
  const bool in_words = are_words_only(outcome.types);
  const uint64_t out_size = in_words ? head_size(outcome.types) : 0;
  const auto selector = selector_of(function.name, function.inputs);
  const auto input = encode_temporary(code, selector, arguments, out_size);
  outcome.buffer = input.at;
  const V out = out_size == 0 ? code.num(0) : input.at;
  outcome.ok = call_opcode(code, how, gas, outcome.target, value, input, out, out_size);
  return outcome;
}

std::vector<Val> results_of(Code& code, const Outcome& outcome) {
  if (outcome.is_creation) return {word_value(outcome.types[0], outcome.target)};
  if (outcome.types.empty()) return {};
  if (!are_words_only(outcome.types)) return decode_return_data(code, outcome);
  const uint64_t size = head_size(outcome.types);
  const V fits = code.gt(code.returndatasize(), size - 1);
  ensure_not_empty(code, fits, outcome.target);
  return decode(code, outcome.types, outcome.buffer, code.add(outcome.buffer, size));
}

Val call_external(Code& code, const ast::Node& node) {
  const auto outcome = start_call(code, node);
  Join succeeded(code, "succeeded");
  Join failed(code, "call_failed");
  code.branch(outcome.ok, succeeded, failed);
  failed.enter();
  failed.cold();
  revert_with_return_data(code);
  succeeded.enter();
  const auto& function = code.unit.contract.external_functions[node.index];
  return gather(node.type, results_of(code, outcome), function.spread_outputs);
}

Val call_internal(Code& code, const ast::Node& node) {
  const auto& callee = code.unit.contract.functions[node.index];
  std::vector<V> words;
  for (size_t i = 0; i < node.kids.size(); ++i) {
    const auto& parameter = callee.locals[i];
    flatten(canonical(code, eval(code, *node.kids[i]), parameter.type, parameter.where), words);
  }
  code.locate(node);
  const auto results = code.call(code.unit.function(node.index), words);
  if (results.empty()) return {};
  std::span<const V> rest(results);
  return rebuild(shape_of(node.type, Where::value), rest);
}

Val return_data(Code& code) {
  const V size = code.returndatasize();
  const V pointer = allocate(code, code.add(code.round_up(size), 32));
  code.mstore(pointer, size);
  code.effect(ir::Op::returndatacopy, {code.add(pointer, 32), 0, size});
  return {.type = bytes_type(), .where = Where::memory, .words = {pointer}};
}

}  // namespace mozi::front
