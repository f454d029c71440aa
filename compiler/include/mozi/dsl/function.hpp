// Functions of a contract: their registration, their parameters, and calls of internal ones.
#pragma once

#include <optional>

#include "mozi/dsl/signature.hpp"

namespace mozi::dsl {

/// What stands behind a function's parameter list.
enum class Attribute : uint8_t { payable, view, pure_, nonreentrant, override_ };
using enum Attribute;
/// The ABI name of a function that C++ cannot name: FN(void, register_, (), named("register")).
struct named {
  const char* name;
};

/// All attributes of a function.
struct Attributes {
  template <class... A>
  explicit Attributes(A... attribute) {
    (add(attribute), ...);
  }
  std::optional<ast::Mutability> mutability;
  bool nonreentrant = false;
  bool overrides = false;
  const char* name = nullptr;

 private:
  void add(Attribute attribute);
  void add(const named& other) { name = other.name; }
};

/// A result whose members are the function's outputs, one by one:
/// FN(Outputs<Quote>, quote, (U256 amount), view).
template <Struct S>
struct Outputs {
  using value_type = S;
  Outputs(S&& result) : value(std::move(result)) {}          // NOLINT: the struct is the result
  Outputs(const S& result) : value(result) {}                // NOLINT
  Outputs(Expression<S>&& call) : value(std::move(call)) {}  // NOLINT: a call that gives the struct
  S value;
};

template <class R>
struct result_traits {
  using type = R;
  static constexpr bool spread = false;
};
template <class S>
struct result_traits<Outputs<S>> {
  using type = S;
  static constexpr bool spread = true;
};
/// The value that a result type R gives.
template <class R>
using result_t = typename result_traits<R>::type;
/// Its type in the tree.
template <class R>
TypeRef result_type() {
  if constexpr (std::is_void_v<R>) {
    return nothing_type();
  } else {
    return type_of<result_t<R>>();
  }
}

/// The outputs of a function that returns R.
template <class R>
std::vector<ast::Parameter> outputs() {
  if constexpr (std::is_void_v<R>) {
    return {};
  } else if constexpr (result_traits<R>::spread) {
    return type_of<result_t<R>>()->members;
  } else {
    return {{"", type_of<R>()}};
  }
}

/// The parameter `index` of the function being traced.
template <class T>
T argument(uint32_t index) {
  Preset place(Tracer::current().parameter(index));
  return T{};
}

/// Records what a body returned at its end.
template <class R>
void record_result(R&& result) {
  if constexpr (result_traits<R>::spread) {
    record_result(std::forward<R>(result).value);
  } else if constexpr (Struct<R>) {
    const auto node = pack(std::forward<R>(result), {});
    Tracer::current().return_(node, node->begin, nullptr);
  } else {
    const auto [node, at] = Tracer::current().retract(result.node);
    Tracer::current().return_(node, at, nullptr);
  }
}

/// Describes a function whose `Body` is called with its parameters.
template <class R, class... A, class Body>
Described describe_function(ast::Function::Kind kind, const char* name, const char* list,
                            Location at, const Attributes& attributes, Body body) {
  ast::Function function;
  function.kind = kind;
  function.name = attributes.name != nullptr ? attributes.name : name;
  function.inputs = parameters<A...>(list);
  function.outputs = outputs<R>();
  function.spread_outputs = result_traits<R>::spread;
  function.declared = attributes.mutability;
  function.nonreentrant = attributes.nonreentrant;
  function.location = at;
  auto run = [body] {
    [&]<uint32_t... i>(std::integer_sequence<uint32_t, i...>) {
      if constexpr (std::is_void_v<R>) {
        body(argument<plain_t<A>>(i)...);
      } else {
        record_result<R>(body(argument<plain_t<A>>(i)...));
      }
    }(std::make_integer_sequence<uint32_t, sizeof...(A)>{});
  };
  return {std::move(function), result_type<R>(), std::move(run)};
}

template <class S>
class Registered;
/// A function that the outside calls, the constructor, receive or fallback.
template <class R, class... A>
class Registered<R(A...)> {
 public:
  template <class Body>
  Registered(ast::Function::Kind kind, const char* name, const char* list, Location at, Body body,
             const Attributes& attributes = Attributes()) {
    Tracer::current().function(describe_function<R, A...>(kind, name, list, at, attributes, body),
                               attributes.overrides);
  }
};

template <class S>
class Constructs;
/// A constructor, of a contract or of the mixin `owner`.
template <class... A>
class Constructs<void(A...)> {
 public:
  template <class Body>
  Constructs(std::string_view owner, const char* list, Location at, Body body,
             const Attributes& attributes = Attributes()) {
    Tracer::current().constructor(
        owner, describe_function<void, A...>(ast::Function::Kind::constructor, "", list, at,
                                             attributes, body));
  }
};
/// Says that a mixin's constructor is called here; in force until that is done.
CallSite construct_base(std::string_view owner, Location at);

template <class S>
class Internal;
/// An internal function: its body is compiled once, each call is a call.
template <class R, class... A>
class Internal<R(A...)> {
 public:
  template <class Body>
  Internal(const char* name, const char* list, Location at, Body body)
      : index_(Tracer::current().function(
            describe_function<R, A...>(ast::Function::Kind::internal, name, list, at, Attributes(),
                                       body),
            false)) {}
  Called<result_t<R>> operator()(Argument<plain_t<A>>... a,
                                 Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::call_internal, result_type<R>(), {a.node...}, at, at);
    node->index = index_;
    return Called<result_t<R>>(std::move(node));
  }
  template <class... X>
    requires(sizeof...(X) != sizeof...(A))
  Called<result_t<R>> operator()(X&&...) const MOZI_OTHER_COUNT;
  /// Which function of the contract this is.
  [[nodiscard]] uint32_t index() const { return index_; }

 private:
  uint32_t index_;
};

template <class S>
class Overriding;
/// The body that a mixin's internal function gets in a derived contract.
template <class R, class... A>
class Overriding<R(A...)> {
 public:
  template <class Body>
  Overriding(const Internal<R(A...)>& replaced, const char* name, const char* list, Location at,
             Body body) {
    Tracer::current().replace(
        replaced.index(), describe_function<R, A...>(ast::Function::Kind::internal, name, list, at,
                                                     Attributes(), body));
  }
};

/// A local variable that is initialised with a node.
template <class T>
T local_variable(const NodeRef& value, Location at) {
  if constexpr (Struct<T>) {
    Preset members(Tracer::current().unpack(value, at));
    return T{};
  } else {
    Preset variable({Tracer::current().declare(value->type, value, at)});
    return T{};
  }
}

template <class S>
class Inlined;
/// A function whose statements stand at each call, with the call site in the debug information.
template <class... A>
class Inlined<void(A...)> {
 public:
  explicit Inlined(std::function<void(A...)> body) : body_(std::move(body)) {}
  void operator()(Argument<plain_t<A>>... a, Location at = std::source_location::current()) const {
    const CallSite site(at);
    // A tuple, because its braces evaluate in order on every compiler.
    std::tuple<plain_t<A>...> locals{local_variable<plain_t<A>>(a.node, a.at)...};
    std::apply([&](auto&... local) { body_(std::move(local)...); }, locals);
  }

 private:
  std::function<void(A...)> body_;
};

}  // namespace mozi::dsl
