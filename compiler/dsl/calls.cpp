// The surface's calls of other contracts, creations and encodings.
#include <array>

#include "mozi/dsl/intrinsics.hpp"

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
    // Strings and bytes have the same encodings.
    if (!operand->node->type && operand->node->op == Op::text)
      operand->node->type = type_of<String>();
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

Expression<CallResult> raw_staticcall(Operand<Address> to, Operand<U256> gas, Operand<Bytes> data) {
  return raw("staticcall", to, nullptr, gas.node, data);
}
Expression<CallResult> raw_delegatecall(Operand<Address> to, Operand<U256> gas,
                                        Operand<Bytes> data) {
  return raw("delegatecall", to, nullptr, gas.node, data);
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

NodeRef Creation::make(Op op, TypeRef type, std::vector<NodeRef> kids,
                       std::span<const AnyOperand> arguments, Location at) const {
  const auto child = std::make_shared<const ast::Contract>(child_());
  const auto* constructor = constructor_of(*child);
  const size_t expected = constructor != nullptr ? constructor->inputs.size() : 0;
  size_t count = 0;
  while (count < arguments.size() && arguments[count].node) ++count;
  if (count != expected)
    Tracer::current().complain(child->name + "'s constructor takes " + std::to_string(expected) +
                                   " arguments, not " + std::to_string(count),
                               at);
  for (size_t i = 0; i < count && i < expected; ++i) {
    const auto& input = constructor->inputs[i];
    if (auto node = coerce(arguments[i], input.type, child->name + "'s " + input.name + " is a"))
      kids.push_back(std::move(node));
  }
  const bool is_payable =
      constructor != nullptr && constructor->declared == ast::Mutability::payable;
  if (value_ && !is_payable)
    Tracer::current().complain(child->name + "'s constructor is not payable, so it takes no value",
                               at);
  auto node = make_node(op, std::move(type), std::move(kids), at, at);
  node->index = Tracer::current().created(child);
  return node;
}

Expression<Address> Creation::operator()(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d,
                                         AnyOperand e, AnyOperand f, AnyOperand g, AnyOperand h,
                                         Location at) const {
  return Expression<Address>(
      make(Op::create_contract, type_of<Address>(), {value_, salt_},
           std::array{std::move(a), std::move(b), std::move(c), std::move(d), std::move(e),
                      std::move(f), std::move(g), std::move(h)},
           at));
}

Expression<Bytes> Creation::code(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d,
                                 AnyOperand e, AnyOperand f, AnyOperand g, AnyOperand h,
                                 Location at) const {
  return Expression<Bytes>(make(Op::creation_code, type_of<Bytes>(), {},
                                std::array{std::move(a), std::move(b), std::move(c), std::move(d),
                                           std::move(e), std::move(f), std::move(g), std::move(h)},
                                at));
}

Expression<Address> Creation::address(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d,
                                      AnyOperand e, AnyOperand f, AnyOperand g, AnyOperand h,
                                      Location at) const {
  if (!salt_)
    Tracer::current().complain(
        "only a creation with a salt has an address that is known before: "
        "create<Child>.salt(s).address(...)",
        at);
  const auto code = make(Op::creation_code, type_of<Bytes>(), {},
                         std::array{std::move(a), std::move(b), std::move(c), std::move(d),
                                    std::move(e), std::move(f), std::move(g), std::move(h)},
                         at);
  Expression<Bytes32> hash(make_node(Op::keccak, type_of<Bytes32>(), {code}, at, at));
  Expression<Bytes32> salt(salt_ ? salt_ : make_literal({}, type_of<Bytes32>(), at));
  return create2_address(Operand<Address>(this_address(), at),
                         Operand<Bytes32>(std::move(salt), at),
                         Operand<Bytes32>(std::move(hash), at));
}

NodeRef append_zero(const NodeRef& array, Location at) {
  auto& tracer = Tracer::current();
  if (array->where != ast::Where::storage)
    tracer.complain("only arrays in storage grow and shrink", at);
  tracer.add(ast::Statement::Kind::expression,
             {make_node(Op::push, nothing_type(), {array}, at, at)}, at);
  const auto length = make_node(Op::length, type_of<U256>(), {array}, at, at);
  const auto one = make_literal(Word{1}, type_of<U256>(), at);
  const auto last = make_node(Op::sub, type_of<U256>(), {length, one}, at, at);
  last->checked = false;
  return tracer.declare(type_of<U256>(), last, at);
}

NodeRef array_slice(NodeRef array, const Operand<U256>& from, const Operand<U256>& to) {
  if (array->where != ast::Where::calldata)
    Tracer::current().complain("only arrays in call data have slices; copy the elements in a For",
                               from.at);
  auto type = array->type;
  return make_node(Op::slice, std::move(type), {std::move(array), from.node, to.node}, from.at,
                   to.at);
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

Expression<String> concat_text(AnyOperand a, AnyOperand b, AnyOperand c, AnyOperand d, AnyOperand e,
                               AnyOperand f, AnyOperand g, AnyOperand h, AnyOperand i, AnyOperand j,
                               AnyOperand k, AnyOperand l, Location at) {
  auto parts = given({&a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k, &l});
  return Expression<String>(make_node(Op::concat, type_of<String>(), std::move(parts), at, at));
}

}  // namespace mozi::dsl
