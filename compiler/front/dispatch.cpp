// The way into the runtime code: selectors, receive and fallback, parameters in, results out.
#include "compiler/front/dispatch.hpp"

#include <algorithm>
#include <array>

#include "compiler/front/abi_encode.hpp"
#include "compiler/front/calldata.hpp"
#include "compiler/front/functions.hpp"
#include "compiler/front/getters.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/signatures.hpp"

namespace mozi::front {

namespace {

using ast::Mutability;
using FunctionKind = ast::Function::Kind;

const ast::Function* find(const ast::Contract& contract, FunctionKind kind) {
  for (const auto& function : contract.functions)
    if (function.kind == kind) return &function;
  return nullptr;
}

bool is_payable(const ast::Function& function) {
  return function.declared == Mutability::payable;
}

/// Where value that nobody may send is refused.
enum class ValueCheck : uint8_t { none, entry };

/// Reads and checks the parameters. Everything that would revert with empty data is tested at once:
/// nobody can tell the tests apart.
std::vector<Val> read_parameters(Code& code, const std::vector<ast::Parameter>& inputs,
                                 ValueCheck value_check) {
  Refusals bad(code);
  if (value_check == ValueCheck::entry) bad.add(code.emit(ir::Op::callvalue, {}));
  const uint64_t heads = head_size(inputs);
  if (heads != 0) bad.add(code.lt(code.calldatasize(), 4 + heads));
  std::vector<Val> values;
  uint64_t at = 4;
  for (const auto& input : inputs) {
    values.push_back(calldata_parameter(code, input.type, at, bad));
    at += head_size(*input.type);
  }
  bad.check();
  return values;
}

std::vector<Val> result_values(Code& code, const ast::Function& function, const Val& value) {
  if (function.outputs.size() == 1 && !function.spread_outputs) return {value};
  const Val all = dereference(code, value);
  std::vector<Val> values;
  for (size_t i = 0; i < all.type->members.size(); ++i) values.push_back(member_of(code, all, i));
  return values;
}

void lower_function(Code& code, const ast::Function& function, ValueCheck value_check) {
  if (is_payable(function)) value_check = ValueCheck::none;
  auto parameters = read_parameters(code, function.inputs, value_check);
  for (size_t i = 0; i < parameters.size(); ++i) {
    const auto& local = function.locals[i];
    parameters[i] = canonical(code, parameters[i], local.type, local.where);
  }
  lower_body(code, function, std::move(parameters), [&](std::optional<Val> value) {
    if (!value) return code.build.halt(ir::Terminator::Kind::stop);
    return_values(code, result_values(code, function, *value));
  });
}

void lower_entry(Code& code, const Entry& entry, ValueCheck value_check) {
  const auto& contract = code.unit.contract;
  if (entry.kind == Entry::Kind::function)
    return lower_function(code, contract.functions[entry.index], value_check);
  const auto keys = read_parameters(code, entry.inputs, value_check);
  return_values(code, getter_values(code, entry, keys));
}

/// All calldata, for a fallback that takes bytes.
Val whole_calldata(Code& code) {
  return {
      .type = bytes_type(), .where = Where::calldata, .words = {code.num(0), code.calldatasize()}};
}

/// A fallback's result is the return data as it is.
void return_raw(Code& code, std::optional<Val> value) {
  if (!value) return code.build.halt(ir::Terminator::Kind::stop);
  const auto span = memory_span(code, *value);
  code.build.halt(ir::Terminator::Kind::return_, {span.at.id, span.size.id});
}

void lower_fallback(Code& code, const ast::Function& function) {
  if (!is_payable(function)) code.refuse(code.emit(ir::Op::callvalue, {}), empty_trap());
  std::vector<Val> parameters;
  if (!function.inputs.empty()) {
    const auto& local = function.locals[0];
    parameters.push_back(canonical(code, whole_calldata(code), local.type, local.where));
  }
  lower_body(code, function, std::move(parameters),
             [&](std::optional<Val> value) { return_raw(code, std::move(value)); });
}

void lower_receive(Code& code, const ast::Function& receive) {
  code.context = {};
  lower_body(code, receive, {},
             [&](const std::optional<Val>&) { code.build.halt(ir::Terminator::Kind::stop); });
}

void lower_default(Code& code) {
  const auto* fallback = find(code.unit.contract, FunctionKind::fallback);
  if (fallback != nullptr) return lower_fallback(code, *fallback);
  code.build.trap(empty_trap());
}

/// Runs `lower` in `block`; a mistake in one function leaves the others to be looked at.
void lower_in(Code& code, ir::BlockId block, const std::function<void()>& lower) {
  code.build.at(block);
  code.build.locate(ir::nothing);
  code.context = {};
  try {
    lower();
  } catch (const Stop&) {
    return;
  }
}

/// Calls without data are told apart first where somebody receives them, as a plain transfer may
/// bring no more than 2,300 gas.
void lower_plain_transfer(Code& code) {
  const auto* receive = find(code.unit.contract, FunctionKind::receive);
  if (receive == nullptr) return;
  const auto plain = code.build.block("receive");
  const auto with_data = code.build.block("with_data");
  code.build.branch(code.calldatasize().id, {.target = with_data, .arguments = {}},
                    {.target = plain, .arguments = {}});
  lower_in(code, plain, [&] { lower_receive(code, *receive); });
  code.build.at(with_data);
}

/// True if no call may bring value: then one check stands before the selectors are told apart.
bool never_takes_value(const ast::Contract& contract) {
  return std::ranges::none_of(contract.functions, [](const ast::Function& function) {
    return function.kind == FunctionKind::receive ||
           ((function.kind == FunctionKind::external || function.kind == FunctionKind::fallback) &&
            is_payable(function));
  });
}

}  // namespace

void return_values(Code& code, std::span<const Val> values) {
  if (values.empty()) return code.build.halt(ir::Terminator::Kind::stop);
  const auto span = encode_temporary(code, std::nullopt, values);
  code.build.halt(ir::Terminator::Kind::return_, {span.at.id, span.size.id});
}

void lower_dispatch(Unit& unit) {
  const auto id = ir::add_function(unit.object, "dispatch", 0, 0);
  unit.object.entry = id;
  unit.object.functions[id].is_entry = true;
  Code code(unit, id);
  code.build.at(0);
  lower_plain_transfer(code);
  const auto entries = entries_of(unit.contract);
  if (entries.empty()) return lower_in(code, code.build.current(), [&] { lower_default(code); });
  auto value_check = ValueCheck::entry;
  if (never_takes_value(unit.contract)) {
    value_check = ValueCheck::none;
    code.refuse(code.emit(ir::Op::callvalue, {}), empty_trap());
  }
  const auto missing = code.build.block("no_function");
  const V selector = code.shr(224, code.calldataload(0));
  std::vector<Word> cases;
  std::vector<ir::Edge> edges;
  for (const auto& entry : entries) {
    cases.emplace_back(entry.selector);
    edges.push_back({.target = code.build.block(entry.name), .arguments = {}});
  }
  const auto targets = edges;
  edges.push_back({.target = missing, .arguments = {}});
  code.build.switch_(selector.id, std::move(cases), std::move(edges));
  for (size_t i = 0; i < entries.size(); ++i) {
    lower_in(code, targets[i].target, [&] {
      // Short calldata reads as if zeros followed, so only such a selector can match it by mistake.
      code.enter_scope(entries[i].name, entries[i].location);
      code.locate(entries[i].location);
      if ((entries[i].selector & 0xff) == 0) {
        const auto matched = code.build.block("whole_selector");
        code.build.branch(code.gt(code.calldatasize(), 3).id, {.target = matched, .arguments = {}},
                          {.target = missing, .arguments = {}});
        code.build.at(matched);
      }
      lower_entry(code, entries[i], value_check);
    });
  }
  lower_in(code, missing, [&] { lower_default(code); });
}

}  // namespace mozi::front
