// Close to the machine: every opcode as a typed function, and bytes that no ABI frames.
#pragma once

#include "mozi/dsl/encode.hpp"

namespace mozi::dsl {

/// The 32 bytes of `bytes` from `index` on; panics with 0x32 if there are not so many.
Expression<Bytes32> word_at(Operand<Bytes> bytes, Operand<U256> index);
/// What the last call returned or reverted with.
Expression<Bytes> return_data(Location at = std::source_location::current());
/// An account's code.
Expression<Bytes> code_of(Operand<Address> account);
/// Creates a contract with this creation code (and its arguments); the zero address if that failed.
Expression<Address> create_raw(Operand<Bytes> code);
Expression<Address> create_raw(Operand<U256> wei, Operand<Bytes> code);
/// The same at the address that CREATE2 derives.
Expression<Address> create2_raw(Operand<U256> wei, Operand<Bytes32> salt, Operand<Bytes> code);
/// The address of a contract that `deployer` creates with CREATE2.
Expression<Address> create2_address(Operand<Address> deployer, Operand<Bytes32> salt,
                                    Operand<Bytes32> code_hash);
/// Logs bytes as they are, with up to four topics.
void log_raw(Operand<Bytes> data, std::initializer_list<Operand<Bytes32>> topics = {},
             Location at = std::source_location::current());
/// Ends the call successfully with these bytes as they are. A reentrancy lock stays taken until the
/// end of the transaction.
void return_raw(Operand<Bytes> data);

/// The opcodes. Operands stand in the order of the stack, the topmost first; nothing is checked.
namespace op {

/// The address in memory of the first byte of `bytes`; the word before it is their length.
Expression<U256> memory_at(Operand<Bytes> bytes);
/// STOP: ends the call successfully without data.
void stop(Location at = std::source_location::current());
/// INVALID: fails and takes all gas.
void invalid(Location at = std::source_location::current());

/// An opcode's node.
NodeRef opcode_node(uint8_t opcode, TypeRef type, bool changes, std::vector<NodeRef> kids,
                    Location begin, Location end);

#define MOZI_INTRINSIC(changes, result, code, kids, begin, end)      \
  return Expression<result>(opcode_node(code, result_type<result>(), \
                                        changes || std::is_void_v<result>, kids, begin, end));
#define INTRINSIC0(result, name, code, doc)                                       \
  inline Expression<result> name(Location at = std::source_location::current()) { \
    MOZI_INTRINSIC(false, result, code, std::vector<NodeRef>{}, at, at)           \
  }
#define INTRINSIC1(result, name, code, A, a, doc)                                   \
  inline Expression<result> name(Operand<A> a) {                                    \
    MOZI_INTRINSIC(false, result, code, (std::vector<NodeRef>{a.node}), a.at, a.at) \
  }
#define INTRINSIC2(result, name, code, A, a, B, b, doc)                            \
  inline Expression<result> name(Operand<A> a, Operand<B> b) {                     \
    MOZI_INTRINSIC(false, result, code, (std::vector{a.node, b.node}), a.at, b.at) \
  }
#define MOZI_INTRINSIC3(changes, result, name, code, A, a, B, b, C, c)                       \
  inline Expression<result> name(Operand<A> a, Operand<B> b, Operand<C> c) {                 \
    MOZI_INTRINSIC(changes, result, code, (std::vector{a.node, b.node, c.node}), a.at, c.at) \
  }
#define MOZI_INTRINSIC4(changes, result, name, code, A, a, B, b, C, c, D, d)                   \
  inline Expression<result> name(Operand<A> a, Operand<B> b, Operand<C> c, Operand<D> d) {     \
    MOZI_INTRINSIC(changes, result, code, (std::vector{a.node, b.node, c.node, d.node}), a.at, \
                   d.at)                                                                       \
  }
#define MOZI_INTRINSIC6(changes, result, name, code, A, a, B, b, C, c, D, d, E, e, F, f)      \
  inline Expression<result> name(Operand<A> a, Operand<B> b, Operand<C> c, Operand<D> d,      \
                                 Operand<E> e, Operand<F> f) {                                \
    MOZI_INTRINSIC(changes, result, code,                                                     \
                   (std::vector{a.node, b.node, c.node, d.node, e.node, f.node}), a.at, f.at) \
  }
#define INTRINSIC3(result, name, code, A, a, B, b, C, c, doc) \
  MOZI_INTRINSIC3(false, result, name, code, A, a, B, b, C, c)
#define INTRINSIC4(result, name, code, A, a, B, b, C, c, D, d, doc) \
  MOZI_INTRINSIC4(false, result, name, code, A, a, B, b, C, c, D, d)
#define INTRINSIC5(result, name, code, A, a, B, b, C, c, D, d, E, e, doc)                      \
  inline Expression<result> name(Operand<A> a, Operand<B> b, Operand<C> c, Operand<D> d,       \
                                 Operand<E> e) {                                               \
    MOZI_INTRINSIC(false, result, code, (std::vector{a.node, b.node, c.node, d.node, e.node}), \
                   a.at, e.at)                                                                 \
  }
#define INTRINSIC6(result, name, code, A, a, B, b, C, c, D, d, E, e, F, f, doc) \
  MOZI_INTRINSIC6(false, result, name, code, A, a, B, b, C, c, D, d, E, e, F, f)
#define CHANGES3(result, name, code, A, a, B, b, C, c, doc) \
  MOZI_INTRINSIC3(true, result, name, code, A, a, B, b, C, c)
#define CHANGES4(result, name, code, A, a, B, b, C, c, D, d, doc) \
  MOZI_INTRINSIC4(true, result, name, code, A, a, B, b, C, c, D, d)
#define CHANGES6(result, name, code, A, a, B, b, C, c, D, d, E, e, F, f, doc) \
  MOZI_INTRINSIC6(true, result, name, code, A, a, B, b, C, c, D, d, E, e, F, f)
#define CHANGES7(result, name, code, A, a, B, b, C, c, D, d, E, e, F, f, G, g, doc)             \
  inline Expression<result> name(Operand<A> a, Operand<B> b, Operand<C> c, Operand<D> d,        \
                                 Operand<E> e, Operand<F> f, Operand<G> g) {                    \
    MOZI_INTRINSIC(true, result, code,                                                          \
                   (std::vector{a.node, b.node, c.node, d.node, e.node, f.node, g.node}), a.at, \
                   g.at)                                                                        \
  }
#include "mozi/dsl/opcodes.def"
#undef MOZI_INTRINSIC
#undef MOZI_INTRINSIC3
#undef MOZI_INTRINSIC4
#undef MOZI_INTRINSIC6
#undef INTRINSIC0
#undef INTRINSIC1
#undef INTRINSIC2
#undef INTRINSIC3
#undef INTRINSIC4
#undef INTRINSIC5
#undef INTRINSIC6
#undef CHANGES3
#undef CHANGES4
#undef CHANGES6
#undef CHANGES7

}  // namespace op
}  // namespace mozi::dsl
