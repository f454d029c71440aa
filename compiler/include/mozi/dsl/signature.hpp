// Events and errors of a contract, callable with typed arguments.
#pragma once

#include <string_view>
#include <tuple>

#include "mozi/dsl/control.hpp"

namespace mozi::dsl {

/// The names in a parameter list's text: "(Bytes32 jobId, Map<A, B> m)" gives jobId and m. A name
/// that is a word of C++ is written with an underscore behind it: class_ gives class.
std::vector<std::string> parameter_names(std::string_view list);

template <class A>
ast::Parameter parameter(const std::string& name) {
  return {name, type_of<plain_t<A>>(), plain<A>::indexed};
}

/// The parameters whose types are A and whose names are in `list`.
template <class... A>
std::vector<ast::Parameter> parameters(const char* list) {
  const auto names = parameter_names(list);
  std::vector<ast::Parameter> all;
  size_t i = 0;
  ((all.push_back(parameter<A>(i < names.size() ? names[i] : "")), ++i), ...);
  return all;
}

/// The hash of a signature: an event's topic; its first four bytes are a selector.
Word signature_hash(std::string_view name, const std::vector<ast::Parameter>& inputs);
/// The selector of a function or error, in the low four bytes.
Word selector_of(std::string_view name, const std::vector<ast::Parameter>& inputs);

/// What an ERROR may be used for besides require and revert.
enum class ErrorUse : uint8_t {
  ordinary,
  on_reentrancy,    // a nonreentrant function is entered twice
  on_empty_result,  // a call's target has no code, or returns too little
};
using enum ErrorUse;
/// An EVENT without its signature as first topic.
enum class EventForm : uint8_t { with_topic, anonymous };
using enum EventForm;

template <class S>
class Event;
template <class... A>
class Event<void(A...)> {
 public:
  Event(const char* name, const char* list, Location at, EventForm form = with_topic)
      : topic_(signature_hash(name, parameters<A...>(list))),
        index_(Tracer::current().event({name, parameters<A...>(list), form == anonymous, at})) {}
  template <class... X>
    requires(sizeof...(X) != sizeof...(A))
  Logged operator()(X&&...) const MOZI_OTHER_COUNT;
  /// The first topic of its logs, unless it is anonymous.
  [[nodiscard]] Constant<Bytes32> topic() const { return Constant<Bytes32>::of_word(topic_); }
  Logged operator()(Argument<plain_t<A>>... a,
                    Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::event, nullptr, {a.node...}, at, at);
    node->index = index_;
    return {std::move(node)};
  }

 private:
  Word topic_;
  uint32_t index_;
};

template <class S>
class ErrorType;
template <class... A>
class ErrorType<void(A...)> {
 public:
  ErrorType(const char* name, const char* list, Location at, ErrorUse use = ordinary)
      : selector_(selector_of(name, parameters<A...>(list)) << 224),
        index_(Tracer::current().error({name, parameters<A...>(list), false, at})) {
    if (use == on_reentrancy) Tracer::current().on_reentrancy(index_);
    if (use == on_empty_result) Tracer::current().on_empty_result(index_);
    static_assert(!(plain<A>::indexed || ...), "only events have Indexed parameters");
  }
  template <class... X>
    requires(sizeof...(X) != sizeof...(A))
  Raised operator()(X&&...) const MOZI_OTHER_COUNT;
  /// The first four bytes of its revert data.
  [[nodiscard]] Constant<Bytes4> selector() const { return Constant<Bytes4>::of_word(selector_); }
  /// Which error of the contract this is.
  [[nodiscard]] uint32_t index() const { return index_; }
  Raised operator()(Argument<plain_t<A>>... a,
                    Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::error, nullptr, {a.node...}, at, at);
    node->index = index_;
    return {std::move(node)};
  }

 private:
  Word selector_;
  uint32_t index_;
};

/// What a failure's data must be for a branch of this error: its selector, and room for `size`
/// bytes.
class CatchCustomScope : public TypedCatchScope {
 protected:
  CatchCustomScope(const Word& selector, Location at);
  /// The arguments, decoded as locals; malformed ones revert.
  [[nodiscard]] std::vector<NodeRef> arguments(const TypeRef& tuple, Location at) const;
  Location at_;
};

/// CatchAs: the call reverted with a certain error.
template <class S>
class CatchAsScope;
template <class... A>
class CatchAsScope<void(A...)> : public CatchCustomScope {
 public:
  CatchAsScope(const ErrorType<void(A...)>& error, Location at)
      : CatchCustomScope(error.selector().word(), at),
        parameters_(Tracer::current().error_parameters(error.index())) {}
  /// The error's arguments.
  std::tuple<plain_t<A>...> arguments() const {
    ast::Type tuple;
    tuple.kind = ast::Type::Kind::structure;
    tuple.members = parameters_;
    const Preset locals(
        CatchCustomScope::arguments(std::make_shared<const ast::Type>(std::move(tuple)), at_));
    // Braces evaluate in order on every compiler.
    return std::tuple<plain_t<A>...>{plain_t<A>{}...};
  }

 private:
  std::vector<ast::Parameter> parameters_;
};
template <class S>
CatchAsScope(const ErrorType<S>&, Location) -> CatchAsScope<S>;

}  // namespace mozi::dsl
