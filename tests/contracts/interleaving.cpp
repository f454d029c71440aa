// The actions of a random interleaving, on the chain and in the books.
#include "tests/contracts/interleaving.hpp"

namespace mozi::test {
namespace {

using suite::Books;
using suite::Integer;
using suite::to_integer;

constexpr uint64_t governance_epoch = 500;
const Integer first_price = 1'000;
const Integer slope = 7;

Word to_word(const Integer& number) {
  Word word;
  REQUIRE(parse_word(number.str(), word));
  return word;
}

/// From one wei to 2^128, never round: every magnitude is as likely.
Integer amount(uint64_t n) {
  return (Integer(n | 1) * Integer(n ^ 0x9e3779b97f4a7c15u) >> (n % 127)) + 1;
}

}  // namespace

Interleaving::Interleaving(Integer fault)
    : world_({.governance_epoch = governance_epoch}),
      books_({.governance_epoch = governance_epoch,
              .snap_base_price = first_price,
              .snap_slope = slope}),
      fault_(std::move(fault)),
      system_(parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value()) {
  set_up();
  start_ = world_.chain.snapshot();
  books_at_start_ = books_;
}

void Interleaving::restart() {
  REQUIRE(world_.chain.revert_to(start_));
  books_ = *books_at_start_;
  requests_.clear();
}

void Interleaving::set_up() {
  auto& s = world_.suite;
  world_.chain.set_balance(system_, ether);
  world_.chain.set_balance(s.reward_distributor.address, Word{500'000'000} * ether);
  for (int i = 0; i < 6; ++i) {
    people_.push_back(world_.funded("person " + std::to_string(i)));
    world_.chain.set_balance(people_.back(), Word{1} << 200);  // never runs out
  }
  for (const auto& attester : people_)
    for (const auto* registry : {&s.lora_factory, &s.data_registry})
      world_.send(world_.governance, *registry, "setAttester", {attester, true});
  for (uint64_t i = 0; i < 3; ++i) {
    const auto& owner = person(i);
    const Integer price = amount(0x1234'5678'9abc'def1u * (i + 1));
    models_.push_back(world_.model(owner, to_word(price), "model " + std::to_string(i)));
    REQUIRE(books_.register_model(models_.back(), owner, price));
  }
  for (uint64_t i = 0; i < 5; ++i) {
    const auto& creator = person(i + 1);
    const auto name = tag("adapter " + std::to_string(i));
    Books::Adapter adapter{.creator = creator};
    std::vector<Value> parents;
    std::vector<Value> bps;
    for (uint64_t p = 0; p < i && p < 3; ++p) {
      adapter.parents.emplace_back(adapters_[p], 1'111 + static_cast<unsigned>(p));
      parents.emplace_back(adapters_[p]);
      bps.emplace_back(uint64_t{1'111 + p});
    }
    world_.send(creator, s.lora_factory, "createAdapter", {tag("base"), name, 8, "", parents, bps});
    adapters_.push_back(hash_of({creator.to_word(), tag("base").to_word(), name.to_word()}));
    REQUIRE(books_.create_adapter(adapters_.back(), adapter));
  }
  for (uint64_t i = 0; i < 4; ++i) {
    const auto content = tag("dataset " + std::to_string(i));
    const uint64_t size = 1 + i * i * i * 1'000'003;
    world_.send(person(i + 2), s.data_registry, "registerDataset", {content, size, ""});
    datasets_.push_back(hash_of({content.to_word()}));
    REQUIRE(books_.register_dataset(datasets_.back(), person(i + 2), size));
  }
}

Interleaving::Outcome Interleaving::market(const Action& step) {
  auto& market = world_.suite.marketplace;
  const auto& who = person(step.a);
  const auto& model = models_[step.b % models_.size()];
  switch (step.c % 16) {
    case 0: {
      // Small prices are wanted too: most splits then have remainders or nothing to share.
      const Integer price = step.a % 3 == 0 ? Integer(step.b % 23) : amount(step.b * 3);
      const auto expected = books_.set_price(model, who, price);
      return {expected, &market, call(who, market, "setPrice", {model, to_word(price)})};
    }
    case 1: {
      const bool active = step.a % 4 != 0;
      const auto expected = books_.set_active(model, who, active);
      return {expected, &market, call(who, market, "setActive", {model, active})};
    }
    case 2: {
      const auto expected = books_.leave_host(model, who);
      return {expected, &market, call(who, market, "leaveHost", {model})};
    }
    case 3:
    case 4: {
      const auto expected = books_.join_host(model, who);
      return {expected, &market, call(who, market, "joinHost", {model})};
    }
    case 5: {
      if (requests_.empty()) break;
      const auto& id = requests_[step.b % requests_.size()];
      const auto expected = books_.cancel(id, who);
      return {expected, &market, call(who, market, "cancelInference", {id})};
    }
    case 6: {
      if (requests_.empty()) break;
      const auto& id = requests_[step.b % requests_.size()];
      const auto expected = books_.rate(id, who);
      return {expected, &market, call(who, market, "rateInference", {id, step.a % 10'001})};
    }
    case 7:
    case 8:
    case 9:
    case 10:
    case 11: {
      if (requests_.empty()) break;
      // The latest ones are likely to be open.
      const auto back = step.b % std::min<size_t>(requests_.size(), 12);
      const auto& id = requests_[requests_.size() - 1 - back];
      const auto host = step.a % 16 == 0 ? who : books_.requests.at(id).host;
      const auto expected = books_.complete(id, host);
      return {expected, &market, call(host, market, "completeInference", {id, tag("out")})};
    }
    default:
      break;
  }
  const auto& entry = books_.models.at(model);
  auto host = person(step.c >> 8);
  for (const auto& [candidate, joined] : entry.hosts)
    if (joined && step.c % 5 != 0) host = candidate;
  const uint64_t units = (step.c >> 16) % 1'000;
  Books::Request request{.model = model,
                         .requester = who,
                         .host = host,
                         .units = units,
                         .fee = entry.price * units,
                         .deadline = world_.chain.number() + 1 + (step.a >> 8) % 40};
  if (step.a % 64 == 0) request.fee += 1;
  const auto arguments = Client::Arguments{model, host, tag("in"), units, request.deadline};
  const auto fee = to_word(request.fee);
  auto receipt = call(who, market, "requestInference", arguments, fee);
  const auto id = hash_of({Word{31'337}, market.address.to_word(), Word{requests_.size()}});
  const auto expected = books_.request(id, std::move(request));
  if (expected) requests_.push_back(id);
  return {expected, &market, std::move(receipt)};
}

Interleaving::Outcome Interleaving::registries(const Action& step) {
  auto& lora = world_.suite.lora_factory;
  auto& data = world_.suite.data_registry;
  const auto& model = models_[step.a % models_.size()];
  const auto& adapter = adapters_[step.b % adapters_.size()];
  const auto& dataset = datasets_[step.b % datasets_.size()];
  const auto owner = step.c % 32 == 0 ? person(step.a) : books_.models.at(model).owner;
  switch ((step.c >> 8) % 16) {
    case 0: {
      const auto expected = books_.unadopt(adapter, model, owner);
      return {expected, &lora, call(owner, lora, "unadopt", {adapter, model})};
    }
    case 1:
    case 2: {
      const auto expected = books_.adopt(adapter, model, owner);
      return {expected, &lora, call(owner, lora, "adopt", {adapter, model})};
    }
    case 3:
    case 4: {
      const uint64_t gain = 3'270 + (step.c >> 16) % 60'000;
      const auto& attester = person(step.c >> 32);
      const auto expected = books_.attest_gain(adapter, model, attester, gain);
      return {expected, &lora,
              call(attester, lora, "attestImprovement", {adapter, model, 5, 5 + gain})};
    }
    case 5: {
      if ((step.c >> 16) % 200 != 0) break;  // for ever, so seldom
      const auto& creator = books_.adapters.at(adapter).creator;
      const auto expected = books_.revoke_adapter(adapter, creator);
      return {expected, &lora, call(creator, lora, "revoke", {adapter})};
    }
    case 6: {
      const auto expected = books_.unlink(dataset, model, owner);
      return {expected, &data, call(owner, data, "unlinkDataset", {dataset, model})};
    }
    case 7:
    case 8: {
      const auto expected = books_.link(dataset, model, owner);
      return {expected, &data, call(owner, data, "linkDataset", {dataset, model})};
    }
    case 9:
    case 10: {
      const uint64_t quality = (step.c >> 16) % 10'100;
      const auto& attester = person(step.c >> 32);
      const auto expected = books_.attest_quality(dataset, attester, quality);
      return {expected, &data, call(attester, data, "attestQuality", {dataset, quality})};
    }
    case 11:
    case 12: {
      const auto expected = books_.collect_dataset(dataset);
      return {expected, &data, call(person(step.a), data, "collect", {dataset})};
    }
    default:
      break;
  }
  const auto expected = books_.collect_adapter(adapter);
  return {expected, &lora, call(person(step.a), lora, "collect", {adapter})};
}

Interleaving::Outcome Interleaving::bridge(const Action& step) {
  auto& snap = world_.suite.snap;
  auto& distributor = world_.suite.fee_distributor;
  const auto& who = person(step.a);
  const uint64_t token = 1 + step.b % (books_.tokens_minted + 1);
  const auto owners = books_.token_owners();
  const auto owned = owners.find(token);
  const auto owner = owned == owners.end() || step.c % 16 == 0 ? who : owned->second;
  switch ((step.c >> 8) % 16) {
    case 0: {
      if (books_.tokens_minted > 40) break;
      const auto price = books_.snap_price();
      const auto expected = books_.mint(who);
      return {expected, &snap, call(who, snap, "mint", {who}, to_word(price + step.b % 3))};
    }
    case 1:
    case 2: {
      const auto expected = books_.transfer(token, owner, who);
      return {expected, &snap, call(owner, snap, "transferFrom", {owner, who, token})};
    }
    case 3: {
      if ((step.c >> 16) % 4 != 0) break;
      const auto expected = books_.burn(token, owner);
      return {expected, &snap, call(owner, snap, "burn", {token})};
    }
    case 4: {
      const bool active = (step.c >> 16) % 2 == 0;
      const auto expected = books_.set_oracle(who, active);
      return {expected, &distributor,
              call(world_.governance, distributor, "setOracle", {who, active})};
    }
    case 5:
    case 6: {
      const auto expected = books_.settle(token);
      return {expected, &distributor, call(who, distributor, "settle", {token})};
    }
    case 7: {
      const uint64_t other = 1 + (step.b >> 16) % (books_.tokens_minted + 1);
      const auto expected = books_.claim_tokens(owner, {token, other, token});
      return {expected, &distributor,
              call(owner, distributor, "claimTokens",
                   {Value(std::vector<Value>{token, other, token})})};
    }
    default:
      break;
  }
  const Integer fee = step.a % 7 == 0 ? Integer(step.b % 11) : amount(step.b);
  const auto expected = books_.deposit(fee + fault_);
  return {expected, &distributor, call(who, distributor, "depositFees", {}, to_word(fee))};
}

Interleaving::Outcome Interleaving::money(const Action& step) {
  auto& s = world_.suite;
  const auto& who = person(step.a);
  const auto& by = person(step.b);
  const auto claim = [&](const Deployed& contract, bool expected) {
    return Outcome{expected, &contract, call(by, contract, "claimFor", {who})};
  };
  switch ((step.c >> 8) % 9) {
    case 0:
      return claim(s.marketplace, books_.claim_market(who));
    case 1:
      return claim(s.lora_factory, books_.claim_adapters(who));
    case 2:
      return claim(s.data_registry, books_.claim_data(who));
    case 3:
    case 4:
      return claim(s.fee_distributor, books_.claim_fees(who));
    case 5:
      return claim(s.reward_distributor, books_.claim_rewards(who));
    default:
      break;
  }
  const uint64_t blue = (step.c >> 16) % 20;
  const auto expected = books_.on_block(who, blue);
  return {expected, &s.reward_distributor,
          call(system_, s.reward_distributor, "onBlock", {who, blue})};
}

Interleaving::Outcome Interleaving::act(const Action& step) {
  books_.at_block(world_.chain.number() + 1);
  switch (step.action % 16) {
    case 0:
    case 1:
    case 2:
      return registries(step);
    case 3:
    case 4:
    case 5:
    case 6:
      return bridge(step);
    case 7:
    case 8:
    case 9:
      return money(step);
    default:
      return market(step);
  }
}

std::optional<std::string> Interleaving::run(const Action& step) {
  if (step.action % 97 == 0) world_.chain.mine(step.a % 300);
  const auto outcome = act(step);
  successes_ += outcome.receipt.ok() ? 1 : 0;
  if (outcome.expected != outcome.receipt.ok())
    return outcome.contract->name + ": the books " + (outcome.expected ? "allow" : "refuse") +
           " what the contract answers with " + Client::explain(*outcome.contract, outcome.receipt);
  // A refused action changed nothing, and a record was never dropped.
  for (const auto& log : outcome.receipt.logs) {
    const auto decoded = outcome.contract->interface.decode_log(log);
    if (decoded && decoded->to_text().starts_with("RecordSkipped")) return "a record was skipped";
  }
  return std::nullopt;
}

std::optional<std::string> Interleaving::compare() {
  auto& s = world_.suite;
  std::optional<std::string> found;
  const auto same = [&](const std::string& what, const Integer& contract, const Integer& book) {
    if (!found && contract != book)
      found = what + ": the contract has " + contract.str() + ", the books " + book.str();
  };
  const auto purse = [&](const Deployed& contract, const Books::Purse& book) {
    same(contract.name + " owes", number(contract, "totalOwed"), book.held);
    if (contract.name != "RewardDistributor")
      same(contract.name + " holds", to_integer(world_.chain.balance(contract.address)), book.held);
    for (const auto& who : people_) {
      const auto at = book.credits.find(who);
      const auto credit = contract.name == "FeeDistributor" ? books_.claimable_fees(who)
                          : at == book.credits.end()        ? Integer(0)
                                                            : at->second;
      same(contract.name + ".claimable", number(contract, "claimable", {who}), credit);
    }
  };
  purse(s.marketplace, books_.market);
  purse(s.lora_factory, books_.adapters_purse);
  purse(s.data_registry, books_.data_purse);
  purse(s.fee_distributor, books_.fees);
  purse(s.reward_distributor, books_.rewards);
  same("SnapNFT holds", to_integer(world_.chain.balance(s.snap.address)), 0);
  same("Treasury holds", to_integer(world_.chain.balance(s.treasury.address)), books_.treasury);
  same("escrowed", number(s.marketplace, "escrowed"), books_.escrowed);
  for (const auto& id : adapters_)
    same("adapter owed", number(s.lora_factory, "owed", {id}), books_.adapters.at(id).owed);
  for (const auto& id : datasets_)
    same("dataset owed", number(s.data_registry, "owed", {id}), books_.datasets.at(id).owed);
  for (const auto& id : models_) {
    same("royaltyWeight", number(s.lora_factory, "royaltyWeight", {id}), books_.royalty_weight(id));
    same("licenceWeight", number(s.data_registry, "licenceWeight", {id}),
         books_.licence_weight(id));
  }
  for (uint64_t token = 1; token <= books_.tokens_minted; ++token)
    same("pendingOf", number(s.fee_distributor, "pendingOf", {token}), books_.pending_of(token));
  for (const auto& who : people_)
    for (const unsigned kind : {0u, 1u, 2u, 3u, 5u})
      same("contribution of kind " + std::to_string(kind),
           number(s.ledger, "contribution", {uint64_t{kind}, who}), books_.contribution(kind, who));
  same("entryCount", number(s.ledger, "entryCount"), books_.entries);
  const uint64_t epoch = (world_.chain.number() + 1) / governance_epoch;
  for (const auto& [contract, book] : {std::pair{&s.reward_distributor, &books_.blue_tally},
                                       std::pair{&s.lora_factory, &books_.adoption_tally}})
    for (const auto& who : people_) {
      const auto tally = world_.client.view(*contract, "tallyAt", {who, epoch});
      same(contract->name + ".tallyAt, own", to_integer(tally[0].word), (*book)[who]);
      same(contract->name + ".tallyAt, total", to_integer(tally[1].word), (*book)[Address{}]);
    }
  return found;
}

}  // namespace mozi::test
