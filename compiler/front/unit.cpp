// What the lowering of one object (init or runtime code) shares: the contract, helper functions,
// data.
#include "compiler/front/unit.hpp"

#include <algorithm>

#include "compiler/front/functions.hpp"

namespace mozi::front {

void Unit::enqueue(ir::FunctionId id, Body body) {
  queue_.emplace_back(id, std::move(body));
}

ir::FunctionId Unit::function(uint32_t index) {
  const auto found = functions_.find(index);
  if (found != functions_.end()) return found->second;
  const auto& function = contract.functions[index];
  const auto shape = function_shape(function);
  const auto id = ir::add_function(object, function.name, shape.parameters, shape.results);
  object.functions[id].location = sources.statement(function.location);
  functions_.emplace(index, id);
  enqueue(id, [&function](Code& code, std::span<const V> parameters) {
    lower_internal(code, function, parameters);
  });
  return id;
}

ir::FunctionId Unit::helper(const std::string& key, size_t parameters, size_t results, Body body) {
  const auto found = helpers_.find(key);
  if (found != helpers_.end()) return found->second;
  const auto id = ir::add_function(object, key, parameters, results);
  helpers_.emplace(key, id);
  enqueue(id, std::move(body));
  return id;
}

uint32_t Unit::data(std::string_view name, Bytes bytes) {
  const auto same = [&](const ir::DataSegment& s) { return s.bytes == bytes; };
  const auto found = std::ranges::find_if(object.data, same);
  if (found != object.data.end()) return static_cast<uint32_t>(found - object.data.begin());
  object.data.push_back({std::string(name), std::move(bytes)});
  return static_cast<uint32_t>(object.data.size() - 1);
}

void Unit::finish() {
  while (!queue_.empty()) {
    auto [id, body] = std::move(queue_.front());
    queue_.pop_front();
    Code code(*this, id);
    code.build.at(0);
    std::vector<V> parameters;
    const auto count = object.functions[id].blocks[0].parameters.size();
    for (size_t i = 0; i < count; ++i) parameters.push_back({code.build.parameter(0, i)});
    try {
      body(code, parameters);
    } catch (const Stop&) {
      continue;  // recorded; the other functions may have mistakes of their own
    }
  }
}

void Unit::fail(const ast::Location& at, std::string message) {
  diagnostics.push_back({ast::Diagnostic::Severity::error, at, std::move(message)});
  throw Stop{};
}

}  // namespace mozi::front
