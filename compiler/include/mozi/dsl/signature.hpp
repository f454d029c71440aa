// Events and errors of a contract, callable with typed arguments.
#pragma once

#include <string_view>

#include "mozi/dsl/statement.hpp"

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
      : index_(Tracer::current().event({name, parameters<A...>(list), form == anonymous, at})) {}
  Logged operator()(Argument<plain_t<A>>... a,
                    Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::event, nullptr, {a.node...}, at, at);
    node->index = index_;
    return {std::move(node)};
  }

 private:
  uint32_t index_;
};

template <class S>
class ErrorType;
template <class... A>
class ErrorType<void(A...)> {
 public:
  ErrorType(const char* name, const char* list, Location at, ErrorUse use = ordinary)
      : index_(Tracer::current().error({name, parameters<A...>(list), false, at})) {
    if (use == on_reentrancy) Tracer::current().on_reentrancy(index_);
    if (use == on_empty_result) Tracer::current().on_empty_result(index_);
    static_assert(!(plain<A>::indexed || ...), "only events have Indexed parameters");
  }
  Raised operator()(Argument<plain_t<A>>... a,
                    Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::error, nullptr, {a.node...}, at, at);
    node->index = index_;
    return {std::move(node)};
  }

 private:
  uint32_t index_;
};

}  // namespace mozi::dsl
