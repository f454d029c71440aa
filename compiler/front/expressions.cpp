// Lowers expressions: every op of ast_ops.def that is not a call.
#include "compiler/front/expressions.hpp"

#include <array>
#include <unordered_map>

#include "compiler/front/abi_decode.hpp"
#include "compiler/front/abi_encode.hpp"
#include "compiler/front/arithmetic_checks.hpp"
#include "compiler/front/calls.hpp"
#include "compiler/front/conversions.hpp"
#include "compiler/front/intrinsics.hpp"
#include "compiler/front/logic.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/storage_arrays.hpp"
#include "compiler/front/storage_bytes.hpp"
#include "compiler/front/unit.hpp"
#include "compiler/front/validate.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;

const ast::Node& kid(const ast::Node& node, size_t i) {
  return *node.kids[i];
}

Val literal(Code& code, const ast::Node& node) {
  return word_value(node.type, code.num(node.number));
}

Val text(Code& code, const ast::Node& node) {
  Val constant{.type = node.type, .where = Where::memory};
  constant.is_text = true;
  constant.text = node.text;
  (void)code;
  return constant;
}

Val local(Code& code, const ast::Node& node) {
  const Val& held = code.context.locals[node.index];
  if (!held.type) code.unit.fail(node.begin, "this local is used before its declaration is run");
  return held;
}

Val immutable(Code& code, const ast::Node& node) {
  return word_value(node.type, code.emit(ir::Op::load_immutable, {}, Word{node.index}));
}

Val field(Code& code, const ast::Node& node) {
  return field_place(code, node.index);
}

Val key_place(Code& code, const ast::Node& node) {
  const Val mapping = eval(code, kid(node, 0));
  return map_at(code, mapping, value(code, kid(node, 1)));
}

Val element(Code& code, const ast::Node& node) {
  const Val array = eval(code, kid(node, 0));
  return checked_element(code, array, word(code, kid(node, 1)));
}

Val member(Code& code, const ast::Node& node) {
  if (kid(node, 0).op == Op::call_raw && node.index == 0)
    return call_raw(code, kid(node, 0), ReturnData::ignored).parts[0];
  return member_of(code, dereference(code, eval(code, kid(node, 0))), node.index);
}

Val length(Code& code, const ast::Node& node) {
  return word_value(node.type, length_of(code, eval(code, kid(node, 0))));
}

Val byte_at(Code& code, const ast::Node& node) {
  const Val bytes = eval(code, kid(node, 0));
  return byte_of(code, bytes, word(code, kid(node, 1)));
}

Val slice(Code& code, const ast::Node& node) {
  const Val whole = eval(code, kid(node, 0));
  const V first = word(code, kid(node, 1));
  return slice_of(code, whole, first, word(code, kid(node, 2)));
}

Val call_data(Code& code, const ast::Node& node) {
  return {.type = node.type, .where = Where::calldata, .words = {code.num(0), code.calldatasize()}};
}

Val returned(Code& code, const ast::Node&) {
  return return_data(code);
}

Val push(Code& code, const ast::Node& node) {
  const Val array = eval(code, kid(node, 0));
  const bool has_value = node.kids.size() > 1 && node.kids[1];
  if (is_byte_array(*array.type)) {
    push_byte(code, array.words[0], has_value ? word(code, kid(node, 1)) : code.num(0));
    return {};
  }
  if (!has_value) return push_element(code, array);
  const Val added = value(code, kid(node, 1));
  store_storage(code, push_element(code, array), added);
  return {};
}

Val pop(Code& code, const ast::Node& node) {
  const Val array = eval(code, kid(node, 0));
  if (is_byte_array(*array.type)) {
    pop_byte(code, array.words[0]);
  } else {
    pop_element(code, array);
  }
  return {};
}

Overflow overflow_of(const ast::Node& node) {
  return node.checked ? Overflow::panics : Overflow::wraps;
}

V shift(Code& code, const ast::Node& node, V a, V amount) {
  const auto& type = *node.type;
  if (node.op == Op::shl) {
    const V moved = code.emit(ir::Op::shl, {amount, a});
    return is_left_aligned(type) ? moved : clean(code, type, moved);
  }
  const V moved = code.emit(is_signed(type) ? ir::Op::sar : ir::Op::shr, {amount, a});
  return is_left_aligned(type) ? clean(code, type, moved) : moved;
}

Val binary(Code& code, const ast::Node& node) {
  const V a = word(code, kid(node, 0));
  const V b = word(code, kid(node, 1));
  code.locate(node);
  return word_value(node.type, combine(code, node, a, b));
}

Val unary(Code& code, const ast::Node& node) {
  const V a = word(code, kid(node, 0));
  if (node.op == Op::bit_not) return word_value(node.type, clean(code, *node.type, code.not_(a)));
  return word_value(node.type, negate(code, *node.type, a, overflow_of(node)));
}

Val tuple(Code& code, const ast::Node& node) {
  Val whole{.type = node.type};
  for (size_t i = 0; i < node.kids.size(); ++i)
    whole.parts.push_back(
        canonical(code, eval(code, kid(node, i)), node.type->members[i].type, Where::value));
  return whole;
}

Val new_array_node(Code& code, const ast::Node& node) {
  return new_array(code, node.type, word(code, kid(node, 0)));
}

Val array_of(Code& code, const ast::Node& node) {
  const auto elements = values(code, node.kids);
  const bool sized = node.type->kind == Kind::array;
  const V pointer = allocate(code, 32 * (elements.size() + (sized ? 1 : 0)));
  if (sized) code.mstore(pointer, elements.size());
  for (size_t i = 0; i < elements.size(); ++i) {
    const bool is_word_type = is_word(*node.type->element);
    const V held =
        is_word_type ? load_word(code, elements[i]) : in_memory(code, elements[i]).words[0];
    code.mstore(code.add(pointer, 32 * (i + (sized ? 1 : 0))), held);
  }
  return {.type = node.type, .where = Where::memory, .words = {pointer}};
}

Val to_memory(Code& code, const ast::Node& node) {
  const Val source = eval(code, kid(node, 0));
  if (is_word(*source.type)) return word_value(node.type, load_word(code, source));
  return copy_to_memory(code, source);
}

Val keccak(Code& code, const ast::Node& node) {
  return word_value(node.type, hash_of(code, kid(node, 0)));
}

bool is_encoding(Op op) {
  return op == Op::abi_encode || op == Op::abi_packed || op == Op::abi_call || op == Op::concat;
}

/// Encoded bytes as a value of its own, with its length before it.
Val encoding(Code& code, const ast::Node& node) {
  const auto parts = values(code, node.kids);
  const V pointer = code.free_memory();
  const V first = code.add(pointer, 32);
  V end;
  if (node.op == Op::abi_packed || node.op == Op::concat) {
    end = encode_packed(code, parts, first);
  } else if (node.op == Op::abi_call) {
    code.mstore(first, node.number << 224);
    end = encode(code, parts, code.add(first, 4));
  } else {
    end = encode(code, parts, first);
  }
  code.mstore(pointer, code.sub(end, first));
  code.effect(ir::Op::set_free_memory, {code.round_up(end)});
  return {.type = node.type, .where = Where::memory, .words = {pointer}};
}

Val decoding(Code& code, const ast::Node& node) {
  const Val data = in_memory(code, eval(code, kid(node, 0)));
  const V start = code.add(data.words[0], 32);
  const V end = code.add(start, length_of(code, data));
  if (node.type->kind != Kind::structure)
    return checked_decode(code, std::array{node.type}, start, end)[0];
  std::vector<TypeRef> types;
  for (const auto& part : node.type->members) types.push_back(part.type);
  return {.type = node.type, .parts = checked_decode(code, types, start, end)};
}

Val misplaced(Code& code, const ast::Node& node) {
  code.unit.fail(node.begin,
                 std::string(ast::info(node.op).name) + " stands only in emit, revert and require");
}

using Lowering = Val (*)(Code&, const ast::Node&);

Lowering lowering_of(Op op) {
  switch (op) {
    case Op::literal:
      return literal;
    case Op::text:
      return text;
    case Op::local:
      return local;
    case Op::immutable:
      return immutable;
    case Op::field:
      return field;
    case Op::call_data:
      return call_data;
    case Op::return_data:
      return returned;
    case Op::code_of:
      return code_of;
    case Op::creation_code:
      return creation_code;
    case Op::memory_at:
      return memory_at;
    case Op::word_at:
      return word_at;
    case Op::map_at:
      return key_place;
    case Op::element:
      return element;
    case Op::member:
      return member;
    case Op::length:
      return length;
    case Op::byte_at:
      return byte_at;
    case Op::slice:
      return slice;
    case Op::push:
      return push;
    case Op::pop:
      return pop;
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::mod:
    case Op::pow:
    case Op::bit_and:
    case Op::bit_or:
    case Op::bit_xor:
    case Op::shl:
    case Op::shr:
      return binary;
    case Op::neg:
    case Op::bit_not:
      return unary;
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::logic_and:
    case Op::logic_or:
    case Op::logic_not:
    case Op::conditional:
      return logic;
    case Op::widen:
    case Op::narrow:
    case Op::truncate:
    case Op::reinterpret:
      return convert;
    case Op::tuple:
      return tuple;
    case Op::new_array:
      return new_array_node;
    case Op::array_of:
      return array_of;
    case Op::to_memory:
      return to_memory;
    case Op::keccak:
      return keccak;
    case Op::abi_encode:
    case Op::abi_packed:
    case Op::abi_call:
    case Op::concat:
      return encoding;
    case Op::abi_decode:
      return decoding;
    case Op::call_internal:
      return call_internal;
    case Op::call_external:
      return call_external;
    case Op::call_raw:
      return call_raw_node;
    case Op::send_value:
      return send_value;
    case Op::create_contract:
      return create_contract;
    case Op::create_code:
      return create_code;
    case Op::raw_log:
      return raw_log;
    case Op::precompile:
      return precompile;
    case Op::recover:
      return recover;
    case Op::opcode:
      return opcode;
    case Op::event:
    case Op::error:
      break;
  }
  return misplaced;
}

}  // namespace

Val eval(Code& code, const ast::Node& node) {
  code.locate(node);
  return lowering_of(node.op)(code, node);
}

V word(Code& code, const ast::Node& node) {
  const Val result = eval(code, node);
  if (result.is_word_value()) return result.words[0];
  if (!result.type || !is_word(*result.type))
    code.unit.fail(node.begin, "expected a value of one word; got " +
                                   (result.type ? display_name(*result.type) : "nothing"));
  code.locate(node);
  return load_word(code, result);
}

Val value(Code& code, const ast::Node& node) {
  Val result = eval(code, node);
  if (!result.type || !is_word(*result.type) || result.is_word_value()) return result;
  return word_value(result.type, load_word(code, result));
}

V combine(Code& code, const ast::Node& node, V a, V b) {
  if (node.op == Op::bit_and) return code.emit(ir::Op::and_, {a, b});
  if (node.op == Op::bit_or) return code.emit(ir::Op::or_, {a, b});
  if (node.op == Op::bit_xor) return code.xor_(a, b);
  if (node.op == Op::shl || node.op == Op::shr) return shift(code, node, a, b);
  return arithmetic(code, node.op, *node.type, a, b, overflow_of(node));
}

std::vector<Val> values(Code& code, std::span<const ast::NodeRef> nodes) {
  std::vector<Val> results;
  for (const auto& node : nodes) results.push_back(value(code, *node));
  return results;
}

V hash_of(Code& code, const ast::Node& node) {
  if (node.op == Op::text) {
    const BytesView bytes{reinterpret_cast<const uint8_t*>(node.text.data()), node.text.size()};
    return code.num(crypto::keccak256(bytes).to_word());
  }
  const auto span = bytes_span(code, node);
  return code.emit(ir::Op::keccak256, {span.at, span.size});
}

Span bytes_span(Code& code, const ast::Node& node) {
  if (!is_encoding(node.op)) return memory_span(code, eval(code, node));
  const auto parts = values(code, node.kids);
  if (node.op == Op::abi_call)
    return encode_temporary(code, static_cast<uint32_t>(node.number.low()), parts);
  if (node.op == Op::abi_encode) return encode_temporary(code, std::nullopt, parts);
  return packed_temporary(code, parts);
}

}  // namespace mozi::front
