// What the lowering of one object (init or runtime code) shares: the contract, helper functions,
// data.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>

#include "compiler/front/code.hpp"
#include "compiler/front/front.hpp"
#include "compiler/front/mutability.hpp"
#include "compiler/front/sources.hpp"

namespace mozi::front {

/// Thrown where lowering cannot go on with a function; the diagnostic has been recorded.
struct Stop {};

/// What both objects of a contract share.
struct Shared {
  const ast::Contract& contract;
  ir::Program& program;
  Sources& sources;
  const Options& options;
  const std::vector<Effects>& effects;  // of each function
  Diagnostics& diagnostics;
};

/// One object under construction.
class Unit : public Shared {
 public:
  enum class Role : uint8_t { init, runtime };
  Unit(const Shared& shared, ir::Object& target, Role part)
      : Shared(shared), object(target), role(part) {}

  ir::Object& object;
  const Role role;

  /// The IR function of the contract's function `index`, lowered when first asked for.
  ir::FunctionId function(uint32_t index);
  /// A function of the compiler's own. `key` names it wholly: the same key is the same function.
  /// `body` gets the parameters and must end the function with a `ret`.
  using Body = std::function<void(Code&, std::span<const V>)>;
  ir::FunctionId helper(const std::string& key, size_t parameters, size_t results, Body body);
  /// The data segment with these bytes.
  uint32_t data(std::string_view name, Bytes bytes);
  /// Builds the functions that were asked for, until none is left.
  void finish();

  [[noreturn]] void fail(const ast::Location& at, std::string message);

 private:
  void enqueue(ir::FunctionId id, Body body);

  std::map<std::string, ir::FunctionId, std::less<>> helpers_;
  std::map<uint32_t, ir::FunctionId> functions_;
  std::deque<std::pair<ir::FunctionId, Body>> queue_;
};

}  // namespace mozi::front
