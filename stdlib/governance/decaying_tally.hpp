// Sums in which what is older counts less: a decaying tally per account with its total, by epoch.
#pragma once

#include <array>
#include <mozi/dsl.hpp>

namespace stdlib::governance {

using namespace mozi::dsl;

/// An amount of epoch e enters multiplied by g(e), which doubles every 26 epochs; so only relative
/// weights decay, and what was recorded never has to be touched again. g stops growing after 2,600
/// epochs, where an amount below 2^93 in all still fits.
struct DecayingTally {
  static constexpr unsigned half_life = 26;
  static constexpr unsigned last_growth = 2'600;
  static constexpr unsigned marks_per_word_bits = 8;
  static constexpr unsigned last_mark = 255;
  // Accounts are series of their own; these two keys are no account's.
  static constexpr auto total_series = max_of<U256>();
  // floor(1e18 * 2^(k/26))
  static constexpr std::array<uint64_t, half_life> growth = {
      1000000000000000000u, 1027018050708772437u, 1054766076481646673u, 1083263799821920750u,
      1112531476096486920u, 1142589907932767254u, 1173460460004626391u, 1205165074217770817u,
      1237726285305428047u, 1271167236845390644u, 1305511697709809551u, 1340784078959428779u,
      1377009451194269374u, 1414213562373095048u, 1452422856114325043u, 1491664490491401970u,
      1531966357335973870u, 1573357102062610608u, 1615866144029145473u, 1659523697447113512u,
      1704360792857149153u, 1750409299184607206u, 1797701946391083748u, 1846272348737936958u,
      1896155028678342929u, 1947385441394868253u};

  struct Tally {
    U256 own, total;
  };

  ERROR(BadEpochLength, ());

  PUBLIC_IMMUTABLE(governanceEpochLength, U64);
  IMMUTABLE(first_epoch, U64);
  // By series: its sum at the end of each epoch in which it grew, and one bit for each such epoch.
  FIELD(series_sums, Map<U256, Map<U256, U256>>);
  FIELD(series_marks, Map<U256, Map<U256, U256>>);

  MODIFIER(init_tally, (U64 epoch_length)) {
    require(epoch_length != 0, BadEpochLength());
    governanceEpochLength = epoch_length;
    first_epoch = truncate<U64>(block.number / epoch_length);
  }

  DEF(U64, tally_epoch, ()) { return truncate<U64>(block.number / governanceEpochLength); }

  /// The weight of what is recorded in an epoch, relative to 1e18 in the first.
  FN(U256, g, (U64 epoch), view) {
    U256 age = 0;
    If (epoch > first_epoch) {
      age = epoch - first_epoch;
    }
    If (age > last_growth) {
      age = last_growth;
    }
    return growth_in_half_life(age % half_life) << (age / half_life);
  }

  /// An account's tally and the total as of the end of an epoch.
  FN(Outputs<Tally>, tallyAt, (Address who, U64 epoch), view) {
    U256 own_sum = series_at(series_of(who), epoch);
    U256 total_sum = series_at(total_series, epoch);
    return Tally{own_sum, total_sum};
  }

  /// An account's series.
  static U256 series_of(const Address& who) { return reinterpret<U160>(who); }

  DEF(void, tally, (Address who, U256 amount)) {
    If (amount == 0) {
      Return();
    }
    U256 weighted = amount * g(tally_epoch());
    add_to_series(series_of(who), weighted);
    add_to_series(total_series, weighted);
  }

  /// Adds an amount, other than 0, in the current epoch. One slot is written once the epoch has
  /// been opened.
  DEF(void, add_to_series, (U256 series, U256 weighted)) {
    U256 now = tally_epoch();
    U256 sum = series_sums[series][now];
    If (sum == 0) {
      sum = series_at(series, truncate<U64>(now));
      series_marks[series][now >> marks_per_word_bits] |= number(1) << (now & last_mark);
    }
    series_sums[series][now] = sum + weighted;
  }

  /// A series' sum at the end of an epoch. Looks at one word of marks per 256 epochs (5 years).
  DEF(U256, series_at, (U256 series, U64 epoch)) {
    U256 last = tally_epoch();
    If (epoch < last) {
      last = epoch;
    }
    U256 word = last >> marks_per_word_bits;
    U256 first_word = U256(first_epoch) >> marks_per_word_bits;
    U256 marks = series_marks[series][word] & (max_of<U256>() >> (last_mark - (last & last_mark)));
    While (marks == 0 && word > first_word) {
      word -= 1;
      marks = series_marks[series][word];
    }
    If (marks == 0) {
      Return(0);
    }
    return series_sums[series][word << marks_per_word_bits | highest_bit(marks)];
  }

  DEF(U256, growth_in_half_life, (U256 step)) {
    U256 result = 0;
    search_growth(result, step, 0, half_life);
    return result;
  }

 private:
  /// A binary search over growth[begin, end) as nested Ifs.
  static void search_growth(U256& result, const U256& step, unsigned begin, unsigned end) {
    if (end - begin == 1) {
      result = growth[begin];
      return;
    }
    const unsigned middle = (begin + end) / 2;
    If (step < middle) {
      search_growth(result, step, begin, middle);
    }
    Else {
      search_growth(result, step, middle, end);
    }
  }

  /// The place of the highest bit of a number other than 0.
  static U256 highest_bit(const U256& word) {
    U256 rest = word;
    U256 place = 0;
    for (unsigned step = 128; step != 0; step /= 2) {
      If (rest >> step != 0) {
        rest >>= step;
        place += step;
      }
    }
    return place;
  }
};

}  // namespace stdlib::governance
