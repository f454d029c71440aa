// An operand whose type the callee learns from its node: for encodings, Return and creations.
#pragma once

#include "mozi/dsl/environment.hpp"

namespace mozi::dsl {

/// Any value, struct or literal, and where it stands. A number or text keeps its type open (null)
/// until `coerce` decides.
struct AnyOperand {
  NodeRef node;
  Location at;

  AnyOperand() = default;
  template <class X>
  AnyOperand(X&& x, Location where = std::source_location::current()) : at(where) {  // NOLINT
    using Plain = std::remove_cvref_t<X>;
    if constexpr (std::same_as<Plain, bool>) {
      node = BooleanKind::from_literal(x, where);
    } else if constexpr (Integer<Plain> || std::same_as<Plain, Number>) {
      node = open_number(x, where);
    } else if constexpr (std::is_array_v<Plain>) {
      node = make_text(std::string(x, sizeof x - 1), nullptr, where);
    } else if constexpr (Struct<Plain>) {
      node = pack(std::forward<X>(x), where);
    } else if constexpr (std::is_enum_v<Plain>) {
      node = EnumKind<Plain>::from_literal(x, where);
    } else {
      node = x.node_at(where);
    }
  }
  template <class X>
    requires(Captured<X &&> && is_expression<std::remove_cvref_t<X>>::value)
  AnyOperand(X&&) MOZI_REJECT(MOZI_AUTO_CAPTURED);
  template <class X>
    requires(Captured<X &&> && is_place<std::remove_cvref_t<X>>::value)
  AnyOperand(X&&) MOZI_REJECT(MOZI_PLACE_CAPTURED);

 private:
  static NodeRef open_number(const Number& number, Location at);
};

/// The operand as a value of `type`: itself, widened, or the literal typed. Null, with a diagnostic
/// that begins with `what`, if it has another type.
NodeRef coerce(const AnyOperand& operand, const TypeRef& type, const std::string& what);

}  // namespace mozi::dsl
