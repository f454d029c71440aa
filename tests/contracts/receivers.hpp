// Contracts that receive: ones that refuse, ones that call back, and ERC-721 receivers of all
// kinds.
#pragma once

#include <string>

#include "mozi/types.hpp"
#include "tests/support/bytecode.hpp"

namespace mozi::test {

/// Reverts without data whatever comes.
inline Bytes refuser() {
  return assemble("PUSH1 0; PUSH1 0; REVERT");
}

/// Returns or reverts with up to 32 bytes of hex, whatever comes.
inline Bytes answers_with(const std::string& hex, const char* how) {
  const auto bytes = parse_hex(hex).value();
  return assemble("PUSH32 " + hex + std::string(2 * (32 - bytes.size()), '0') +
                  "; PUSH1 0; MSTORE; PUSH1 " + std::to_string(bytes.size()) + "; PUSH1 0; " + how);
}
inline Bytes refuser_with(const std::string& hex) {
  return answers_with(hex, "REVERT");
}
inline Bytes returns(const std::string& hex) {
  return answers_with(hex, "RETURN");
}

/// Whenever it is called, calls `target` with `data`; slot 0 says whether that succeeded, slot 1
/// counts the calls.
inline Bytes calls_back(const Address& target, const Bytes& data) {
  std::string text = "PUSH1 1; SLOAD; PUSH1 1; ADD; PUSH1 1; SSTORE";
  for (size_t i = 0; i < data.size(); ++i)
    text += "; MSTORE8 " + std::to_string(i) + " " + std::to_string(data[i]);
  text += "; PUSH1 0; PUSH1 0; PUSH2 " + std::to_string(data.size()) +
          "; PUSH1 0; PUSH1 0; PUSH20 " + to_hex(target) + "; GAS; CALL; PUSH1 0; SSTORE; STOP";
  return assemble(text);
}

/// Forwards all calls to `target`, and reverts if they fail: a contract that insists.
inline Bytes insists_on(const Address& target, const Bytes& data) {
  std::string text;
  for (size_t i = 0; i < data.size(); ++i)
    text += "MSTORE8 " + std::to_string(i) + " " + std::to_string(data[i]) + "; ";
  text += "PUSH1 0; PUSH1 0; PUSH2 " + std::to_string(data.size()) + "; PUSH1 0; PUSH1 0; PUSH20 " +
          to_hex(target) + "; GAS; CALL";
  auto code = assemble(text);
  // Jumps over the revert if the call succeeded.
  const auto target_pc = code.size() + 4 + 5;
  const auto tail = assemble("PUSH2 " + std::to_string(target_pc) +
                             "; JUMPI; PUSH1 0; PUSH1 0; REVERT; JUMPDEST; STOP");
  code.insert(code.end(), tail.begin(), tail.end());
  return code;
}

}  // namespace mozi::test
