// A small cooperative: who is in it, and what happens to its fees.
#include "contracts/suite/cooperative.hpp"

#include <algorithm>

#include "tools/abi/codec.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/exec/metrics.hpp"

namespace mozi::suite {
namespace {

using abi::Value;

const Address system_caller = Address::from_word((Word{1} << 160) - Word{2});
const Word salt{1'000'000'000'000'000'000u};
// Above any sum of fees, below any overflow.
const Word plenty = Word{1} << 120;

Hash text_hash(const std::string& text) {
  return crypto::keccak256({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

/// keccak256(abi.encode(words)).
Hash hash_words(std::initializer_list<Word> words) {
  Bytes bytes;
  for (const auto& word : words) {
    const auto part = word.to_bytes();
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  return crypto::keccak256(bytes);
}

uint64_t lower_median(std::vector<uint64_t> values) {
  std::ranges::sort(values);
  return values[(values.size() - 1) / 2];
}

}  // namespace

uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15u;
  uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

Cooperative::Cooperative(chain::DevChain& chain, uint64_t seed)
    : client_(chain), random_(seed), governance_(person("governance", "governance")) {
  suite_ = deploy(client_, governance_, {.snap_base_price = salt, .snap_slope = Word{1'234'567}});
  requester_ = person("app", "requester");
  bridge_ = person("bridge", "bridge");
  for (int i = 1; i <= 3; ++i) {
    const auto attester = person("attester " + std::to_string(i), "attester");
    attesters_.push_back(attester);
    client_.send(governance_, suite_.lora_factory, "setAttester", {attester, true});
    client_.send(governance_, suite_.data_registry, "setAttester", {attester, true});
  }
  register_models();
  register_adapters();
  register_datasets();
  mint_snaps();
  for (int i = 1; i <= 3; ++i) {
    const auto oracle = person("oracle " + std::to_string(i), "oracle operator");
    client_.send(governance_, suite_.fee_distributor, "setOracle", {oracle, true});
    model_.add_oracle(oracle);
  }
  start_rewards();
}

void Cooperative::start_rewards() {
  client_.chain().set_balance(system_caller, salt);
  client_.chain().set_balance(suite_.reward_distributor.address, Word{500'000'000} * salt);
  for (int i = 1; i <= 3; ++i)
    producers_.push_back(person("producer " + std::to_string(i), "block producer"));
}

void Cooperative::produce() {
  const auto& producer = random_.pick(producers_);
  const uint64_t blue = 1 + random_.below(18);
  client_.send(system_caller, suite_.reward_distributor, "onBlock", {producer, blue});
  blue_scores_[producer] += blue;
  const auto blocks = client_.view(suite_.reward_distributor, "totalBlocks")[0].word;
  model_.reward(producer, Rational(500'000'000 * to_integer(salt), to_integer(blocks)));
}

Address Cooperative::person(const std::string& name, const std::string& role) {
  const auto address = Address::from_word(text_hash("mozi demo: " + name).to_word());
  client_.chain().set_balance(address, plenty);
  people_.push_back({name, role, address, {}});
  return address;
}

void Cooperative::register_models() {
  std::vector<Address> hosts;
  for (int i = 1; i <= 4; ++i) hosts.push_back(person("host " + std::to_string(i), "host"));
  // One wei, a prime, and a price whose shares never divide: each split has a remainder.
  const std::vector<Word> prices = {Word{1}, Word{999'999'937}, salt / Word{7}};
  for (size_t i = 0; i < prices.size(); ++i) {
    const auto number = std::to_string(i + 1);
    const auto owner = person("model owner " + number, "model owner");
    const auto weights = text_hash("weights " + number);
    const auto id = hash_words({owner.to_word(), weights.to_word()});
    client_.send(owner, suite_.marketplace, "registerModel",
                 {id, weights, prices[i], "ipfs://model/" + number});
    ServedModel model{id, owner, prices[i], {}, {}, {}};
    for (size_t h = 0; h < hosts.size(); ++h) {
      if (h == i) continue;
      client_.send(hosts[h], suite_.marketplace, "joinHost", {id});
      model.hosts.push_back(hosts[h]);
    }
    models_.push_back(std::move(model));
  }
}

void Cooperative::register_adapters() {
  struct Plan {
    int creator;
    std::vector<std::pair<size_t, unsigned>> parents;  // earlier adapter, bps
  };
  const std::vector<Plan> plans = {
      {1, {}}, {2, {{0, 1'000}}}, {3, {{0, 333}, {1, 2'001}}}, {4, {{2, 5'000}}}};
  for (size_t i = 0; i < plans.size(); ++i) {
    const auto creator = person("creator " + std::to_string(plans[i].creator), "adapter creator");
    const auto base = models_[i % models_.size()].id;
    const auto commitment = text_hash("adapter " + std::to_string(i));
    std::vector<Value> ids;
    std::vector<Value> bps;
    Model::Thing thing{creator, {}};
    for (const auto& [parent, share] : plans[i].parents) {
      ids.emplace_back(adapters_[parent]);
      bps.emplace_back(uint64_t{share});
      thing.parents.emplace_back(adapters_[parent], share);
    }
    client_.send(creator, suite_.lora_factory, "createAdapter",
                 {base, commitment, 8 + i, "ipfs://adapter", ids, bps});
    const auto id = hash_words({creator.to_word(), base.to_word(), commitment.to_word()});
    adapters_.push_back(id);
    model_.add_thing(id, thing);
  }
  // The last model has no adapter, so that its share goes to the treasury.
  for (size_t m = 0; m + 1 < models_.size(); ++m) {
    for (size_t i = 0; i < adapters_.size(); ++i) {
      auto& model = models_[m];
      client_.send(model.owner, suite_.lora_factory, "adopt", {adapters_[i], model.id});
      std::vector<uint64_t> gains;
      for (const auto& attester : attesters_) {
        const uint64_t gain = 3'277 + random_.below(20'000);
        gains.push_back(gain);
        client_.send(attester, suite_.lora_factory, "attestImprovement",
                     {adapters_[i], model.id, 30'000, 30'000 + gain});
      }
      model.adapters.push_back({adapters_[i], lower_median(gains)});
    }
  }
}

void Cooperative::register_datasets() {
  for (int i = 1; i <= 3; ++i) {
    const auto number = std::to_string(i);
    const auto provider = person("provider " + number, "data provider");
    const auto content = text_hash("dataset " + number);
    const uint64_t size = 1 + random_.below(uint64_t{1} << 40);
    client_.send(provider, suite_.data_registry, "registerDataset",
                 {content, size, "ipfs://data/" + number});
    const auto id = hash_words({content.to_word()});
    datasets_.push_back(id);
    model_.add_thing(id, {provider, {}});
    std::vector<uint64_t> qualities;
    for (const auto& attester : attesters_) {
      qualities.push_back(1 + random_.below(10'000));
      client_.send(attester, suite_.data_registry, "attestQuality", {id, qualities.back()});
    }
    for (auto& model : models_) {
      client_.send(model.owner, suite_.data_registry, "linkDataset", {id, model.id});
      model.datasets.push_back({id, size * lower_median(qualities)});
    }
  }
}

void Cooperative::mint_snaps() {
  for (int i = 1; i <= 4; ++i)
    snap_people_.push_back(person("SNAP owner " + std::to_string(i), "SNAP owner"));
  for (uint64_t token = 1; token <= 11; ++token) {
    const auto& owner = random_.pick(snap_people_);
    const auto price = client_.view(suite_.snap, "priceOf", {token - 1})[0].word;
    client_.send(owner, suite_.snap, "mint", {owner}, price);
    mint_proceeds_ += to_integer(price);
    owners_.push_back(owner);
    model_.move_token(token, owner);
  }
}

chain::Receipt Cooperative::serve() {
  produce();
  const auto& model = random_.pick(models_);
  const auto& host = random_.pick(model.hosts);
  const uint64_t units = 1 + random_.below(997);
  const Word fee = model.price * Word{units};
  const uint64_t deadline = client_.chain().number() + 10;
  const auto requested = client_.send(requester_, suite_.marketplace, "requestInference",
                                      {model.id, host, text_hash("input"), units, deadline}, fee);
  const Hash request{[&] {
    std::array<uint8_t, 32> id{};
    std::copy_n(requested.output.begin(), 32, id.begin());
    return id;
  }()};
  before_split();
  auto receipt =
      client_.send(host, suite_.marketplace, "completeInference", {request, text_hash("output")});
  model_.serve(to_integer(fee), host, model.adapters, model.datasets);
  return receipt;
}

void Cooperative::bridge() {
  if (random_.below(10) == 0) {
    const uint64_t token = 1 + random_.below(owners_.size());
    auto& owner = owners_[token - 1];
    const auto& to = random_.pick(snap_people_);
    client_.send(owner, suite_.snap, "transferFrom", {owner, to, token});
    owner = to;
    model_.move_token(token, to);
  }
  // From one wei to some SALT, never a round number.
  const Word fee = (Word{random_.next()} >> random_.below(64)) + Word{1};
  client_.send(bridge_, suite_.fee_distributor, "depositFees", {}, fee);
  model_.bridge(to_integer(fee));
}

void Cooperative::claim(const Deployed& contract) {
  for (auto& who : people_) {
    const auto amount = client_.view(contract, "claimable", {who.address})[0].word;
    if (amount.is_zero()) continue;
    client_.send(who.address, contract, "claim");
    who.claimed += amount;
  }
}

void Cooperative::settle_all() {
  // A child's collection gives its parents more to collect, so children come first.
  for (size_t i = adapters_.size(); i-- > 0;)
    if (!client_.view(suite_.lora_factory, "owed", {adapters_[i]})[0].word.is_zero())
      client_.send(requester_, suite_.lora_factory, "collect", {adapters_[i]});
  for (const auto& dataset : datasets_)
    if (!client_.view(suite_.data_registry, "owed", {dataset})[0].word.is_zero())
      client_.send(requester_, suite_.data_registry, "collect", {dataset});
  for (uint64_t token = 1; token <= owners_.size(); ++token)
    client_.send(requester_, suite_.fee_distributor, "settle", {token});
  for (const auto* contract : {&suite_.marketplace, &suite_.lora_factory, &suite_.data_registry,
                               &suite_.fee_distributor, &suite_.reward_distributor})
    claim(*contract);
}

Person& Cooperative::of(const Address& who) {
  return *std::ranges::find(people_, who, &Person::address);
}

void Cooperative::reward_developer() {
  const auto developer = person("developer", "developer");
  const Word pool = salt * Word{3} + Word{7};
  auto& chain = client_.chain();
  // Returns its last eight bytes as code: they store the hash of 32 zero bytes.
  const auto deployment = parse_hex("0x6008600c60003960086000f36020600020600055").value();
  const auto created = chain.send({.from = developer, .data = deployment});
  if (!created || !created->ok()) throw CallFailed("the developer's app cannot be deployed");
  const auto app = *created->contract;
  client_.send(developer, suite_.developer_fund, "register", {app});
  const uint64_t epoch = (chain.number() + 1) / 1'000 + 1;
  chain.mine(epoch * 1'000 - chain.number());
  client_.send(requester_, suite_.developer_fund, "fund", {}, pool);
  funded_ += to_integer(pool);
  for (int i = 0; i < 3; ++i) client_.transfer(requester_, app, {});
  chain.mine(1'000);
  const auto used = exec::metrics::unpack(
      chain.storage(exec::metrics::account, exec::metrics::usage_in_key(epoch, app)));
  const auto all = chain.storage(exec::metrics::account, exec::metrics::total_key(epoch));
  model_.grant(developer, Rational(to_integer(pool) * to_integer(used.gas), to_integer(all)));
  const auto receipt = client_.send(developer, suite_.developer_fund, "claim", {app, epoch});
  of(developer).claimed += Word::load(receipt.output.data());
}

void Cooperative::govern() {
  auto& chain = client_.chain();
  auto& governor = suite_.governor;
  hand_over(client_, suite_, requester_);
  constexpr uint64_t epoch_length = 302'400;
  const uint64_t epoch = (chain.number() + 1) / epoch_length + 1;
  chain.mine(epoch * epoch_length - chain.number());
  const auto grantee = person("grantee", "grantee");
  const Word grant = chain.balance(suite_.treasury.address) / Word{3};
  const Word bonus = salt + Word{11};
  client_.send(requester_, governor, "fundBonus", {}, bonus);
  funded_ += to_integer(bonus);

  const auto* spend = *suite_.treasury.interface.find_function("spend");
  const std::vector<Value> targets = {suite_.treasury.address};
  const std::vector<Value> values = {Word{}};
  const Client::Arguments payment = {grantee, grant, Bytes{}};
  const std::vector<Value> calls = {spend->encode_call(payment).value()};
  const std::string description = "A grant for the grantee";
  const Client::Arguments hashed = {targets, values, calls, text_hash(description)};
  const auto proposed =
      client_.send(producers_.front(), governor, "propose", {targets, values, calls, description});
  const auto id = Word::load(proposed.output.data());
  chain.mine(7'201);
  for (const auto& voter : producers_) client_.send(voter, governor, "castVote", {id, 1});
  chain.mine(50'401);
  client_.send(requester_, governor, "queue", hashed);
  chain.set_timestamp(client_.view(governor, "proposalEta", {id})[0].word.low());
  client_.send(requester_, governor, "execute", hashed);
  granted_ += to_integer(grant);
  model_.grant(grantee, to_integer(grant));
  of(grantee).claimed += grant;
  chain.mine(epoch_length);
  take_bonus(epoch, bonus);
}

void Cooperative::take_bonus(uint64_t epoch, const Word& pool) {
  uint64_t all = 0;
  for (const auto& [who, blue] : blue_scores_) all += blue;
  for (const auto& [who, blue] : blue_scores_) {
    model_.reward(who, Rational(to_integer(pool) * blue, all));
    const auto receipt = client_.send(who, suite_.governor, "claimBonus", {epoch});
    of(who).claimed += Word::load(receipt.output.data());
  }
}

Integer Cooperative::block_rewards() {
  return to_integer(client_.view(suite_.reward_distributor, "minted")[0].word);
}

Integer Cooperative::total_owed() {
  Integer sum = 0;
  for (const auto* contract : {&suite_.marketplace, &suite_.lora_factory, &suite_.data_registry,
                               &suite_.snap, &suite_.fee_distributor, &suite_.reward_distributor,
                               &suite_.developer_fund, &suite_.governor})
    sum += to_integer(client_.view(*contract, "totalOwed")[0].word);
  return sum;
}

Integer Cooperative::total_claimed() const {
  Integer sum = 0;
  for (const auto& who : people_) sum += to_integer(who.claimed);
  return sum;
}

}  // namespace mozi::suite
