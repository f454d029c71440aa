// Reverting with custom errors: selectors as traps where that is all, else encoded out of line.
#include "compiler/front/errors.hpp"

#include "compiler/front/abi_encode.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/logic.hpp"
#include "compiler/front/signatures.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

std::optional<ir::Trap> trap_of(Code& code, const ast::Node* error) {
  if (error == nullptr) return empty_trap();
  const auto& signature = code.unit.contract.errors[error->index];
  if (!signature.parameters.empty()) return std::nullopt;
  const auto selector = selector_of(signature.name, signature.parameters);
  ir::Trap trap{.kind = ir::Trap::Kind::error, .panic_code = 0, .selector = {}};
  for (unsigned i = 0; i < 4; ++i)
    trap.selector[i] = static_cast<uint8_t>(selector >> (24 - 8 * i));
  return trap;
}

void revert_with(Code& code, uint32_t index, std::span<const Val> arguments) {
  const auto& signature = code.unit.contract.errors[index];
  const auto selector = selector_of(signature.name, signature.parameters);
  const auto span = encode_temporary(code, selector, arguments);
  code.build.halt(ir::Terminator::Kind::revert, {span.at.id, span.size.id});
}

void revert_with(Code& code, const ast::Node* error) {
  if (const auto trap = trap_of(code, error)) return code.build.trap(*trap);
  const auto arguments = values(code, error->kids);
  code.locate(*error);
  revert_with(code, error->index, arguments);
}

void require_or(Code& code, const ast::Node& condition, bool wanted, const ast::Node* error) {
  if (const auto trap = trap_of(code, error))
    return ensure_condition(code, condition, wanted, *trap);
  Join passed(code, "passed");
  Join failed(code, "failed");
  if (wanted) {
    branch_on(code, condition, passed, failed);
  } else {
    branch_on(code, condition, failed, passed);
  }
  if (failed.enter()) {
    failed.cold();
    revert_with(code, error);
  }
  passed.enter();
}

void revert_with_return_data(Code& code) {
  const V size = code.returndatasize();
  code.effect(ir::Op::returndatacopy, {0, 0, size});
  const V start = code.num(0);
  code.build.halt(ir::Terminator::Kind::revert, {start.id, size.id});
}

}  // namespace mozi::front
