// The state behind a test's world, and what all worlds of a program share.
#pragma once

#include <map>
#include <optional>

#include "mozi/test.hpp"
#include "tools/abi/artifact.hpp"
#include "tools/sources/source_library.hpp"
#include "vm/chain/dev_chain.hpp"

namespace mozi::test {

/// Gas of one function over all its calls.
struct FunctionGas {
  uint64_t calls = 0;
  uint64_t least = ~uint64_t{0};
  uint64_t most = 0;
  uint64_t sum = 0;
};

struct World::Shared {
  std::string folder;  // of the artifacts
  std::map<std::string, abi::Artifact, std::less<>> artifacts;
  Tracer* tracer = nullptr;
  std::map<std::string, FunctionGas> gas;  // by "Contract.function"
  uint64_t test_gas = 0;                   // of the test that runs

  /// The artifact of a contract of the project; says what there is if it has none.
  const abi::Artifact& artifact(std::string_view contract, At at);
};

struct World::State {
  explicit State(Shared& of) : shared(of) {}
  Shared& shared;
  chain::DevChain chain;
  std::vector<const abi::Artifact*> interfaces;
  Address sender;
  std::optional<Address> next_sender;
  std::vector<std::string> expected_events;

  Address take_sender();
};

}  // namespace mozi::test
