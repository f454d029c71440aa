// All actors and functions in random order, with amounts that do not divide, beside exact books.
#include "tests/contracts/interleaving.hpp"

#include <cstdlib>
#include <iostream>

using namespace mozi;
using namespace mozi::test;

namespace {

constexpr size_t between_comparisons = 100;

/// Where a sequence first differs, and how; nothing if it does not.
struct Failure {
  size_t steps;
  std::string difference;
};
std::optional<Failure> play(Interleaving& world, const std::vector<Action>& steps,
                            size_t interval) {
  world.restart();
  for (size_t i = 0; i < steps.size(); ++i) {
    if (auto difference = world.run(steps[i])) return Failure{i + 1, *difference};
    if (i % interval == interval - 1 || i + 1 == steps.size())
      if (auto difference = world.compare()) return Failure{i + 1, *difference};
  }
  return std::nullopt;
}

/// Leaves out what is not needed to fail: halves, quarters, and so on down to single steps.
std::vector<Action> shrink(Interleaving& world, std::vector<Action> steps) {
  for (size_t chunk = std::max<size_t>(steps.size() / 2, 1);;
       chunk = std::max<size_t>(chunk / 2, 1)) {
    bool shorter = false;
    for (size_t from = 0; from < steps.size();) {
      auto without = steps;
      without.erase(
          without.begin() + static_cast<std::ptrdiff_t>(from),
          without.begin() + static_cast<std::ptrdiff_t>(std::min(from + chunk, steps.size())));
      if (const auto failure = play(world, without, 1); failure && !without.empty()) {
        without.resize(failure->steps);
        steps = std::move(without);
        shorter = true;
      } else {
        from += chunk;
      }
    }
    if (chunk == 1 && !shorter) return steps;
  }
}

std::string text(const std::vector<Action>& steps) {
  std::string all;
  for (const auto& step : steps)
    all += "  {" + std::to_string(step.action) + "u, " + std::to_string(step.a) + "u, " +
           std::to_string(step.b) + "u, " + std::to_string(step.c) + "u},\n";
  return all;
}

uint64_t steps_to_run() {
  const char* asked = std::getenv("MOZI_SUITE_STEPS");
  return asked == nullptr ? 100'000 : std::strtoull(asked, nullptr, 10);
}

}  // namespace

TEST_CASE("contracts and exact books agree after any interleaving of all actors") {
  Interleaving world;
  constexpr uint64_t per_sequence = 2'000;
  const auto sequences = std::max<uint64_t>(steps_to_run() / per_sequence, 1);
  for (uint64_t seed = 1; seed <= sequences; ++seed) {
    suite::Random random(seed);
    std::vector<Action> steps;
    for (uint64_t i = 0; i < per_sequence; ++i) steps.push_back(Interleaving::draw(random));
    auto failure = play(world, steps, between_comparisons);
    if (!failure) continue;
    steps.resize(failure->steps);
    const auto shortest = shrink(world, steps);
    failure = play(world, shortest, 1);
    FAIL("seed " << seed << ", shortened to " << shortest.size() << " steps:\n"
                 << text(shortest) << failure->difference);
  }
  std::cout << sequences * per_sequence << " steps, " << world.successes()
            << " of them successful\n";
  CHECK(world.successes() * 3 > sequences * per_sequence);
}

TEST_CASE("a book that is a wei wrong is found, and the sequence shortened to the fault") {
  Interleaving world(1);
  suite::Random random(5);
  std::vector<Action> steps;
  for (int i = 0; i < 200; ++i) steps.push_back(Interleaving::draw(random));
  const auto failure = play(world, steps, 1);
  REQUIRE(failure);
  steps.resize(failure->steps);
  CHECK(shrink(world, steps).size() == 1);
}
