// Our values as EVMC's, and back.
#include "vm/evmc/convert.hpp"

#include <algorithm>
#include <cstdlib>

namespace mozi::evmc {
namespace {

struct StatusPair {
  Status ours;
  evmc_status_code theirs;
};
// Of several rows with the same code, the first is what it means coming back.
// clang-format off
constexpr StatusPair statuses[] = {
    {Status::success,               EVMC_SUCCESS},
    {Status::revert,                EVMC_REVERT},
    {Status::out_of_gas,            EVMC_OUT_OF_GAS},
    {Status::stack_underflow,       EVMC_STACK_UNDERFLOW},
    {Status::stack_overflow,        EVMC_STACK_OVERFLOW},
    {Status::undefined_opcode,      EVMC_UNDEFINED_INSTRUCTION},
    {Status::invalid_opcode,        EVMC_INVALID_INSTRUCTION},
    {Status::bad_jump_destination,  EVMC_BAD_JUMP_DESTINATION},
    {Status::invalid_memory_access, EVMC_INVALID_MEMORY_ACCESS},
    {Status::static_mode_violation, EVMC_STATIC_MODE_VIOLATION},
    {Status::call_depth_exceeded,   EVMC_CALL_DEPTH_EXCEEDED},
    {Status::insufficient_balance,  EVMC_INSUFFICIENT_BALANCE},
    {Status::precompile_failure,    EVMC_PRECOMPILE_FAILURE},
    {Status::feature_absent,        EVMC_PRECOMPILE_FAILURE},
    {Status::code_starts_with_ef,   EVMC_CONTRACT_VALIDATION_FAILURE},
    {Status::init_code_too_large,   EVMC_OUT_OF_GAS},  // as the execution specification has it
    {Status::code_too_large,        EVMC_OUT_OF_GAS},
    {Status::contract_collision,    EVMC_FAILURE},
    {Status::nonce_overflow,        EVMC_FAILURE},
    {Status::host_error,            EVMC_INTERNAL_ERROR},
    {Status::host_error,            EVMC_OUT_OF_MEMORY},
    {Status::interrupted,           EVMC_INTERNAL_ERROR},
};

struct KindPair {
  CallKind ours;
  evmc_call_kind theirs;
};
constexpr KindPair kinds[] = {
    {CallKind::call,         EVMC_CALL},
    {CallKind::staticcall,   EVMC_CALL},
    {CallKind::callcode,     EVMC_CALLCODE},
    {CallKind::delegatecall, EVMC_DELEGATECALL},
    {CallKind::create,       EVMC_CREATE},
    {CallKind::create2,      EVMC_CREATE2},
};

struct ForkPair {
  Fork ours;
  evmc_revision theirs;
};
constexpr ForkPair forks[] = {
    {Fork::frontier,       EVMC_FRONTIER},
    {Fork::homestead,      EVMC_HOMESTEAD},
    {Fork::tangerine,      EVMC_TANGERINE_WHISTLE},
    {Fork::spurious,       EVMC_SPURIOUS_DRAGON},
    {Fork::byzantium,      EVMC_BYZANTIUM},
    {Fork::constantinople, EVMC_CONSTANTINOPLE},
    {Fork::petersburg,     EVMC_PETERSBURG},
    {Fork::istanbul,       EVMC_ISTANBUL},
    {Fork::berlin,         EVMC_BERLIN},
    {Fork::london,         EVMC_LONDON},
    {Fork::paris,          EVMC_PARIS},
    {Fork::shanghai,       EVMC_SHANGHAI},
    {Fork::cancun,         EVMC_CANCUN},
    {Fork::prague,         EVMC_PRAGUE},
    {Fork::osaka,          EVMC_OSAKA},
};
// clang-format on

void release_output(const evmc_result* result) {
  std::free(const_cast<uint8_t*>(result->output_data));
}

}  // namespace

evmc_status_code to_evmc(Status status) {
  const auto* row = std::ranges::find(statuses, status, &StatusPair::ours);
  return row == std::end(statuses) ? EVMC_INTERNAL_ERROR : row->theirs;
}

Status to_status(evmc_status_code code) {
  const auto* row = std::ranges::find(statuses, code, &StatusPair::theirs);
  return row == std::end(statuses) ? Status::precompile_failure : row->ours;
}

evmc_message to_evmc(const Message& message) {
  evmc_message out{};
  out.kind = std::ranges::find(kinds, message.kind, &KindPair::ours)->theirs;
  if (message.is_static) out.flags |= EVMC_STATIC;
  if (message.delegated) out.flags |= EVMC_DELEGATED;
  out.depth = message.depth;
  out.gas = message.gas;
  out.recipient = to_evmc(message.recipient);
  out.sender = to_evmc(message.sender);
  out.input_data = message.input.data();
  out.input_size = message.input.size();
  out.value = to_evmc(message.value);
  out.create2_salt = to_evmc(message.salt);
  out.code_address = to_evmc(message.code_address);
  return out;
}

Message to_message(const evmc_message& message) {
  Message out;
  out.is_static = (message.flags & EVMC_STATIC) != 0;
  out.kind = std::ranges::find(kinds, message.kind, &KindPair::theirs)->ours;
  if (out.kind == CallKind::call && out.is_static) out.kind = CallKind::staticcall;
  out.delegated = (message.flags & EVMC_DELEGATED) != 0;
  out.depth = message.depth;
  out.gas = message.gas;
  out.recipient = to_address(message.recipient);
  out.sender = to_address(message.sender);
  out.code_address = to_address(message.code_address);
  out.value = to_word(message.value);
  out.salt = to_hash(message.create2_salt);
  out.input = {message.input_data, message.input_size};
  return out;
}

std::optional<Fork> to_fork(evmc_revision revision) {
  const auto* row = std::ranges::find(forks, revision, &ForkPair::theirs);
  return row == std::end(forks) ? std::nullopt : std::optional(row->ours);
}

evmc_revision to_evmc(Fork fork) {
  const auto* row = std::ranges::find(forks, fork, &ForkPair::ours);
  return row == std::end(forks) ? EVMC_OSAKA : row->theirs;
}

Result take_result(const evmc_result& got, int64_t gas) {
  Result result;
  result.status = to_status(got.status_code);
  // Nobody gives back more than he got.
  result.gas_left = std::clamp<int64_t>(got.gas_left, 0, std::max<int64_t>(gas, 0));
  result.gas_refund = got.gas_refund;
  result.created = to_address(got.create_address);
  if (got.output_data != nullptr)
    result.output.assign(got.output_data, got.output_data + got.output_size);
  if (got.release != nullptr) got.release(&got);
  return result;
}

evmc_result to_evmc(const Result& result) {
  evmc_result out{};
  out.status_code = to_evmc(result.status);
  out.gas_left = result.gas_left;
  out.gas_refund = result.gas_refund;
  out.create_address = to_evmc(result.created);
  if (result.output.empty()) return out;
  auto* copy = static_cast<uint8_t*>(std::malloc(result.output.size()));
  if (copy == nullptr) {
    out.status_code = EVMC_OUT_OF_MEMORY;
    out.gas_left = out.gas_refund = 0;
    return out;
  }
  std::memcpy(copy, result.output.data(), result.output.size());
  out.output_data = copy;
  out.output_size = result.output.size();
  out.release = release_output;
  return out;
}

}  // namespace mozi::evmc
