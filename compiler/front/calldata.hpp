// Values that stay in calldata: parameters and what their offsets lead to, checked as solc does.
#pragma once

#include "compiler/front/code.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

/// The part of type `type` whose head stands at `at`, inside something that begins at `base`. Words
/// are not read yet; offsets are followed and checked.
Val calldata_part(Code& code, const TypeRef& type, V base, V at);

/// A parameter whose head stands at the constant position `at` behind the selector. What is wrong
/// with it goes into `bad`, to be tested together with the other parameters.
Val calldata_parameter(Code& code, const TypeRef& type, uint64_t at, Refusals& bad);

}  // namespace mozi::front
