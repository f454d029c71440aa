// The surface's calls of other contracts, creations and encodings.
#include <array>

#include "mozi/dsl/encode.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;

Expression<CallResult> raw(const char* how, const Operand<Address>& to, NodeRef wei, NodeRef gas,
                           const Operand<Bytes>& data) {
  auto node = make_node(Op::call_raw, type_of<CallResult>(),
                        {to.node, std::move(wei), std::move(gas), data.node}, to.at, data.at);
  node->text = how;
  return Expression<CallResult>(std::move(node));
}

/// The operands that were given; encodings need their types.
std::vector<NodeRef> given(std::initializer_list<const AnyOperand*> operands) {
  std::vector<NodeRef> nodes;
  for (const auto* operand : operands) {
    if (!operand->node) break;
    if (!operand->node->type)
      Tracer::current().complain("the literal needs a type here: Constant<U256>(1)", operand->at);
    else
      nodes.push_back(operand->node);
  }
  return nodes;
}

Expression<Bytes> encoding(Op op, std::vector<NodeRef> nodes, Location at) {
  return Expression<Bytes>(make_node(op, type_of<Bytes>(), std::move(nodes), at, at));
}

const ast::Function* constructor_of(const ast::Contract& contract) {
  for (const auto& function : contract.functions)
    if (function.kind == ast::Function::Kind::constructor) return &function;
  return nullptr;
}

}  // namespace

Expression<Bool> send_value(Operand<Address> to, Operand<U256> wei) {
  return binary<Bool>(Op::send_value, to, wei);
}

Expression<CallResult> raw_call(Operand<Address> to, Operand<Bytes> data) {
  return raw("call", to, nullptr, nullptr, data);
}
Expression<CallResult> raw_call(Operand<Address> to, Operand<U256> wei, Operand<Bytes> data) {
  return raw("call", to, wei.node, nullptr, data);
}
Expression<CallResult> raw_call(Operand<Address> to, Operand<U256> wei, Operand<U256> gas,
                                Operand<Bytes> data) {
  return raw("call", to, wei.node, gas.node, data);
}
Expression<CallResult> raw_staticcall(Operand<Address> to, Operand<Bytes> data) {
  return raw("staticcall", to, nullptr, nullptr, data);
}
Expression<CallResult> raw_delegatecall(Operand<Address> to, Operand<Bytes> data) {
  return raw("delegatecall", to, nullptr, nullptr, data);
}

Creation Creation::value(Operand<U256> wei) const {
  Creation with = *this;
  with.value_ = wei.node;
  return with;
}

Creation Creation::salt(Operand<Bytes32> salt) const {
  Creation with = *this;
  with.salt_ = salt.node;
  return with;
}

Expression<Address> Creation::operator()(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d,
                                         AnyOperand e, AnyOperand f, AnyOperand g, AnyOperand h,
                                         Location at) const {
  const auto child = std::make_shared<const ast::Contract>(child_());
  const auto* constructor = constructor_of(*child);
  const size_t expected = constructor != nullptr ? constructor->inputs.size() : 0;
  std::vector<NodeRef> kids = {value_, salt_};
  const std::array all = {&a, &b, &c, &d, &e, &f, &g, &h};
  size_t count = 0;
  while (count < all.size() && all[count]->node) ++count;
  if (count != expected)
    Tracer::current().complain(child->name + "'s constructor takes " + std::to_string(expected) +
                                   " arguments, not " + std::to_string(count),
                               at);
  for (size_t i = 0; i < count && i < expected; ++i) {
    const auto& input = constructor->inputs[i];
    if (auto node = coerce(*all[i], input.type, child->name + "'s " + input.name + " is a"))
      kids.push_back(std::move(node));
  }
  const auto index = Tracer::current().created(child);
  auto node = make_node(Op::create_contract, type_of<Address>(), std::move(kids), at, at);
  node->index = index;
  return Expression<Address>(std::move(node));
}

Expression<Bytes> new_bytes(Operand<U256> length) {
  return Expression<Bytes>(
      make_node(Op::new_array, type_of<Bytes>(), {length.node}, length.at, length.at));
}

Expression<Bytes> abi_encode(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d, AnyOperand e,
                             AnyOperand f, AnyOperand g, AnyOperand h, AnyOperand i, AnyOperand j,
                             AnyOperand k, AnyOperand l, Location at) {
  return encoding(Op::abi_encode, given({&a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k, &l}), at);
}
Expression<Bytes> abi_encode_packed(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d,
                                    AnyOperand e, AnyOperand f, AnyOperand g, AnyOperand h,
                                    AnyOperand i, AnyOperand j, AnyOperand k, AnyOperand l,
                                    Location at) {
  return encoding(Op::abi_packed, given({&a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k, &l}), at);
}
Expression<Bytes> concat(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d, AnyOperand e,
                         AnyOperand f, AnyOperand g, AnyOperand h, AnyOperand i, AnyOperand j,
                         AnyOperand k, AnyOperand l, Location at) {
  return encoding(Op::concat, given({&a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k, &l}), at);
}

}  // namespace mozi::dsl
