// Our values as EVMC's, and back.
#pragma once

#include <cstring>

#include "mozi/evmc_abi.h"
#include "mozi/fork.hpp"
#include "mozi/host.hpp"

namespace mozi::evmc {

inline evmc_address to_evmc(const Address& address) {
  evmc_address out;
  std::memcpy(out.bytes, address.bytes.data(), sizeof out.bytes);
  return out;
}
inline evmc_bytes32 to_evmc(const Word& word) {
  evmc_bytes32 out;
  word.store(out.bytes);
  return out;
}
inline evmc_bytes32 to_evmc(const Hash& hash) {
  evmc_bytes32 out;
  std::memcpy(out.bytes, hash.bytes.data(), sizeof out.bytes);
  return out;
}
inline Address to_address(const evmc_address& address) {
  Address out;
  std::memcpy(out.bytes.data(), address.bytes, sizeof address.bytes);
  return out;
}
inline Word to_word(const evmc_bytes32& bytes) {
  return Word::load(bytes.bytes);
}
inline Hash to_hash(const evmc_bytes32& bytes) {
  Hash out;
  std::memcpy(out.bytes.data(), bytes.bytes, sizeof bytes.bytes);
  return out;
}

/// `running` has no counterpart and must not come here.
[[nodiscard]] evmc_status_code to_evmc(Status status);
/// Codes of which we have no own become precompile_failure, a failure like any other.
[[nodiscard]] Status to_status(evmc_status_code code);

[[nodiscard]] evmc_message to_evmc(const Message& message);
/// The message without a view of EOF's code. Requires a kind up to EVMC_CREATE2.
[[nodiscard]] Message to_message(const evmc_message& message);

/// The fork of a revision; nothing for those we do not know.
[[nodiscard]] std::optional<Fork> to_fork(evmc_revision revision);
[[nodiscard]] evmc_revision to_evmc(Fork fork);

/// What another VM or host answered to a message with this gas, which is released.
[[nodiscard]] Result take_result(const evmc_result& result, int64_t gas);

/// A result that owns its output: `release` must be called.
[[nodiscard]] evmc_result to_evmc(const Result& result);

}  // namespace mozi::evmc
