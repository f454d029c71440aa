// Lowers what stands close to the machine: opcodes, precompiles, code and return data as bytes.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

Val opcode(Code& code, const ast::Node& node);
Val precompile(Code& code, const ast::Node& node);
Val word_at(Code& code, const ast::Node& node);
Val memory_at(Code& code, const ast::Node& node);
Val code_of(Code& code, const ast::Node& node);
Val raw_log(Code& code, const ast::Node& node);

}  // namespace mozi::front
