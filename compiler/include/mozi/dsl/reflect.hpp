// Names and members of plain structs, without macros and without language reflection.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__clang__)
// The objects that member pointers are taken of are never defined, on purpose.
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

namespace mozi::dsl::reflect {

inline constexpr size_t max_members = 16;

struct Anything {
  template <class T>
  operator T() const;
};

template <class T, size_t n>
consteval bool takes() {
  return []<size_t... i>(std::index_sequence<i...>) {
    return requires { T{(static_cast<void>(i), Anything{})...}; };
  }(std::make_index_sequence<n>{});
}

/// The number of members. Counted from above, since members need not be default-constructible.
template <class T, size_t n = max_members + 1>
consteval size_t arity() {
  if constexpr (n == 0) {
    return 0;
  } else if constexpr (takes<T, n>()) {
    return n;
  } else {
    return arity<T, n - 1>();
  }
}

/// Pointers to the members of `object`.
template <class T>
constexpr auto members(T& object) {
  constexpr size_t n = arity<std::remove_cv_t<T>>();
  static_assert(n > 0, "a struct of the language has members, all of them of its types");
  static_assert(n <= max_members, "a struct of the language has at most 16 members");
#define MOZI_MEMBERS(count, ...)                                            \
  if constexpr (n == count) {                                               \
    auto& [__VA_ARGS__] = object;                                           \
    return [](auto&... each) { return std::tuple(&each...); }(__VA_ARGS__); \
  }
  // clang-format off
  MOZI_MEMBERS(1, a)
  MOZI_MEMBERS(2, a, b)
  MOZI_MEMBERS(3, a, b, c)
  MOZI_MEMBERS(4, a, b, c, d)
  MOZI_MEMBERS(5, a, b, c, d, e)
  MOZI_MEMBERS(6, a, b, c, d, e, f)
  MOZI_MEMBERS(7, a, b, c, d, e, f, g)
  MOZI_MEMBERS(8, a, b, c, d, e, f, g, h)
  MOZI_MEMBERS(9, a, b, c, d, e, f, g, h, i)
  MOZI_MEMBERS(10, a, b, c, d, e, f, g, h, i, j)
  MOZI_MEMBERS(11, a, b, c, d, e, f, g, h, i, j, k)
  MOZI_MEMBERS(12, a, b, c, d, e, f, g, h, i, j, k, l)
  MOZI_MEMBERS(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
  MOZI_MEMBERS(14, a, b, c, d, e, f, g, h, i, j, k, l, m, o)
  MOZI_MEMBERS(15, a, b, c, d, e, f, g, h, i, j, k, l, m, o, p)
  MOZI_MEMBERS(16, a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q)
  // clang-format on
#undef MOZI_MEMBERS
}

template <class T>
struct Wrapper {
  T value;
};
template <class T>
extern const Wrapper<T> specimen;
template <class T>
struct Pointer {
  const T* to;
};

constexpr bool is_name_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The last identifier of what the compiler calls the pointed-to member.
template <auto pointer>
consteval std::string_view pointee_name() {
  const std::string_view text = __PRETTY_FUNCTION__;
  size_t end = text.find_last_of(")}");
  while (!is_name_character(text[end - 1])) --end;
  size_t begin = end;
  while (is_name_character(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

template <class T, size_t i>
using Member = std::remove_cvref_t<decltype(*std::get<i>(members(specimen<T>.value)))>;

template <class T, size_t i>
consteval std::string_view member_name() {
  return pointee_name<Pointer{std::get<i>(members(specimen<T>.value))}>();
}

/// Calls `f` with the std::integral_constant of each member's index, in order.
template <class T, class F>
constexpr void for_each_member(F&& f) {
  [&]<size_t... i>(std::index_sequence<i...>) {
    (f(std::integral_constant<size_t, i>{}), ...);
  }(std::make_index_sequence<arity<T>()>{});
}

/// A type's name with its namespaces, as the compiler writes it.
template <class T>
consteval std::string_view qualified_name() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const size_t begin = text.find("T = ") + 4;
  const size_t end = text.find_first_of(";]", begin);
  return text.substr(begin, end - begin);
}

/// The name an author reads: "FeeSplitter.Split". Namespaces start in lower case and are left out.
std::string author_name(std::string_view qualified);

template <auto value>
consteval bool is_enumerator() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const size_t begin = text.find("value = ") + 8;
  return text[begin] != '(' && !(text[begin] >= '0' && text[begin] <= '9');
}

/// The number of enumerators of an enumeration that counts from 0.
template <class E, size_t n = 0>
consteval size_t enumerators() {
  if constexpr (n >= 256 || !is_enumerator<static_cast<E>(n)>()) {
    return n;
  } else {
    return enumerators<E, n + 1>();
  }
}

}  // namespace mozi::dsl::reflect
