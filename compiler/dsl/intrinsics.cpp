// The surface close to the machine: opcodes, creation code, logs and results as bytes.
#include "mozi/dsl/intrinsics.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;
using StatementKind = ast::Statement::Kind;

template <class T>
Expression<T> made(Op op, std::vector<NodeRef> kids, Location begin, Location end) {
  return Expression<T>(make_node(op, type_of<T>(), std::move(kids), begin, end));
}

}  // namespace

Expression<Bytes32> word_at(Operand<Bytes> bytes, Operand<U256> index) {
  auto node =
      make_node(Op::word_at, type_of<Bytes32>(), {bytes.node, index.node}, bytes.at, index.at);
  node->checked = true;
  return Expression<Bytes32>(std::move(node));
}

Expression<Bytes> return_data(Location at) {
  return made<Bytes>(Op::return_data, {}, at, at);
}
Expression<Bytes> code_of(Operand<Address> account) {
  return made<Bytes>(Op::code_of, {account.node}, account.at, account.at);
}

Expression<Address> create_raw(Operand<Bytes> code) {
  return made<Address>(Op::create_code, {nullptr, nullptr, code.node}, code.at, code.at);
}
Expression<Address> create_raw(Operand<U256> wei, Operand<Bytes> code) {
  return made<Address>(Op::create_code, {wei.node, nullptr, code.node}, wei.at, code.at);
}
Expression<Address> create2_raw(Operand<U256> wei, Operand<Bytes32> salt, Operand<Bytes> code) {
  return made<Address>(Op::create_code, {wei.node, salt.node, code.node}, wei.at, code.at);
}

Expression<Address> create2_address(Operand<Address> deployer, Operand<Bytes32> salt,
                                    Operand<Bytes32> code_hash) {
  const auto begin = deployer.at;
  const auto end = code_hash.at;
  // EIP-1014: the byte 0xff keeps these addresses apart from those of CREATE.
  const auto mark = make_literal(Word{0xff} << 248, type_of<Bytes1>(), begin);
  const auto input = make_node(Op::abi_packed, type_of<Bytes>(),
                               {mark, deployer.node, salt.node, code_hash.node}, begin, end);
  const auto hash = make_node(Op::keccak, type_of<Bytes32>(), {input}, begin, end);
  const auto number = make_node(Op::reinterpret, type_of<U256>(), {hash}, begin, end);
  const auto low = make_node(Op::truncate, type_of<U160>(), {number}, begin, end);
  return made<Address>(Op::reinterpret, {low}, begin, end);
}

void log_raw(Operand<Bytes> data, std::initializer_list<Operand<Bytes32>> topics, Location at) {
  if (topics.size() > 4)
    Tracer::current().complain(
        "a log has at most 4 topics, not " + std::to_string(topics.size()) + "; put more in data",
        at);
  std::vector<NodeRef> kids = {data.node};
  for (const auto& topic : topics)
    if (kids.size() < 5) kids.push_back(topic.node);
  auto node = make_node(Op::raw_log, nothing_type(), std::move(kids), at, at);
  Tracer::current().add(StatementKind::expression, {std::move(node)}, at);
}

void return_raw(Operand<Bytes> data) {
  Tracer::current().add(StatementKind::return_raw, {data.node}, data.at);
}

namespace op {

Expression<U256> memory_at(Operand<Bytes> bytes) {
  return made<U256>(Op::memory_at, {bytes.node}, bytes.at, bytes.at);
}
void stop(Location at) {
  Tracer::current().add(StatementKind::stop, {}, at);
}
void invalid(Location at) {
  Tracer::current().add(StatementKind::invalid, {}, at);
}

NodeRef opcode_node(uint8_t opcode, TypeRef type, bool changes, std::vector<NodeRef> kids,
                    Location begin, Location end) {
  auto node = make_node(Op::opcode, std::move(type), std::move(kids), begin, end);
  node->number = Word{opcode};
  node->effect = changes;
  return node;
}

}  // namespace op
}  // namespace mozi::dsl
