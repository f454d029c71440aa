// Running assembled code in one frame against a mock host.
#pragma once

#include "tests/support/bytecode.hpp"
#include "tests/support/mock_host.hpp"

namespace mozi::test {

inline constexpr int64_t plenty = 10'000'000;

/// The account whose code the tests run, and who calls it.
inline const Address self = address(0xaaaa);
inline const Address caller = address(0xcccc);

/// The message of a plain call with `gas`.
inline Message plain_message(int64_t gas = plenty) {
  Message m;
  m.gas = gas;
  m.recipient = m.code_address = self;
  m.sender = caller;
  return m;
}

/// Runs assembled `text` under `fork`.
inline Result run(std::string_view text, MockHost& host, Fork fork = default_fork,
                  const Message& m = plain_message()) {
  Vm vm({.fork = fork});
  return vm.execute(host, m, assemble(text));
}
inline Result run(std::string_view text, Fork fork = default_fork,
                  const Message& m = plain_message()) {
  MockHost host;
  return run(text, host, fork, m);
}

}  // namespace mozi::test
