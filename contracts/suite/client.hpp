// Calling contracts on a chain in the process: by signature, with values, with the gas kept.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tools/abi/interface.hpp"
#include "vm/chain/dev_chain.hpp"

namespace mozi::suite {

/// A contract on a chain.
struct Deployed {
  std::string name;
  Address address;
  abi::Interface interface;
};

/// Gas of the successful transactions to one function.
struct GasUse {
  uint64_t calls = 0;
  uint64_t least = ~uint64_t{0};
  uint64_t most = 0;
  uint64_t sum = 0;
};

/// A call that had to succeed did not: says which, and what it failed with.
struct CallFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Sends transactions and reads views. The chain must outlive the client.
class Client {
 public:
  using Arguments = std::vector<abi::Value>;

  explicit Client(chain::DevChain& chain) : chain_(&chain) {}

  /// Deploys a contract of the suite by its name. Throws CallFailed.
  Deployed deploy(const Address& from, std::string_view contract, const Arguments& arguments);
  /// The same at an address of choice, as a genesis does it: the constructor runs there, without a
  /// transaction. Throws CallFailed.
  Deployed deploy_at(const Address& address, const Address& from, std::string_view contract,
                     const Arguments& arguments);

  /// Sends a transaction that must succeed. Throws CallFailed with the decoded error otherwise.
  chain::Receipt send(const Address& from, const Deployed& to, std::string_view function,
                      const Arguments& arguments = {}, const Word& value = {});
  /// Sends a transaction that may revert. Throws CallFailed only if no block takes it.
  chain::Receipt try_send(const Address& from, const Deployed& to, std::string_view function,
                          const Arguments& arguments = {}, const Word& value = {});
  /// Sends plain wei. Throws CallFailed.
  chain::Receipt transfer(const Address& from, const Address& to, const Word& value);
  /// The results of a view. Throws CallFailed.
  std::vector<abi::Value> view(const Deployed& to, std::string_view function,
                               const Arguments& arguments = {});

  /// What an unsuccessful receipt's output means: "NothingToClaim()", "Panic: ...".
  static std::string explain(const Deployed& contract, const chain::Receipt& receipt);

  [[nodiscard]] chain::DevChain& chain() { return *chain_; }
  /// By "Contract.function".
  [[nodiscard]] const std::map<std::string, GasUse>& gas() const { return gas_; }

 private:
  chain::Receipt mine(chain::Request request, const std::string& what);
  void count(const std::string& what, const chain::Receipt& receipt);

  chain::DevChain* chain_;
  std::map<std::string, GasUse> gas_;
};

/// The contract of the suite with this name, parsed. Throws CallFailed if there is none.
abi::Interface interface_of(std::string_view contract);

}  // namespace mozi::suite
