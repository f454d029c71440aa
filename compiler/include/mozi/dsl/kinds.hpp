// The kinds of values: what each type is in the tree, which literals and conversions it takes.
#pragma once

#include "mozi/dsl/expression.hpp"
#include "mozi/dsl/number.hpp"

namespace mozi::dsl {

struct BooleanKind;
template <unsigned bits>
struct Unsigned;
template <unsigned bits>
struct Signed;

using Bool = Value<BooleanKind>;

/// The unsigned integers of 8 to 256 bits.
template <unsigned bits>
using Uint = Value<Unsigned<bits>>;
/// The signed integers of 8 to 256 bits.
template <unsigned bits>
using Int = Value<Signed<bits>>;

#define MOZI_WIDTH(bits)      \
  using U##bits = Uint<bits>; \
  using I##bits = Int<bits>;
#include "mozi/dsl/widths.def"
#undef MOZI_WIDTH

struct AddressKind;
template <unsigned size>
struct FixedBytesKind;
template <class E>
struct EnumKind;

/// An account's address.
using Address = Value<AddressKind>;
/// A byte string of 1 to 32 bytes, left-aligned in its word.
template <unsigned size>
using FixedBytes = Value<FixedBytesKind<size>>;
/// A value of the C++ enumeration E, which counts from 0 and has at most 256 members.
template <class E>
using Enum = Value<EnumKind<E>>;

#define MOZI_SIZE(n) using Bytes##n = FixedBytes<n>;
// clang-format off
MOZI_SIZE(1) MOZI_SIZE(2) MOZI_SIZE(3) MOZI_SIZE(4) MOZI_SIZE(5) MOZI_SIZE(6) MOZI_SIZE(7) MOZI_SIZE(8)
MOZI_SIZE(9) MOZI_SIZE(10) MOZI_SIZE(11) MOZI_SIZE(12) MOZI_SIZE(13) MOZI_SIZE(14) MOZI_SIZE(15) MOZI_SIZE(16)
MOZI_SIZE(17) MOZI_SIZE(18) MOZI_SIZE(19) MOZI_SIZE(20) MOZI_SIZE(21) MOZI_SIZE(22) MOZI_SIZE(23) MOZI_SIZE(24)
MOZI_SIZE(25) MOZI_SIZE(26) MOZI_SIZE(27) MOZI_SIZE(28) MOZI_SIZE(29) MOZI_SIZE(30) MOZI_SIZE(31) MOZI_SIZE(32)
// clang-format on
#undef MOZI_SIZE

                    template <class T>
                    struct ArrayKind;
template <class T, size_t n>
struct FixedArrayKind;
struct BytesKind;
struct StringKind;

/// A dynamic array: state, a parameter in call data, or a local in memory.
template <class T>
using Array = Value<ArrayKind<T>>;
/// An array of n elements.
template <class T, size_t n>
using FixedArray = Value<FixedArrayKind<T, n>>;
using Bytes = Value<BytesKind>;
using String = Value<StringKind>;

// Operators and methods are defined in the files that follow.
template <class T>
struct Equality;
template <class T>
struct Ordering;
template <class T>
struct Logic;
template <class T, class Shift>
struct Arithmetic;
template <class T>
struct SignedArithmetic;
template <class T>
struct ByteStringOperators;
template <class Self>
struct AddressMethods;
template <class T, class Self>
struct ArrayMethods;
template <class T, size_t n, class Self>
struct FixedArrayMethods;
template <class Self>
struct BytesMethods;
template <class Self>
struct StringMethods;

template <unsigned from, unsigned to>
  requires(from < to)
inline constexpr ast::Op conversion<Unsigned<from>, Unsigned<to>> = ast::Op::widen;
template <unsigned from, unsigned to>
  requires(from < to)
inline constexpr ast::Op conversion<Signed<from>, Signed<to>> = ast::Op::widen;

template <unsigned from, unsigned to>
  requires(from < to)
inline constexpr ast::Op conversion<FixedBytesKind<from>, FixedBytesKind<to>> = ast::Op::widen;

/// The type of what gives no value.
TypeRef nothing_type();
TypeRef array_type(TypeRef element);
TypeRef fixed_array_type(TypeRef element, uint64_t length);
TypeRef mapping_type(TypeRef key, TypeRef element);

/// A type without members; kind and width say all.
TypeRef word_type(ast::Type::Kind kind, unsigned bits);

// Not constexpr: calling it in a constant expression is the compile error that it names.
void the_number_does_not_fit_the_type();

/// A number as a word of an integer type of this many bits.
constexpr Word checked_word(const Number& n, unsigned bits, bool is_signed) {
  const Word largest = ~Word{} >> (256 - bits + (is_signed ? 1 : 0));
  const bool fits =
      n.negative() ? is_signed && n.magnitude() <= largest + Word{1} : n.magnitude() <= largest;
  if (!fits) the_number_does_not_fit_the_type();
  return n.negative() ? -n.magnitude() : n.magnitude();
}

struct BooleanKind {
  template <class T>
  using Operators = Logic<T>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::boolean, 8);
    return type;
  }
  static NodeRef from_literal(std::same_as<bool> auto value, Location at) {
    return make_literal(constant(value), type(), at);
  }
  static constexpr Word constant(std::same_as<bool> auto value) { return Word{value ? 1u : 0u}; }
};

template <unsigned width>
struct Unsigned {
  static_assert(width % 8 == 0 && width >= 8 && width <= 256);
  static constexpr unsigned bits = width;
  template <class T>
  using Operators = Arithmetic<T, T>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::unsigned_, width);
    return type;
  }
  template <class N>
    requires Integer<N> || std::same_as<N, Number>
  static NodeRef from_literal(const N& n, Location at) {
    return make_integer(Number(n).magnitude(), Number(n).negative(), type(), at);
  }
  template <class N>
    requires Integer<N> || std::same_as<N, Number>
  static constexpr Word constant(const N& n) {
    return checked_word(n, width, false);
  }
  static constexpr Word largest() { return ~Word{} >> (256 - width); }
  static constexpr Word smallest() { return {}; }
};

template <unsigned width>
struct Signed {
  static_assert(width % 8 == 0 && width >= 8 && width <= 256);
  static constexpr unsigned bits = width;
  template <class T>
  using Operators = SignedArithmetic<T>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::signed_, width);
    return type;
  }
  template <class N>
    requires Integer<N> || std::same_as<N, Number>
  static NodeRef from_literal(const N& n, Location at) {
    return make_integer(Number(n).magnitude(), Number(n).negative(), type(), at);
  }
  template <class N>
    requires Integer<N> || std::same_as<N, Number>
  static constexpr Word constant(const N& n) {
    return checked_word(n, width, true);
  }
  static constexpr Word largest() { return ~Word{} >> (257 - width); }
  static constexpr Word smallest() { return ~largest(); }
};

struct AddressKind {
  template <class T>
  using Operators = Ordering<T>;
  template <class Self>
  using Methods = AddressMethods<Self>;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::address, 160);
    return type;
  }
};

template <unsigned size>
struct FixedBytesKind {
  static_assert(size >= 1 && size <= 32);
  template <class T>
  using Operators = ByteStringOperators<T>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::fixed_bytes, 8 * size);
    return type;
  }
};

/// An enumeration's type; its name is the author's.
TypeRef enum_type(std::string_view qualified_name, size_t members);

template <class E>
struct EnumKind {
  static_assert(std::is_enum_v<E>, "Enum<E> needs a C++ enumeration");
  static constexpr size_t members = reflect::enumerators<E>();
  static_assert(members > 0, "the enumeration must count from 0");
  template <class T>
  using Operators = Ordering<T>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = enum_type(reflect::qualified_name<E>(), members);
    return type;
  }
  static NodeRef from_literal(E value, Location at) {
    return make_literal(Word{static_cast<uint64_t>(value)}, type(), at);
  }
  static constexpr Word constant(E value) { return Word{static_cast<uint64_t>(value)}; }
};

template <class T>
struct ArrayKind {
  template <class V>
  using Operators = Handle;
  template <class Self>
  using Methods = ArrayMethods<T, Self>;
  static TypeRef type() {
    static const TypeRef type = array_type(type_of<T>());
    return type;
  }
};

template <class T, size_t n>
struct FixedArrayKind {
  static_assert(n > 0, "an array of fixed length has elements");
  template <class V>
  using Operators = Handle;
  template <class Self>
  using Methods = FixedArrayMethods<T, n, Self>;
  static TypeRef type() {
    static const TypeRef type = fixed_array_type(type_of<T>(), n);
    return type;
  }
};

struct BytesKind {
  static constexpr bool is_text = true;
  template <class T>
  using Operators = Equality<T>;
  template <class Self>
  using Methods = BytesMethods<Self>;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::bytes, 0);
    return type;
  }
  template <size_t n>
  static NodeRef from_literal(const char (&text)[n], Location at) {
    return make_text(std::string(text, n - 1), type(), at);
  }
};

/// A text that is computed while the contract is built: String(Text{name + "-LP"}).
struct Text {
  std::string characters;
};

struct StringKind {
  static constexpr bool is_text = true;
  template <class T>
  using Operators = Equality<T>;
  template <class Self>
  using Methods = StringMethods<Self>;
  static TypeRef type() {
    static const TypeRef type = word_type(ast::Type::Kind::string, 0);
    return type;
  }
  template <size_t n>
  static NodeRef from_literal(const char (&text)[n], Location at) {
    return make_text(std::string(text, n - 1), type(), at);
  }
  static NodeRef from_literal(const Text& text, Location at) {
    return make_text(text.characters, type(), at);
  }
};

}  // namespace mozi::dsl
