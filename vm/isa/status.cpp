// The words for each Status.
#include "mozi/host.hpp"

namespace mozi {

std::string_view status_text(Status status) {
  switch (status) {
    case Status::running:
      return "running";
    case Status::success:
      return "success";
    case Status::revert:
      return "revert";
    case Status::out_of_gas:
      return "out of gas";
    case Status::stack_underflow:
      return "stack underflow";
    case Status::stack_overflow:
      return "stack overflow";
    case Status::undefined_opcode:
      return "undefined opcode";
    case Status::invalid_opcode:
      return "invalid opcode";
    case Status::bad_jump_destination:
      return "bad jump destination";
    case Status::invalid_memory_access:
      return "invalid memory access";
    case Status::static_mode_violation:
      return "static mode violation";
    case Status::call_depth_exceeded:
      return "call depth exceeded";
    case Status::insufficient_balance:
      return "insufficient balance";
    case Status::nonce_overflow:
      return "nonce overflow";
    case Status::contract_collision:
      return "contract collision";
    case Status::init_code_too_large:
      return "init code too large";
    case Status::code_too_large:
      return "code too large";
    case Status::code_starts_with_ef:
      return "code starts with 0xef";
    case Status::precompile_failure:
      return "precompile failure";
    case Status::feature_absent:
      return "feature absent";
    case Status::interrupted:
      return "interrupted";
    case Status::host_error:
      return "host error";
  }
  return "unknown status";
}

}  // namespace mozi
