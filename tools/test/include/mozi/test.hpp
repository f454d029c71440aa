// What a contract's tests include. A test program defines `mozi_tests`; `mozi test` builds and runs
// it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "mozi/word.hpp"
#include "tools/abi/value.hpp"

namespace mozi::test {

using abi::Value;
using Arguments = std::vector<Value>;
using At = std::source_location;

inline constexpr uint64_t gwei = 1'000'000'000;
inline const Word ether{1'000'000'000'000'000'000u};

/// Where a test went wrong, and how.
struct Failure {
  std::string message;
  At at;
};
/// Thrown by `assume`: the arguments do not matter, others are tried.
struct Discarded {};

class World;

/// What a transaction did.
struct Outcome {
  bool ok = true;
  std::string error = {};                // decoded: "TooMuch(asked: 5, held: 0)"
  std::vector<Value> results = {};       // of a call that succeeded
  std::vector<std::string> events = {};  // decoded, in order: "Deposited(who: 0x.., amount: 5)"
  uint64_t gas = 0;

  /// The only result, or the first.
  [[nodiscard]] const Value& result() const { return results.at(0); }
};

/// A contract on the test's chain. Functions are called by name, or by signature where names
/// repeat.
class Contract {
 public:
  Contract() = default;
  /// A transaction that must succeed.
  Outcome send(std::string_view function, const Arguments& arguments = {}, const Word& value = {},
               At at = At::current()) const;
  /// A transaction that may fail.
  Outcome try_send(std::string_view function, const Arguments& arguments = {},
                   const Word& value = {}, At at = At::current()) const;
  /// The first result of a call that changes nothing.
  [[nodiscard]] Value view(std::string_view function, const Arguments& arguments = {},
                           At at = At::current()) const;
  /// A transaction that must fail with an error: "TooMuch", or with arguments "TooMuch(5, 0)".
  void reverts(std::string_view error, std::string_view function, const Arguments& arguments = {},
               const Word& value = {}, At at = At::current()) const;

  [[nodiscard]] const Address& address() const { return address_; }
  operator Value() const { return address_; }  // NOLINT: contracts are passed as addresses

 private:
  friend class World;
  World* world_ = nullptr;
  size_t index_ = 0;  // of its interface
  Address address_;
};

/// A chain of one test's own.
class World {
 public:
  struct Shared;
  explicit World(Shared& shared);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Deploys a contract of the project. The deployer is the current sender.
  Contract deploy(std::string_view contract, const Arguments& arguments = {},
                  const Word& value = {}, At at = At::current());

  /// An address that depends on the name alone, with 2^96 wei.
  Address account(std::string_view name);
  /// The next transaction or view comes from this account.
  void prank(const Address& sender);
  /// All further ones do.
  void act_as(const Address& sender);
  /// Sets the balance of an account.
  void deal(const Address& account, const Word& wei);
  [[nodiscard]] Word balance(const Address& account);
  /// Sets the time of the next block; it must not lie before.
  void warp(uint64_t timestamp);
  void skip(uint64_t seconds);
  [[nodiscard]] uint64_t timestamp() const;
  /// Mines empty blocks.
  void mine(uint64_t blocks = 1);

  /// The transaction that follows must emit this event: "Deposited", or "Deposited(0x.., 5)" with
  /// its arguments.
  void expect_event(std::string_view event);

  // Checks; the first that fails ends the test.
  void equal(const Value& got, const Value& expected, At at = At::current());
  void check(bool good, std::string_view what, At at = At::current());

 private:
  friend class Contract;
  struct State;
  std::unique_ptr<State> state_;
};

/// Goes on only if the arguments matter.
inline void assume(bool good) {
  if (!good) throw Discarded{};
}

namespace detail {

/// A drawn word as an argument. Addresses come from a few and from all.
template <class T>
T argument(const Word& word) {
  if constexpr (std::is_same_v<T, Word>)
    return word;
  else if constexpr (std::is_same_v<T, bool>)
    return (word.low() & 1) != 0;
  else if constexpr (std::is_same_v<T, Address>)
    return Address::from_word(word);
  else
    return static_cast<T>(word.low());
}

/// Bits that arguments of a type have: edges lie there.
template <class T>
constexpr unsigned bits_of() {
  if constexpr (std::is_same_v<T, Word>)
    return 256;
  else if constexpr (std::is_same_v<T, bool>)
    return 1;
  else if constexpr (std::is_same_v<T, Address>)
    return 160;
  else
    return 8 * sizeof(T);
}

/// A callable with its argument types taken from its own declaration.
struct Drawn {
  std::vector<unsigned> bits = {};
  std::function<void(World*, const std::vector<Word>&)> run = {};
};

template <class... A, class F, size_t... I>
Drawn drawn(F body, bool with_world, std::index_sequence<I...>) {
  static_cast<void>(with_world);
  return {{bits_of<std::decay_t<A>>()...}, [body](World* world, const std::vector<Word>& words) {
            if constexpr (std::is_invocable_v<F, World&, A...>)
              body(*world, argument<std::decay_t<A>>(words[I])...);
            else
              body(argument<std::decay_t<A>>(words[I])...);
          }};
}

template <class F, class R, class C, class... A>
Drawn with_world(F body, R (C::*)(World&, A...) const) {
  return drawn<A...>(std::move(body), true, std::index_sequence_for<A...>{});
}
template <class F, class R, class C, class... A>
Drawn without_world(F body, R (C::*)(A...) const) {
  return drawn<A...>(std::move(body), false, std::index_sequence_for<A...>{});
}

}  // namespace detail

/// What a stateful test may do, in any order and number, and what must hold after each step.
class Actions {
 public:
  /// A step; its arguments are drawn at random: [&](Address who, Word amount) { .. }.
  template <class F>
  void add(std::string name, F body) {
    steps.push_back({std::move(name), detail::without_world(std::move(body), &F::operator())});
  }
  /// Runs after the setup and after each step; fails by its checks.
  void always(std::string name, std::function<void()> body) {
    invariants.emplace_back(std::move(name), std::move(body));
  }

  std::vector<std::pair<std::string, detail::Drawn>> steps;
  std::vector<std::pair<std::string, std::function<void()>>> invariants;
};

/// The tests of a program, in order.
class Tests {
 public:
  struct Test {
    enum class Kind : uint8_t { plain, fuzz, stateful };
    std::string name;
    Kind kind = Kind::plain;
    std::function<void(World&)> body = {};
    detail::Drawn drawn = {};
    std::function<void(World&, Actions&)> setup = {};
  };

  /// A test: [](World& world) { .. }.
  void operator()(std::string name, std::function<void(World&)> body) {
    all.push_back({.name = std::move(name), .body = std::move(body)});
  }
  /// A test of arguments drawn at random, near the edges often: [](World& world, Word x) { .. }.
  /// What fails is made smaller before it is shown.
  template <class F>
  void fuzz(std::string name, F body) {
    all.push_back({.name = std::move(name),
                   .kind = Test::Kind::fuzz,
                   .drawn = detail::with_world(std::move(body), &F::operator())});
  }
  /// A test of random sequences of steps; those that break an invariant are made shorter.
  void stateful(std::string name, std::function<void(World&, Actions&)> setup) {
    all.push_back(
        {.name = std::move(name), .kind = Test::Kind::stateful, .setup = std::move(setup)});
  }

  std::vector<Test> all;
};

}  // namespace mozi::test

/// The author's: declares the tests.
void mozi_tests(mozi::test::Tests& test);
