// GovernorVault: what a proposal needs is told from its calls, however they are dressed.
#include <boost/multiprecision/cpp_int.hpp>

#include "tests/contracts/governor_world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

struct Classes : GovernedWorld {
  Bytes pause_selector;

  Classes() {
    next_epoch();
    contribute(alice, 89);
    contribute(bob, 11);
    next_epoch();
    hand_over(client, suite, carol);
    // As if governance had said so: the governor sends the calls itself.
    chain.set_balance(governor.address, ether);
    for (const auto* contract : {&suite.marketplace, &suite.fee_distributor, &suite.snap})
      send(governor.address, governor, "setClass",
           {contract->address, selector(*contract, "pause"), 6});
    send(governor.address, governor, "setClass",
         {suite.ledger.address, selector(suite.ledger, "setWeight"), 0});
    chain.set_balance(governor.address, {});
  }
  static Bytes selector(const Deployed& contract, std::string_view function) {
    const auto found = contract.interface.find_function(function).value()->selector();
    return {found.begin(), found.end()};
  }
  uint64_t class_of(Proposal p) {
    p.description = "number " + std::to_string(++count_);
    const auto id = propose(count_ % 2 == 0 ? alice : bob, p);
    chain.mine(delay + period + 1);  // makes room for more
    return view(governor, "proposalClass", {id}).word.low();
  }
  static Word salt(uint64_t amount) { return Word{amount} * ether; }
  Proposal spend(const Word& amount) {
    Proposal p;
    return p.add(suite.treasury, "spend", {alice, amount, Bytes{}});
  }
  Proposal execute(const Address& target, const Word& value, const Bytes& data) {
    Proposal p;
    return p.add(suite.treasury, "execute", {target, value, data});
  }

 private:
  int count_ = 0;
};

}  // namespace

TEST_CASE("the class of a call is what governance said, by default an upgrade") {
  Classes w;
  const auto& ledger = w.suite.ledger;
  CHECK(w.class_of(Proposal{}.add(ledger, "setWeight", {1, 1})) == 0);
  CHECK(w.class_of(Proposal{}.add(ledger, "setRecorder", {1, w.alice, true})) == 3);
  CHECK(w.class_of(Proposal{}.add(w.alice, {})) == 3);
  CHECK(w.class_of(Proposal{}.add(ledger.address, Bytes{1, 2, 3})) == 3);
  CHECK(w.class_of(Proposal{}.add(w.suite.marketplace, "pause")) == 6);
  CHECK(w.number("classOf", {ledger.address, Classes::selector(ledger, "setWeight")}) == 0);
  CHECK(w.number("classOf", {w.alice, Bytes(4)}) == 3);
}

TEST_CASE("what concerns the governor or governance itself amends the constitution") {
  Classes w;
  CHECK(w.class_of(Proposal{}.add(w.governor, "setVotingDelay", {1})) == 5);
  CHECK(w.class_of(Proposal{}.add(w.governor.address, {})) == 5);
  for (const auto* contract : w.suite.all()) {
    if (contract == &w.suite.governor) continue;
    CHECK(w.class_of(Proposal{}.add(*contract, "transferGovernance", {w.alice})) == 5);
  }
  CHECK(w.class_of(Proposal{}.add(w.suite.ledger, "acceptGovernance")) == 5);
  CHECK(w.class_of(Proposal{}.add(w.suite.ledger, "cancelGovernanceTransfer")) == 5);
  CHECK(w.class_of(Proposal{}.add(w.governor, "fundBonus")) == 1);
  CHECK(w.class_of(Proposal{}.add(w.governor, "fundBonus", {}, Classes::salt(100'001))) == 4);
  // Entries for these are ignored.
  w.chain.set_balance(w.governor.address, ether);
  for (const auto& [target, selector] :
       {std::pair{w.governor.address, Classes::selector(w.governor, "setVotingDelay")},
        std::pair{w.suite.treasury.address, Classes::selector(w.suite.treasury, "spend")},
        std::pair{w.suite.ledger.address, Classes::selector(w.suite.ledger, "transferGovernance")}})
    w.send(w.governor.address, w.governor, "setClass", {target, selector, 0});
  w.chain.set_balance(w.governor.address, {});
  CHECK(w.class_of(Proposal{}.add(w.governor, "setVotingDelay", {2})) == 5);
  CHECK(w.class_of(Proposal{}.add(w.suite.ledger, "transferGovernance", {w.bob})) == 5);
  CHECK(w.class_of(w.spend(Word{1})) == 1);
}

TEST_CASE("treasury money is added up over a proposal, also inside of executed calls") {
  Classes w;
  CHECK(w.class_of(w.spend(Classes::salt(100'000))) == 1);
  CHECK(w.class_of(w.spend(Classes::salt(100'000) + Word{1})) == 4);
  Proposal many;
  for (int i = 0; i < 10; ++i)
    many.add(w.suite.treasury, "spend", {w.alice, Classes::salt(10'000), Bytes{}});
  CHECK(w.class_of(many) == 1);
  many.values.back() = Value(0);
  many.calls.back() = Value(World::call_data(w.suite.treasury, "spend",
                                             {w.alice, Classes::salt(10'000) + Word{1}, Bytes{}}));
  CHECK(w.class_of(many) == 4);
  CHECK(w.class_of(w.execute(w.suite.snap.address, Classes::salt(100'001), {})) == 4);
}

TEST_CASE("a call through the treasury is as strict as the call itself") {
  Classes w;
  const auto inner = [&](const Deployed& to, std::string_view function,
                         const Client::Arguments& arguments) {
    return World::call_data(to, function, arguments);
  };
  const auto& ledger = w.suite.ledger;
  CHECK(w.class_of(w.execute(ledger.address, {}, inner(ledger, "setWeight", {1, 1}))) == 1);
  CHECK(w.class_of(
            w.execute(ledger.address, {}, inner(ledger, "setRecorder", {1, w.alice, true}))) == 3);
  CHECK(w.class_of(w.execute(ledger.address, {}, inner(ledger, "transferGovernance", {w.alice}))) ==
        5);
  CHECK(w.class_of(w.execute(w.governor.address, {}, inner(w.governor, "setVotingDelay", {1}))) ==
        5);
  CHECK(w.class_of(w.execute(w.governor.address, Classes::salt(1),
                             inner(w.governor, "fundBonus", {}))) == 1);
  // The treasury through the treasury, twice over, with its money.
  const auto twice =
      inner(w.suite.treasury, "execute",
            {w.suite.treasury.address, Word{},
             inner(w.suite.treasury, "spend", {w.alice, Classes::salt(200'000), Bytes{}})});
  CHECK(w.class_of(w.execute(w.suite.treasury.address, {}, twice)) == 4);
  const auto hidden =
      inner(w.suite.treasury, "execute",
            {ledger.address, Word{}, inner(ledger, "transferGovernance", {w.alice})});
  CHECK(w.class_of(w.execute(w.suite.treasury.address, {}, hidden)) == 5);
  // An emergency inside of a payment is none.
  CHECK(w.class_of(w.execute(w.suite.snap.address, {}, inner(w.suite.snap, "pause", {}))) == 3);
}

TEST_CASE("payments that the treasury could not read are not proposed") {
  Classes w;
  auto data = World::call_data(w.suite.treasury, "spend", {w.alice, 1, Bytes{}});
  data.resize(40);
  CHECK_FALSE(
      w.refused(w.alice, "propose", Proposal{}.add(w.suite.treasury.address, data).proposed())
          .empty());
}

TEST_CASE("an emergency is one only if every call is") {
  Classes w;
  Proposal both;
  both.add(w.suite.marketplace, "pause").add(w.suite.snap, "pause");
  CHECK(w.class_of(both) == 6);
  both.add(w.suite.ledger, "setWeight", {1, 1});
  CHECK(w.class_of(both) == 3);
  Proposal with_money;
  with_money.add(w.suite.marketplace, "pause")
      .add(w.suite.treasury, "spend", {w.alice, Classes::salt(1), Bytes{}});
  CHECK(w.class_of(with_money) == 3);
}

TEST_CASE("a tenth of the blue score pauses at once, and the pause lapses") {
  Classes w;
  Proposal p;
  p.add(w.suite.marketplace, "pause");
  const auto id = w.propose(w.bob, p);
  CHECK(w.number("proposalSnapshot", {id}) == w.chain.number());
  CHECK(w.number("proposalQuorum", {id}) == 100'000'000'000'000'000);
  CHECK(w.number("proposalNeedsQueuing", {id}) == 0);
  CHECK(w.state(id) == active);
  w.vote(w.bob, id, in_favour);  // 11 %
  CHECK(w.state(id) == succeeded);
  CHECK(
      w.refused(w.alice, "queue", p.hashed()).starts_with("GovernorProposalQueueingNotRequired("));
  w.send(w.carol, w.governor, "execute", p.hashed());
  const auto until = w.view(w.suite.marketplace, "pausedUntil").word.low();
  CHECK(until == w.chain.timestamp() - 12 + 4 * 3'600);
  const auto refused = [&] {
    return w.fails(w.carol, w.suite.marketplace, "requestInference",
                   {w.model(w.alice, Word{5}, std::to_string(w.chain.number())), w.alice, tag("in"),
                    1, 1'000'000'000},
                   Word{5});
  };
  CHECK(refused().starts_with("IsPaused("));
  w.chain.set_timestamp(until);
  CHECK(refused().starts_with("NotHost("));
}

TEST_CASE("an emergency that is opposed, or too small, is over with its deadline") {
  Classes w;
  Proposal p;
  p.add(w.suite.marketplace, "pause");
  const auto opposed = w.propose(w.bob, p);
  w.vote(w.alice, opposed, against);
  w.vote(w.bob, opposed, in_favour);
  CHECK(w.state(opposed) == active);
  p.description = "by adoption alone";
  const auto late = w.propose(w.bob, p);
  w.vote(w.bob, late, abstaining);  // only For counts
  CHECK(w.state(late) == active);
  w.past_voting();
  CHECK(w.state(opposed) == expired);
  CHECK(w.state(late) == expired);
}

TEST_CASE("quorums and timelocks are those of the class") {
  struct Rule {
    uint64_t class_, percent, hours;
  };
  for (const auto& rule :
       {Rule{0, 25, 48}, {1, 33, 72}, {2, 33, 72}, {3, 40, 168}, {4, 40, 168}, {5, 50, 336}}) {
    INFO("class " << rule.class_);
    Classes w;
    Proposal p;
    if (rule.class_ <= 3) {
      w.chain.set_balance(w.governor.address, ether);
      w.send(w.governor.address, w.governor, "setClass",
             {w.suite.ledger.address, Classes::selector(w.suite.ledger, "setWeight"), rule.class_});
      w.chain.set_balance(w.governor.address, {});
      p.add(w.suite.ledger, "setWeight", {1, 1});
    } else if (rule.class_ == 4) {
      p = w.spend(Classes::salt(100'001));
    } else {
      p.add(w.governor, "setVotingPeriod", {99});
    }
    const auto id = w.propose(w.alice, p);
    w.to_voting();
    w.vote(w.alice, id, in_favour);
    CHECK(w.number("proposalQuorum", {id}) ==
          suite::Integer(rule.percent) * 10'000'000'000'000'000);
    w.past_voting();
    const auto now = w.chain.timestamp();
    w.send(w.alice, w.governor, "queue", p.hashed());
    CHECK(w.number("proposalEta", {id}) == now + rule.hours * 3'600);
  }
}
