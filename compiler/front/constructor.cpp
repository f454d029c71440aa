// The init code: the constructor with its arguments, then the runtime code with its immutables.
#include "compiler/front/constructor.hpp"

#include <algorithm>

#include "compiler/front/abi_decode.hpp"
#include "compiler/front/functions.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

/// Above this the arguments are copied to free memory.
constexpr uint64_t largest_static = 4096;

bool is_simple(const ast::Function& constructor) {
  const auto is_word_input = [](const ast::Parameter& p) { return is_word(*p.type); };
  return std::ranges::all_of(constructor.inputs, is_word_input) &&
         head_size(constructor.inputs) <= largest_static;
}

/// The arguments stand behind the code.
std::vector<Val> read_arguments(Code& code, const ast::Function& constructor) {
  if (constructor.inputs.empty()) return {};
  std::vector<TypeRef> types;
  for (const auto& input : constructor.inputs) types.push_back(input.type);
  const V offset = code.emit(ir::Op::args_offset, {});
  const V size = code.sub(code.emit(ir::Op::codesize, {}), offset);
  const uint64_t heads = head_size(constructor.inputs);
  code.refuse(code.lt(size, heads), empty_trap());
  if (is_simple(constructor)) {
    const V copy = code.static_memory(heads);
    code.effect(ir::Op::codecopy, {copy, offset, heads});
    return decode(code, types, copy, code.add(copy, heads));
  }
  const V copy = allocate(code, code.round_up(size));
  code.effect(ir::Op::codecopy, {copy, offset, size});
  return decode(code, types, copy, code.add(copy, size));
}

void lower(Code& code, const ast::Function* constructor) {
  const bool payable = constructor != nullptr && constructor->declared == ast::Mutability::payable;
  if (!payable) code.refuse(code.emit(ir::Op::callvalue, {}), empty_trap());
  const auto deploy = [&](const std::optional<Val>&) {
    code.build.halt(ir::Terminator::Kind::deploy);
  };
  if (constructor == nullptr) return deploy(std::nullopt);
  code.enter_scope("constructor", constructor->location);
  code.locate(constructor->location);
  auto arguments = read_arguments(code, *constructor);
  for (size_t i = 0; i < arguments.size(); ++i) {
    const auto& local = constructor->locals[i];
    arguments[i] = canonical(code, arguments[i], local.type, local.where);
  }
  lower_body(code, *constructor, std::move(arguments), deploy);
}

}  // namespace

void lower_constructor(Unit& unit) {
  const auto id = ir::add_function(unit.object, "constructor", 0, 0);
  unit.object.entry = id;
  unit.object.functions[id].is_entry = true;
  const auto is_constructor = [](const ast::Function& f) {
    return f.kind == ast::Function::Kind::constructor;
  };
  const auto found = std::ranges::find_if(unit.contract.functions, is_constructor);
  const auto* constructor = found == unit.contract.functions.end() ? nullptr : &*found;
  Code code(unit, id);
  code.build.at(0);
  try {
    lower(code, constructor);
  } catch (const Stop&) {
    return;
  }
}

}  // namespace mozi::front
