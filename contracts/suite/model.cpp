// Exact division of fees, as rational numbers.
#include "contracts/suite/model.hpp"

#include <functional>

namespace mozi::suite {
namespace {

constexpr unsigned whole = 10'000;

Rational part(const Integer& amount, unsigned bps) {
  return Rational(amount * bps, whole);
}

}  // namespace

Integer to_integer(const Word& word) {
  Integer value = 0;
  for (unsigned i = 4; i-- > 0;) value = (value << 64) | word.limb[i];
  return value;
}

void Model::share(Class which, const Rational& amount, const std::vector<Earner>& earners) {
  Integer total = 0;
  for (const auto& earner : earners) total += earner.weight;
  if (total == 0) {
    classes_[size_t(Class::treasury)] += amount;
    return;
  }
  classes_[size_t(which)] += amount;
  for (const auto& earner : earners) earned_[earner.id] += amount * Rational(earner.weight, total);
}

void Model::serve(const Integer& fee, const Address& host, const std::vector<Earner>& adapters,
                  const std::vector<Earner>& datasets) {
  inference_fees_ += fee;
  direct_[host] += part(fee, 7'000);
  classes_[size_t(Class::hosts)] += part(fee, 7'000);
  classes_[size_t(Class::treasury)] += part(fee, 1'000);
  share(Class::adapters, part(fee, 1'500), adapters);
  share(Class::data, part(fee, 500), datasets);
}

void Model::bridge(const Integer& fee) {
  bridge_fees_ += fee;
  classes_[size_t(Class::treasury)] += part(fee, 2'000);
  const auto equally = [&](Class which, const Rational& amount, const std::vector<Address>& to) {
    classes_[size_t(to.empty() ? Class::treasury : which)] += amount;
    for (const auto& who : to) direct_[who] += amount / to.size();
  };
  std::vector<Address> holders;
  for (const auto& [token, owner] : owners_)
    if (!owner.is_zero()) holders.push_back(owner);
  std::vector<Address> oracles;
  for (const auto& [oracle, active] : oracles_)
    if (active) oracles.push_back(oracle);
  equally(Class::snap, part(fee, 7'000), holders);
  equally(Class::oracles, part(fee, 1'000), oracles);
}

void Model::reward(const Address& producer, const Rational& amount) {
  direct_[producer] += amount;
  classes_[size_t(Class::producers)] += amount;
}

std::map<Address, Rational> Model::accounts() const {
  auto result = direct_;
  // Parents never descend from their children, so passing parts on ends.
  const std::function<void(const Hash&, const Rational&)> pay = [&](const Hash& id,
                                                                    const Rational& amount) {
    const auto& thing = things_.at(id);
    Rational rest = amount;
    for (const auto& [parent, bps] : thing.parents) {
      const Rational passed = amount * Rational(bps, whole);
      pay(parent, passed);
      rest -= passed;
    }
    result[thing.owner] += rest;
  };
  for (const auto& [id, amount] : earned_) pay(id, amount);
  return result;
}

}  // namespace mozi::suite
