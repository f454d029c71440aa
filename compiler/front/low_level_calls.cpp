// Calls without an interface: call, staticcall, delegatecall, sending value, ecrecover.
#include <array>

#include "compiler/front/calls.hpp"
#include "compiler/front/errors.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

Val call_raw(Code& code, const ast::Node& node, ReturnData data) {
  const V target = word(code, *node.kids[0]);
  const V value = node.kids[1] ? word(code, *node.kids[1]) : V{};
  const V chosen_gas = node.kids[2] ? word(code, *node.kids[2]) : V{};
  const auto input = bytes_span(code, *node.kids[3]);
  code.locate(node);
  const V gas = chosen_gas ? chosen_gas : code.emit(ir::Op::gas, {});
  V ok;
  if (node.text == "call") {
    const V wei = value ? value : code.num(0);
    ok = code.emit(ir::Op::ext_call, {gas, target, wei, input.at, input.size, 0, 0});
  } else {
    const auto op = node.text == "staticcall" ? ir::Op::ext_staticcall : ir::Op::ext_delegatecall;
    ok = code.emit(op, {gas, target, input.at, input.size, 0, 0});
  }
  Val result{.type = node.type, .parts = {word_value(bool_type(), ok)}};
  if (data == ReturnData::copied) result.parts.push_back(return_data(code));
  return result;
}

Val call_raw_node(Code& code, const ast::Node& node) {
  return call_raw(code, node, ReturnData::copied);
}

Val send_value(Code& code, const ast::Node& node) {
  const V target = word(code, *node.kids[0]);
  const V value = word(code, *node.kids[1]);
  const V gas = code.emit(ir::Op::gas, {});
  return word_value(node.type, code.emit(ir::Op::ext_call, {gas, target, value, 0, 0, 0, 0}));
}

Val recover(Code& code, const ast::Node& node) {
  const auto words = values(code, node.kids);
  const V buffer = code.static_memory(128);
  for (size_t i = 0; i < 4; ++i) code.mstore(code.add(buffer, 32 * i), words[i].words[0]);
  // The precompile returns nothing for a bad signature, so the answer starts as zero.
  const V answer = code.static_memory(32);
  code.mstore(answer, 0);
  const V gas = code.emit(ir::Op::gas, {});
  const V ok = code.emit(ir::Op::ext_staticcall, {gas, 1, buffer, 128, answer, 32});
  Join succeeded(code, "recovered");
  Join failed(code, "recover_failed");
  code.branch(ok, succeeded, failed);
  failed.enter();
  failed.cold();
  revert_with_return_data(code);
  succeeded.enter();
  return word_value(node.type, code.mload(answer));
}

}  // namespace mozi::front
