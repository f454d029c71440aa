// The same transactions on chains that differ in who compiled the contracts: solc from
// OpenZeppelin's sources, and we from the library, with and without optimisation.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/abi/artifact.hpp"
#include "vm/chain/dev_chain.hpp"

namespace mozi::test {

/// What a transaction came to, as a caller sees it.
struct Outcome {
  bool success = false;
  Bytes output;
  std::vector<Log> logs;
  std::optional<Address> created;
  uint64_t gas = 0;          // of the transaction on OpenZeppelin's side
  uint64_t gas_of_ours = 0;  // and on ours with optimisation
};

/// A contract that both sides have under one name.
struct HostContract {
  abi::Interface interface;  // as solc writes it
  std::vector<Bytes> codes;  // init code for each chain
};

/// Chains in lockstep; the first runs OpenZeppelin. Every outcome is compared with the first one's.
class Lockstep {
 public:
  Lockstep();

  /// Reads a host's artifacts; fails the test if there are none.
  const HostContract& host(const std::string& name);
  /// Sends the same transaction on all chains. CHECKs that status, output and logs are equal;
  /// without a recipient, deploys the host.
  Outcome send(const chain::Request& request, const HostContract* deployed = nullptr);
  /// Asks all chains without a transaction. CHECKs that the answers are equal.
  Outcome call(const chain::Request& request);

  void mine(uint64_t blocks);
  void advance_time(uint64_t seconds);
  void set_balance(const Address& address, const Word& balance);
  [[nodiscard]] uint64_t number() const { return sides_.front()->number(); }
  [[nodiscard]] uint64_t timestamp() const { return sides_.front()->timestamp(); }
  [[nodiscard]] uint64_t chain_id() const { return 31337; }

 private:
  template <class Run>
  Outcome compare(const Run& run);

  std::vector<std::unique_ptr<chain::DevChain>> sides_;
  std::map<std::string, HostContract> hosts_;
};

/// An account with a key that follows from its name.
struct Signer {
  explicit Signer(const std::string& name);
  Hash key;
  Address address;
};

}  // namespace mozi::test
