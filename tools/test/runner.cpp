// Runs tests: once, with drawn arguments, or as random sequences of steps.
#include "tools/test/runner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/test/draw.hpp"

namespace mozi::test {
namespace {

constexpr size_t shrink_budget = 500;

/// "" if the body passes, else what failed and where. Arguments that do not matter pass, marked.
struct Verdict {
  std::string failure = {};
  bool discarded = false;
};

template <class F>
Verdict judge(F body) {
  try {
    body();
  } catch (const Failure& failure) {
    const std::string_view path = failure.at.file_name();
    return {.failure = fmt::format("{}:{}: {}", path.substr(path.rfind('/') + 1), failure.at.line(),
                                   failure.message)};
  } catch (const Discarded&) {
    return {.discarded = true};
  } catch (const std::exception& error) {
    return {.failure = error.what()};
  }
  return {};
}

std::string words_text(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words)
    text += (text.empty() ? "" : ", ") + (word > (Word{1} << 64) ? to_hex(word) : to_decimal(word));
  return "(" + text + ")";
}

uint64_t mixed(uint64_t seed, uint64_t run) {
  return Random(seed ^ (run * 0xd1342543de82ef95)).next();
}

void run_plain(const Tests::Test& test, World::Shared& shared, Report& report) {
  shared.test_gas = 0;
  const auto verdict = judge([&] {
    World world(shared);
    test.body(world);
  });
  report.gas = shared.test_gas;
  report.passed = verdict.failure.empty();
  report.message = verdict.failure;
}

void run_fuzz(const Tests::Test& test, World::Shared& shared, const RunnerOptions& options,
              Report& report) {
  const auto attempt = [&](const std::vector<Word>& words) {
    return judge([&] {
      World world(shared);
      test.drawn.run(&world, words);
    });
  };
  const auto fails = [&](const std::vector<Word>& words) {
    return !attempt(words).failure.empty();
  };
  report.is_plain = false;
  uint64_t discarded = 0;
  for (report.runs = 0; report.runs < options.runs; ++report.runs) {
    Random random(mixed(options.seed, report.runs));
    const auto words = draw(random, test.drawn.bits);
    const auto verdict = attempt(words);
    discarded += verdict.discarded ? 1 : 0;
    if (verdict.failure.empty()) continue;
    ++report.runs;
    const auto least = shrink(words, shrink_budget, fails);
    report.passed = false;
    report.message = attempt(least).failure;
    report.details.push_back("arguments " + words_text(least));
    return;
  }
  if (discarded != report.runs || report.runs == 0) return;
  report.passed = false;
  report.message = "every run's arguments were discarded by assume";
}

/// One step of a sequence.
struct Move {
  size_t step = 0;
  std::vector<Word> words;
};

/// Random sequences of one stateful test.
class Sequences {
 public:
  Sequences(const Tests::Test& test, World::Shared& shared, const RunnerOptions& options)
      : test_(test), shared_(shared), options_(options) {}

  void run(Report& report) {
    report.is_plain = false;
    for (report.runs = 0; report.runs < options_.sequences; ++report.runs) {
      Random random(mixed(options_.seed, report.runs));
      std::vector<Move> moves;
      auto verdict = play(moves, &random);
      if (verdict.failure.empty()) continue;
      ++report.runs;
      moves = shorten(std::move(moves));
      report.passed = false;
      report.message = play(moves, nullptr).failure;
      for (const Move& move : moves)
        report.details.push_back(names_.at(move.step) + words_text(move.words));
      return;
    }
  }

 private:
  /// Plays the moves, or, with a generator, draws them until one fails or there are enough.
  Verdict play(std::vector<Move>& moves, Random* random) {
    return judge([&] {
      World world(shared_);
      Actions actions;
      test_.setup(world, actions);
      names_.clear();
      for (const auto& [name, step] : actions.steps) names_.push_back(name);
      check(actions);
      if (actions.steps.empty()) throw Failure{"expected a step to take, got none", {}};
      if (random == nullptr) {
        for (const Move& move : moves) take(actions, move);
        return;
      }
      const uint64_t count = 1 + random->below(std::max<uint64_t>(options_.steps, 1));
      for (uint64_t i = 0; i < count; ++i) {
        const size_t step = random->below(actions.steps.size());
        moves.push_back({step, draw(*random, actions.steps[step].second.bits)});
        take(actions, moves.back());
      }
    });
  }

  static void check(const Actions& actions) {
    for (const auto& [name, invariant] : actions.invariants) {
      try {
        invariant();
      } catch (Failure& failure) {
        failure.message = name + ": " + failure.message;
        throw;
      }
    }
  }

  static void take(const Actions& actions, const Move& move) {
    try {
      actions.steps.at(move.step).second.run(nullptr, move.words);
    } catch (const Discarded&) {
      return;  // this step does not apply here
    }
    check(actions);
  }

  bool fails(std::vector<Move> moves) { return !play(moves, nullptr).failure.empty(); }

  /// Leaves out what is not needed, large pieces first, then makes arguments smaller.
  std::vector<Move> shorten(std::vector<Move> moves) {
    for (size_t piece = std::max<size_t>(moves.size() / 2, 1);; piece /= 2) {
      for (size_t at = 0; at < moves.size();) {
        auto fewer = moves;
        const size_t end = std::min(at + piece, fewer.size());
        fewer.erase(fewer.begin() + static_cast<ptrdiff_t>(at),
                    fewer.begin() + static_cast<ptrdiff_t>(end));
        if (fails(fewer))
          moves = std::move(fewer);
        else
          at += piece;
      }
      if (piece <= 1) break;
    }
    for (size_t i = 0; i < moves.size(); ++i)
      moves[i].words =
          shrink(moves[i].words, shrink_budget / moves.size() + 1, [&](const auto& words) {
            auto smaller = moves;
            smaller[i].words = words;
            return fails(smaller);
          });
    return moves;
  }

  const Tests::Test& test_;
  World::Shared& shared_;
  const RunnerOptions& options_;
  std::vector<std::string> names_;
};

}  // namespace

Report run_test(const Tests::Test& test, World::Shared& shared, const RunnerOptions& options) {
  Report report{.name = test.name};
  switch (test.kind) {
    case Tests::Test::Kind::plain:
      run_plain(test, shared, report);
      break;
    case Tests::Test::Kind::fuzz:
      run_fuzz(test, shared, options, report);
      break;
    case Tests::Test::Kind::stateful:
      Sequences(test, shared, options).run(report);
      break;
  }
  return report;
}

}  // namespace mozi::test
