// A marketplace that says of every model that one owner has it, to bring fees to the registries
// directly.
#pragma once

#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"

namespace mozi::test {

/// A suite whose two registries take fees of any size from `market`; `owner` owns all models.
struct FakeMarket : World {
  Address market = funded("market");
  Address owner = funded("owner");
  std::vector<Address> attesters;

  FakeMarket() {
    chain.set_balance(market, Word{1} << 200);
    chain.set_code(market, returns(to_hex(owner.to_word().to_bytes())));
    for (const auto* registry : {&suite.lora_factory, &suite.data_registry})
      send(governance, *registry, "setMarketplace", {market});
    for (int i = 0; i < 8; ++i) {
      attesters.push_back(funded("attester " + std::to_string(i)));
      for (const auto* registry : {&suite.lora_factory, &suite.data_registry})
        send(governance, *registry, "setAttester", {attesters.back(), true});
    }
  }
  suite::Integer number(const Deployed& contract, std::string_view function,
                        const Client::Arguments& arguments = {}) {
    return suite::to_integer(view(contract, function, arguments).word);
  }
  /// An adapter of `creator` for the base model "base".
  Hash adapter(const Address& creator, std::string_view name,
               const std::vector<Value>& parents = {}, const std::vector<Value>& bps = {}) {
    send(creator, suite.lora_factory, "createAdapter",
         {tag("base"), tag(name), 8, "ipfs://a", parents, bps});
    return hash_of({creator.to_word(), tag("base").to_word(), tag(name).to_word()});
  }
  /// The owner of the model adopts it, and one attester attests the gain.
  void adopt(const Hash& adapter, const Hash& model, uint64_t gain) {
    send(owner, suite.lora_factory, "adopt", {adapter, model});
    send(attesters[0], suite.lora_factory, "attestImprovement", {adapter, model, 0, gain});
  }
  Hash dataset(const Address& provider, std::string_view name, uint64_t size) {
    send(provider, suite.data_registry, "registerDataset", {tag(name), size, "ipfs://d"});
    return hash_of({tag(name).to_word()});
  }
};

inline std::string text(const Address& a) {
  return abi::to_checksum(a);
}
inline std::string text(const Hash& h) {
  return to_hex(h);
}

}  // namespace mozi::test
