// What everybody should get, by exact division of every fee: the oracle beside the contracts.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <map>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::suite {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

Integer to_integer(const Word& word);

/// The classes of both fees, and those who produce blocks.
enum class Class : uint8_t { hosts, adapters, data, snap, oracles, treasury, producers };
inline constexpr size_t class_count = 7;

/// An adapter or a dataset, with its weight in one model.
struct Earner {
  Hash id;
  uint64_t weight = 0;
};

/// Divides fees among classes and inside them as rational numbers, in wei. Knows nothing of how the
/// contracts round, carry or store.
class Model {
 public:
  /// An adapter pays parents a part of what it earns, in basis points.
  struct Thing {
    Address owner;
    std::vector<std::pair<Hash, unsigned>> parents;
  };

  void add_thing(const Hash& id, Thing thing) { things_[id] = std::move(thing); }
  void add_oracle(const Address& oracle) { oracles_.insert({oracle, true}); }
  /// A token changes hands; the zero address stands for before its mint.
  void move_token(uint64_t token, const Address& to) { owners_[token] = to; }

  void serve(const Integer& fee, const Address& host, const std::vector<Earner>& adapters,
             const std::vector<Earner>& datasets);
  void bridge(const Integer& fee);
  /// A block's part of the pool, or a bonus for voting.
  void reward(const Address& producer, const Rational& amount);
  /// Anything else that somebody should have.
  void grant(const Address& who, const Rational& amount) { direct_[who] += amount; }

  /// What came in and what each class should have of it.
  [[nodiscard]] const Integer& inference_fees() const { return inference_fees_; }
  [[nodiscard]] const Integer& bridge_fees() const { return bridge_fees_; }
  [[nodiscard]] Rational of_class(Class which) const { return classes_[size_t(which)]; }
  /// What each account should have in all, parents' parts passed on.
  [[nodiscard]] std::map<Address, Rational> accounts() const;

 private:
  void share(Class which, const Rational& amount, const std::vector<Earner>& earners);

  std::map<Hash, Thing> things_;
  std::map<Hash, Rational> earned_;
  std::map<Address, Rational> direct_;
  std::map<Address, bool> oracles_;
  std::map<uint64_t, Address> owners_;
  Rational classes_[class_count];
  Integer inference_fees_;
  Integer bridge_fees_;
};

}  // namespace mozi::suite
