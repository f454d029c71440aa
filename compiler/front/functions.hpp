// The bodies of the author's functions: locals, returns, and the reentrancy lock around them.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// How many words an internal function takes and gives.
struct FunctionShape {
  size_t parameters = 0;
  size_t results = 0;
};
FunctionShape function_shape(const ast::Function& function);

/// Builds the IR function of an author's function that others call.
void lower_internal(Code& code, const ast::Function& function, std::span<const V> parameters);

/// Builds the body of a function that a caller from outside enters, with its parameters, and hands
/// its result to `finish`, which must end the call.
using Finish = std::function<void(std::optional<Val>)>;
void lower_body(Code& code, const ast::Function& function, std::vector<Val> parameters,
                const Finish& finish);

}  // namespace mozi::front
