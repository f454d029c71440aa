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
  // floor(1e18 * 2^(k/26))
  static constexpr std::array<uint64_t, half_life> growth = {
      1000000000000000000u, 1027018050708772437u, 1054766076481646673u, 1083263799821920750u,
      1112531476096486920u, 1142589907932767254u, 1173460460004626391u, 1205165074217770817u,
      1237726285305428047u, 1271167236845390644u, 1305511697709809551u, 1340784078959428779u,
      1377009451194269374u, 1414213562373095048u, 1452422856114325043u, 1491664490491401970u,
      1531966357335973870u, 1573357102062610608u, 1615866144029145473u, 1659523697447113512u,
      1704360792857149153u, 1750409299184607206u, 1797701946391083748u, 1846272348737936958u,
      1896155028678342929u, 1947385441394868253u};

  /// The sum up to and including an epoch.
  struct Point {
    U64 epoch;
    U256 sum;
  };
  struct Tally {
    U256 own, total;
  };

  ERROR(BadEpochLength, ());

  PUBLIC_IMMUTABLE(governanceEpochLength, U64);
  IMMUTABLE(first_epoch, U64);
  FIELD(own_points, Map<Address, Array<Point>>);
  FIELD(total_points, Array<Point>);

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
    U256 own_sum = sum_at([&] { return own_points[who]; }, epoch);
    U256 total_sum = sum_at([&]() -> auto& { return total_points; }, epoch);
    return Tally{own_sum, total_sum};
  }

  DEF(void, tally, (Address who, U256 amount)) {
    U64 now = tally_epoch();
    U256 weighted = amount * g(now);
    add_point([&] { return own_points[who]; }, now, weighted);
    add_point([&]() -> auto& { return total_points; }, now, weighted);
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

  /// `points` names the array anew at each use, because a place goes stale with the next statement.
  template <class Points>
  static void add_point(const Points& points, const U64& now, const U256& weighted) {
    U256 count = points().length();
    If (count != 0 && points()[count - 1].epoch == now) {
      points()[count - 1].sum += weighted;
    }
    Else {
      U256 sum = weighted;
      If (count != 0) {
        sum += points()[count - 1].sum;
      }
      points().push(Point{now, sum});
    }
  }

  /// The sum of the last point at or before `epoch`; 0 if there is none.
  template <class Points>
  static U256 sum_at(const Points& points, const U64& epoch) {
    U256 low = 0;
    U256 high = points().length();
    While (low < high) {
      U256 middle = (low + high) / 2;
      If (points()[middle].epoch > epoch) {
        high = middle;
      }
      Else {
        low = middle + 1;
      }
    }
    U256 sum = 0;
    If (low != 0) {
      sum = points()[low - 1].sum;
    }
    return sum;
  }
};

}  // namespace stdlib::governance
