// A world and its books under the same steps, each a few numbers, so that a failing sequence can
// be replayed and shortened.
#pragma once

#include <optional>

#include "contracts/suite/books.hpp"
#include "contracts/suite/cooperative.hpp"
#include "tests/contracts/world.hpp"

namespace mozi::test {

/// What happens next: which action, and numbers that choose who, what and how much. They mean
/// something in any state, so that steps can be left out.
struct Action {
  uint64_t action, a, b, c;
};

/// Runs steps on the compiled contracts and on the books beside them.
class Interleaving {
 public:
  explicit Interleaving(suite::Integer fault = 0);

  /// Back to the state before the first step.
  void restart();
  /// What differs after the step, if anything.
  std::optional<std::string> run(const Action& step);
  /// What differs between all that contracts answer and the books.
  std::optional<std::string> compare();
  [[nodiscard]] uint64_t successes() const { return successes_; }

  static Action draw(suite::Random& random) {
    return {random.next(), random.next(), random.next(), random.next()};
  }

 private:
  struct Outcome {
    bool expected;
    const Deployed* contract;
    chain::Receipt receipt;
  };

  Outcome act(const Action& step);
  Outcome market(const Action& step);
  Outcome registries(const Action& step);
  Outcome bridge(const Action& step);
  Outcome money(const Action& step);
  chain::Receipt call(const Address& from, const Deployed& to, std::string_view function,
                      const Client::Arguments& arguments = {}, const Word& value = {}) {
    return world_.client.try_send(from, to, function, arguments, value);
  }
  [[nodiscard]] suite::Integer number(const Deployed& contract, std::string_view function,
                                      const Client::Arguments& arguments = {}) {
    return suite::to_integer(world_.view(contract, function, arguments).word);
  }
  [[nodiscard]] const Address& person(uint64_t n) const { return people_[n % people_.size()]; }
  void set_up();

  World world_;
  suite::Books books_;
  suite::Integer fault_;
  Address system_;
  std::vector<Address> people_;
  std::vector<Hash> models_;
  std::vector<Hash> adapters_;
  std::vector<Hash> datasets_;
  std::vector<Hash> requests_;
  size_t start_ = 0;
  std::optional<suite::Books> books_at_start_;
  uint64_t successes_ = 0;
};

}  // namespace mozi::test
