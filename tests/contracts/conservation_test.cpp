// Many actors in random order, with indivisible amounts: no wei is created, lost or stuck.
#include "contracts/suite/cooperative.hpp"
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Cooperative;
using suite::Integer;
using suite::Rational;
using suite::to_integer;

namespace {

/// Money in equals claimed + owed + the treasury's, and no contract holds less than it owes.
void check_conservation(Cooperative& cooperative) {
  auto& client = cooperative.client();
  const auto& s = cooperative.suite();
  for (const auto* contract :
       {&s.marketplace, &s.lora_factory, &s.data_registry, &s.snap, &s.fee_distributor}) {
    INFO(contract->name);
    REQUIRE(client.chain().balance(contract->address) ==
            client.view(*contract, "totalOwed")[0].word);
  }
  const auto& model = cooperative.model();
  REQUIRE(model.inference_fees() + model.bridge_fees() + cooperative.mint_proceeds() +
              cooperative.block_rewards() + cooperative.funded() ==
          cooperative.total_claimed() + cooperative.total_owed() +
              to_integer(client.chain().balance(s.treasury.address)));
}

}  // namespace

TEST_CASE("fees, transfers, settlements and claims in any order conserve every wei") {
  for (const uint64_t seed : {1u, 2u, 3u}) {
    INFO("seed " << seed);
    chain::DevChain chain;
    Cooperative cooperative(chain, seed);
    suite::Random random(seed ^ 0xabcdef);
    for (int step = 0; step < 120; ++step) {
      INFO("step " << step);
      switch (random.below(8)) {
        case 0:
          cooperative.settle_all();
          break;
        case 1:
        case 2:
        case 3:
          cooperative.bridge();
          break;
        default:
          cooperative.serve();
      }
      if (step % 8 == 0) check_conservation(cooperative);
    }
    cooperative.settle_all();
    check_conservation(cooperative);
    cooperative.reward_developer();
    cooperative.govern();
    cooperative.settle_all();
    check_conservation(cooperative);
  }
}

TEST_CASE("everybody gets the exact share, less than a wei short per fee and settlement") {
  chain::DevChain chain;
  Cooperative cooperative(chain, 11);
  constexpr int fees = 150;
  for (int i = 0; i < fees; ++i) {
    cooperative.serve();
    cooperative.bridge();
  }
  cooperative.settle_all();
  const auto exact = cooperative.model().accounts();
  for (const auto& person : cooperative.people()) {
    const auto at = exact.find(person.address);
    if (at == exact.end()) continue;
    INFO(person.name);
    const Rational difference = Rational(to_integer(person.claimed)) - at->second;
    // A fee rounds a share down by less than 1 wei; neighbours in a list move it by less than 1.
    REQUIRE(difference < Rational(2 * fees));
    REQUIRE(difference > Rational(-2 * fees));
  }
}
