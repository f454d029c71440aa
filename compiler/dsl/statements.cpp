// The surface's statements and environment.
#include "mozi/dsl/statement.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;
using Kind = ast::Type::Kind;
using StatementKind = ast::Statement::Kind;

template <class T>
Expression<T> opcode(uint8_t number, std::vector<NodeRef> kids, Location begin, Location end) {
  auto node = make_node(Op::opcode, type_of<T>(), std::move(kids), begin, end);
  node->number = Word{number};
  return Expression<T>(std::move(node));
}

Expression<U256> modular(uint8_t number, const Operand<U256>& a, const Operand<U256>& b,
                         const Operand<U256>& m) {
  auto node = make_node(Op::opcode, type_of<U256>(), {a.node, b.node, m.node}, a.at, m.at);
  node->number = Word{number};
  // As in Solidity, a zero modulus panics, wherever the arithmetic stands.
  node->checked = true;
  return Expression<U256>(std::move(node));
}

unsigned reinterpreted_bits(const ast::Type& type) {
  return type.kind == Kind::address || type.kind == Kind::contract ? 160 : type.bits;
}

bool is_text(const ast::Type& type) {
  return type.kind == Kind::bytes || type.kind == Kind::string;
}

}  // namespace

NodeRef CallData::node_at(Location at) const {
  auto node = make_node(Op::call_data, type_of<Bytes>(), {}, at, at);
  node->where = ast::Where::calldata;
  return node;
}

Expression<Bytes4> CallEnvironment::sig(Location at) const {
  auto word =
      make_node(Op::opcode, type_of<Bytes32>(), {make_literal({}, type_of<U256>(), at)}, at, at);
  word->number = Word{0x35};
  return Expression<Bytes4>(make_node(Op::truncate, type_of<Bytes4>(), {std::move(word)}, at, at));
}

Expression<U256> gas_left(Location at) {
  return opcode<U256>(0x5a, {}, at, at);
}
Expression<Bytes32> blockhash(Operand<U256> number) {
  return opcode<Bytes32>(0x40, {number.node}, number.at, number.at);
}
Expression<Bytes32> blobhash(Operand<U256> index) {
  return opcode<Bytes32>(0x49, {index.node}, index.at, index.at);
}
Expression<U256> addmod(Operand<U256> a, Operand<U256> b, Operand<U256> m) {
  return modular(0x08, a, b, m);
}
Expression<U256> mulmod(Operand<U256> a, Operand<U256> b, Operand<U256> m) {
  return modular(0x09, a, b, m);
}
Expression<Bytes32> keccak256(Operand<Bytes> data) {
  return unary<Bytes32>(Op::keccak, data);
}
Expression<Address> ecrecover(Operand<Bytes32> hash, Operand<U8> v, Operand<Bytes32> r,
                              Operand<Bytes32> s) {
  return Expression<Address>(make_node(Op::recover, type_of<Address>(),
                                       {hash.node, v.node, r.node, s.node}, hash.at, s.at));
}

void require(Condition condition, Raised error) {
  Tracer::current().add(StatementKind::require, {condition.node, error.node}, condition.at);
}
void require(Condition condition) {
  Tracer::current().add(StatementKind::require, {condition.node}, condition.at);
}
void revert(Raised error, Location at) {
  Tracer::current().add(StatementKind::revert, {error.node}, at);
}
void revert(Location at) {
  Tracer::current().add(StatementKind::revert, {}, at);
}
void revert_raw(Operand<Bytes> data) {
  Tracer::current().add(StatementKind::revert_raw, {data.node}, data.at);
}
void assert_(Condition condition, uint8_t panic_code) {
  Tracer::current().add(StatementKind::assert_, {condition.node}, condition.at)->panic_code =
      panic_code;
}
void emit(Logged event, Location at) {
  Tracer::current().add(StatementKind::emit, {event.node}, at);
}
void selfdestruct(Operand<Address> beneficiary) {
  Tracer::current().add(StatementKind::selfdestruct, {beneficiary.node}, beneficiary.at);
}

void step(Op op, const NodeRef& variable, Location at) {
  const auto one = make_literal(Word{1}, variable->type, at);
  Tracer::current().set(variable, make_node(op, variable->type, {variable, one}, at, at), at);
}

void check_reinterpretable(const ast::Type& from, const ast::Type& to, Location at) {
  const bool words =
      ast::is_word(from) && ast::is_word(to) && reinterpreted_bits(from) == reinterpreted_bits(to);
  if (words || (is_text(from) && is_text(to))) return;
  Tracer::current().complain(
      display_name(from) + " and " + display_name(to) + " do not have the same size", at);
}

}  // namespace mozi::dsl
