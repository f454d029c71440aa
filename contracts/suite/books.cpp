// The arithmetic of the specification, on integers without bounds.
#include "contracts/suite/books.hpp"

#include <algorithm>

namespace mozi::suite {
namespace {

constexpr unsigned fraction_bits = 64;
constexpr size_t most_per_model = 16;
constexpr size_t most_oracles = 64;
constexpr size_t most_attesters = 7;
constexpr uint64_t most_tokens = 10'000;
constexpr uint64_t least_gain = 3'277;
const Integer salt = 1'000'000'000'000'000'000;
const Integer reward_pool = 500'000'000 * salt;
const Integer wei_per_record = 1'000'000'000'000;

Integer share(const Integer& amount, unsigned bps) {
  return amount * bps / 10'000;
}

Integer lower_median(const std::map<Address, uint64_t>& opinions) {
  if (opinions.empty()) return 0;
  std::vector<uint64_t> values;
  for (const auto& [who, value] : opinions) values.push_back(value);
  std::ranges::sort(values);
  return values[(values.size() - 1) / 2];
}

bool add_to(std::vector<Hash>& list, const Hash& id) {
  if (list.size() >= most_per_model || std::ranges::find(list, id) != list.end()) return false;
  list.push_back(id);
  return true;
}

/// The last one fills the hole.
bool remove_from(std::vector<Hash>& list, const Hash& id) {
  const auto at = std::ranges::find(list, id);
  if (at == list.end()) return false;
  *at = list.back();
  list.pop_back();
  return true;
}

bool attest(std::map<Address, uint64_t>& opinions, const Address& attester, uint64_t value) {
  if (!opinions.contains(attester) && opinions.size() >= most_attesters) return false;
  opinions[attester] = value;
  return true;
}

}  // namespace

Books::ModelEntry* Books::owned(const Hash& model, const Address& by) {
  const auto at = models.find(model);
  return at != models.end() && at->second.owner == by ? &at->second : nullptr;
}

bool Books::register_model(const Hash& id, const Address& owner, const Integer& price) {
  if (price == 0 || models.contains(id)) return false;
  models[id] = {.owner = owner, .price = price};
  return true;
}

bool Books::set_price(const Hash& model, const Address& by, const Integer& price) {
  auto* entry = owned(model, by);
  if (entry == nullptr || price == 0) return false;
  entry->price = price;
  return true;
}

bool Books::set_active(const Hash& model, const Address& by, bool active) {
  auto* entry = owned(model, by);
  if (entry == nullptr) return false;
  entry->active = active;
  return true;
}

bool Books::join_host(const Hash& model, const Address& host) {
  const auto at = models.find(model);
  if (at == models.end() || at->second.hosts[host]) return false;
  return at->second.hosts[host] = true;
}

bool Books::leave_host(const Hash& model, const Address& host) {
  const auto at = models.find(model);
  if (at == models.end() || !at->second.hosts[host]) return false;
  at->second.hosts[host] = false;
  return true;
}

bool Books::create_adapter(const Hash& id, Adapter adapter) {
  return adapters.try_emplace(id, std::move(adapter)).second;
}

bool Books::adopt(const Hash& adapter, const Hash& model, const Address& by) {
  auto* entry = owned(model, by);
  const auto at = adapters.find(adapter);
  return entry != nullptr && at != adapters.end() && !at->second.revoked &&
         add_to(entry->adapters, adapter);
}

bool Books::unadopt(const Hash& adapter, const Hash& model, const Address& by) {
  auto* entry = owned(model, by);
  if (entry == nullptr || !remove_from(entry->adapters, adapter)) return false;
  entry->gains.erase(adapter);
  return true;
}

bool Books::attest_gain(const Hash& adapter, const Hash& model, const Address& attester,
                        uint64_t gain) {
  const auto at = models.find(model);
  if (at == models.end() || gain < least_gain ||
      std::ranges::find(at->second.adapters, adapter) == at->second.adapters.end())
    return false;
  return attest(at->second.gains[adapter], attester, gain);
}

bool Books::revoke_adapter(const Hash& adapter, const Address& by) {
  const auto at = adapters.find(adapter);
  if (at == adapters.end() || at->second.creator != by || at->second.revoked) return false;
  return at->second.revoked = true;
}

bool Books::register_dataset(const Hash& id, const Address& provider, uint64_t size) {
  if (size == 0 || size > uint64_t{1} << 50) return false;
  return datasets.try_emplace(id, Dataset{.provider = provider, .size = size}).second;
}

bool Books::attest_quality(const Hash& dataset, const Address& attester, uint64_t bps) {
  const auto at = datasets.find(dataset);
  return at != datasets.end() && bps <= 10'000 && attest(at->second.quality, attester, bps);
}

bool Books::link(const Hash& dataset, const Hash& model, const Address& by) {
  auto* entry = owned(model, by);
  const auto at = datasets.find(dataset);
  return entry != nullptr && at != datasets.end() && !at->second.revoked &&
         add_to(entry->datasets, dataset);
}

bool Books::unlink(const Hash& dataset, const Hash& model, const Address& by) {
  auto* entry = owned(model, by);
  return entry != nullptr && remove_from(entry->datasets, dataset);
}

Integer Books::gain_of(const ModelEntry& model, const Hash& adapter) const {
  const auto at = model.gains.find(adapter);
  return at == model.gains.end() || adapters.at(adapter).revoked ? Integer(0)
                                                                 : lower_median(at->second);
}

Integer Books::weight_of(const Hash& dataset) const {
  const auto& entry = datasets.at(dataset);
  return entry.revoked ? Integer(0) : Integer(entry.size * lower_median(entry.quality));
}

Integer Books::royalty_weight(const Hash& model) const {
  Integer sum = 0;
  for (const auto& id : models.at(model).adapters) sum += gain_of(models.at(model), id);
  return sum;
}

Integer Books::licence_weight(const Hash& model) const {
  Integer sum = 0;
  for (const auto& id : models.at(model).datasets) sum += weight_of(id);
  return sum;
}

bool Books::request(const Hash& id, Request request) {
  const auto at = models.find(request.model);
  if (at == models.end() || !at->second.active || !at->second.hosts[request.host] ||
      request.units == 0 || request.fee != at->second.price * request.units ||
      request.deadline <= block_)
    return false;
  market.held += request.fee;
  escrowed += request.fee;
  request.state = State::open;
  requests[id] = std::move(request);
  return true;
}

void Books::share_among(const ModelEntry& model, bool adapter_class, const Integer& amount) {
  const auto& list = adapter_class ? model.adapters : model.datasets;
  const auto weight = [&](const Hash& id) {
    return adapter_class ? gain_of(model, id) : weight_of(id);
  };
  Integer total = 0;
  for (const auto& id : list) total += weight(id);
  Integer prefix = 0;
  Integer given = 0;
  for (const auto& id : list) {
    const Integer own = weight(id);
    if (own == 0) continue;
    prefix += own;
    const Integer up_to_here = amount * prefix / total;
    const Integer part = up_to_here - given;
    given = up_to_here;
    if (adapter_class) {
      adapters.at(id).owed += part;
      tally(adoption_tally, adapters.at(id).creator, part);
      record(2, adapters.at(id).creator, 1);
    } else {
      datasets.at(id).owed += part;
      record(3, datasets.at(id).provider, 1);
    }
  }
  (adapter_class ? adapters_purse : data_purse).held += amount;
}

bool Books::complete(const Hash& id, const Address& by) {
  const auto at = requests.find(id);
  if (at == requests.end() || at->second.host != by || at->second.state != State::open ||
      block_ > at->second.deadline)
    return false;
  auto& request = at->second;
  auto& model = models.at(request.model);
  request.state = State::served;
  ++model.served;
  escrowed -= request.fee;
  const Integer host = share(request.fee, 7'000);
  Integer royalties = share(request.fee, 1'500);
  Integer licences = share(request.fee, 500);
  if (royalty_weight(request.model) == 0) royalties = 0;
  if (licence_weight(request.model) == 0) licences = 0;
  market.credits[by] += host;
  market.held -= request.fee - host;
  treasury += request.fee - host - royalties - licences;
  if (royalties != 0) share_among(model, true, royalties);
  if (licences != 0) share_among(model, false, licences);
  record(1, by, request.units);
  return true;
}

bool Books::cancel(const Hash& id, const Address& by) {
  const auto at = requests.find(id);
  if (at == requests.end() || at->second.requester != by || at->second.state != State::open ||
      block_ <= at->second.deadline)
    return false;
  at->second.state = State::canceled;
  escrowed -= at->second.fee;
  market.credits[by] += at->second.fee;
  return true;
}

bool Books::rate(const Hash& id, const Address& by) {
  const auto at = requests.find(id);
  if (at == requests.end() || at->second.requester != by || at->second.state != State::served ||
      at->second.rated)
    return false;
  return at->second.rated = true;
}

bool Books::collect_adapter(const Hash& id) {
  const auto at = adapters.find(id);
  if (at == adapters.end() || at->second.owed == 0) return false;
  const Integer amount = at->second.owed;
  at->second.owed = 0;
  Integer rest = amount;
  for (const auto& [parent, bps] : at->second.parents) {
    auto& receiver = adapters.at(parent);
    if (receiver.revoked) continue;
    receiver.owed += share(amount, bps);
    rest -= share(amount, bps);
  }
  adapters_purse.credits[at->second.creator] += rest;
  return true;
}

bool Books::collect_dataset(const Hash& id) {
  const auto at = datasets.find(id);
  if (at == datasets.end() || at->second.owed == 0) return false;
  data_purse.credits[at->second.provider] += at->second.owed;
  at->second.owed = 0;
  return true;
}

void Books::share_out(Pool& pool, const Integer& amount) {
  const Integer fractions = (amount << fraction_bits) + pool.carry;
  pool.accumulated += fractions / pool.weight;
  pool.carry = fractions % pool.weight;
}

void Books::leave(Pool& pool, const Integer& debt) {
  pool.carry += pool.accumulated - debt;
  --pool.weight;
}

Integer Books::take(const Pool& pool, Integer& debt) {
  const Integer whole = (pool.accumulated - debt) >> fraction_bits;
  debt += whole << fraction_bits;
  return whole;
}

Integer Books::settle_token(uint64_t token) {
  auto& member = tokens_.at(token);
  const Integer amount = take(snaps_, member.debt);
  fees.credits[member.owner] += amount;
  return amount;
}

Integer Books::snap_price() const {
  return settings_.snap_base_price + settings_.snap_slope * snaps_.weight;
}

bool Books::mint(const Address& to) {
  if (tokens_minted >= most_tokens || to.is_zero()) return false;
  treasury += snap_price();
  ++snaps_.weight;
  tokens_[++tokens_minted] = {to, snaps_.accumulated};
  return true;
}

bool Books::transfer(uint64_t token, const Address& by, const Address& to) {
  const auto at = tokens_.find(token);
  if (at == tokens_.end() || at->second.owner != by || to.is_zero()) return false;
  const Integer amount = settle_token(token);
  at->second.owner = to;
  record_bridge(by, amount);
  return true;
}

bool Books::burn(uint64_t token, const Address& by) {
  const auto at = tokens_.find(token);
  if (at == tokens_.end() || at->second.owner != by) return false;
  const Integer amount = settle_token(token);
  leave(snaps_, at->second.debt);
  tokens_.erase(at);
  record_bridge(by, amount);
  return true;
}

bool Books::set_oracle(const Address& oracle, bool active) {
  const auto at = operators_.find(oracle);
  if (active == (at != operators_.end())) return true;
  if (active) {
    if (oracles_.weight >= most_oracles) return false;
    ++oracles_.weight;
    operators_[oracle] = {oracle, oracles_.accumulated};
    return true;
  }
  fees.credits[oracle] += take(oracles_, at->second.debt);
  leave(oracles_, at->second.debt);
  operators_.erase(at);
  return true;
}

bool Books::deposit(const Integer& fee) {
  Integer to_treasury = fee - share(fee, 7'000) - share(fee, 1'000);
  for (auto& [pool, bps] : {std::pair{&snaps_, 7'000u}, std::pair{&oracles_, 1'000u}}) {
    const Integer part = share(fee, bps);
    if (part == 0) continue;  // what members left behind waits for a part to come
    if (pool->weight == 0)
      to_treasury += part;
    else
      share_out(*pool, part);
  }
  fees.held += fee - to_treasury;
  treasury += to_treasury;
  return true;
}

bool Books::settle(uint64_t token) {
  const auto at = tokens_.find(token);
  if (at == tokens_.end()) return false;
  record_bridge(at->second.owner, settle_token(token));
  return true;
}

bool Books::claim_tokens(const Address& by, const std::vector<uint64_t>& tokens) {
  Integer worth = claimable_fees(by);
  for (const auto token : tokens) {
    const auto at = tokens_.find(token);
    if (at == tokens_.end() || at->second.owner != by) return false;
  }
  std::vector<uint64_t> distinct = tokens;
  std::ranges::sort(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (const auto token : distinct) worth += pending_of(token);
  if (worth == 0) return false;
  Integer sum = 0;
  for (const auto token : distinct) sum += settle_token(token);
  record_bridge(by, sum);
  return claim_fees(by);
}

bool Books::claim(Purse& purse, const Address& who) {
  const auto at = purse.credits.find(who);
  if (at == purse.credits.end() || at->second == 0) return false;
  purse.held -= at->second;
  at->second = 0;
  return true;
}

bool Books::claim_fees(const Address& who) {
  if (const auto at = operators_.find(who); at != operators_.end())
    fees.credits[who] += take(oracles_, at->second.debt);
  return claim(fees, who);
}

Integer Books::claimable_fees(const Address& who) const {
  const auto at = fees.credits.find(who);
  Integer sum = at == fees.credits.end() ? Integer(0) : at->second;
  if (const auto oracle = operators_.find(who); oracle != operators_.end())
    sum += (oracles_.accumulated - oracle->second.debt) >> fraction_bits;
  return sum;
}

Integer Books::pending_of(uint64_t token) const {
  const auto at = tokens_.find(token);
  return at == tokens_.end() ? Integer(0)
                             : Integer((snaps_.accumulated - at->second.debt) >> fraction_bits);
}

std::map<uint64_t, Address> Books::token_owners() const {
  std::map<uint64_t, Address> owners;
  for (const auto& [token, member] : tokens_) owners[token] = member.owner;
  return owners;
}

Integer Books::reward_at(uint64_t n) const {
  if (n == 0 || n > settings_.total_blocks) return 0;
  return reward_pool * n / settings_.total_blocks - reward_pool * (n - 1) / settings_.total_blocks;
}

bool Books::on_block(const Address& producer, uint64_t blue_score_delta) {
  const Integer reward = reward_at(++blocks_rewarded);
  rewards.held += reward;
  rewards.credits[producer] += reward;
  ++producers[producer].blocks;
  producers[producer].blue_score += blue_score_delta;
  tally(blue_tally, producer, blue_score_delta);
  record(0, producer, 1);
  return true;
}

Integer Books::growth(uint64_t epoch) {
  // floor(1e18 * 2^(k/26)): the largest whole number whose 26th power is not above.
  static const std::vector<Integer> roots = [] {
    std::vector<Integer> all;
    for (unsigned k = 0; k < half_life; ++k) {
      const Integer radicand = boost::multiprecision::pow(Integer(10), 18 * half_life) << k;
      Integer low = 0;
      Integer high = Integer(1) << 62;
      while (high - low > 1) {
        const Integer middle = (low + high) / 2;
        (boost::multiprecision::pow(middle, half_life) <= radicand ? low : high) = middle;
      }
      all.push_back(low);
    }
    return all;
  }();
  const uint64_t age = std::min<uint64_t>(epoch, 2'600);
  return roots[age % half_life] << (age / half_life);
}

void Books::tally(std::map<Address, Integer>& all, const Address& who, const Integer& amount) {
  const Integer weighted = amount * growth(block_ / settings_.governance_epoch);
  all[who] += weighted;
  all[Address{}] += weighted;
}

void Books::record(unsigned kind, const Address& who, const Integer& amount) {
  if (amount == 0) return;
  contributions_[{kind, who}] += amount;
  ++entries;
}

void Books::record_bridge(const Address& who, const Integer& wei) {
  if (wei == 0) return;
  auto& waiting = unrecorded_[who];
  waiting += wei;
  record(5, who, waiting / wei_per_record);
  waiting %= wei_per_record;
}

Integer Books::contribution(unsigned kind, const Address& who) const {
  const auto at = contributions_.find({kind, who});
  return at == contributions_.end() ? Integer(0) : at->second;
}

}  // namespace mozi::suite
