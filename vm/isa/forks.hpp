// The rules of every fork: the fork before it plus a list of EIPs, folded at compile time.
#pragma once

#include <array>

#include "vm/isa/eips.hpp"

namespace mozi::isa {

inline constexpr size_t fork_count = static_cast<size_t>(Fork::bpo2) + 1;

namespace forks {

/// `fork` is `before` with these EIPs applied in order.
consteval Rules with(Rules before, Fork fork, auto... eips) {
  before.fork = fork;
  ((before = eips(before)), ...);
  return before;
}

// clang-format off
inline constexpr Rules frontier       = with({},             Fork::frontier, launch);
inline constexpr Rules homestead      = with(frontier,       Fork::homestead, eip_2);
inline constexpr Rules tangerine      = with(homestead,      Fork::tangerine, eip_150);
inline constexpr Rules spurious       = with(tangerine,      Fork::spurious, eip_155, eip_160, eip_161, eip_170);
inline constexpr Rules byzantium      = with(spurious,       Fork::byzantium, eip_100, eip_649, eip_658);
inline constexpr Rules constantinople = with(byzantium,      Fork::constantinople, eip_1234, eip_1283);
inline constexpr Rules petersburg     = with(constantinople, Fork::petersburg, eip_1716);
inline constexpr Rules istanbul       = with(petersburg,     Fork::istanbul, eip_1108, eip_1884, eip_2028, eip_2200);
inline constexpr Rules berlin         = with(istanbul,       Fork::berlin, eip_2384, eip_2565, eip_2929, eip_2930);
inline constexpr Rules london         = with(berlin,         Fork::london, eip_1559, eip_3529, eip_3541, eip_3554);
inline constexpr Rules paris          = with(london,         Fork::paris, eip_3675, eip_4399);
inline constexpr Rules shanghai       = with(paris,          Fork::shanghai, eip_3651, eip_3860, eip_4895);
inline constexpr Rules cancun         = with(shanghai,       Fork::cancun, eip_4788, eip_4844, eip_6780);
inline constexpr Rules prague         = with(cancun,         Fork::prague, eip_2935, eip_7623, eip_7685, eip_7691, eip_7702);
inline constexpr Rules osaka          = with(prague,         Fork::osaka, eip_7594, eip_7823, eip_7825, eip_7883, eip_7918, eip_7934);
inline constexpr Rules bpo1           = with(osaka,          Fork::bpo1, blobs_bpo1);
inline constexpr Rules bpo2           = with(bpo1,           Fork::bpo2, blobs_bpo2);

/// Indexed by Fork.
inline constexpr std::array<Rules, fork_count> all = {
    frontier, homestead, tangerine, spurious, byzantium, constantinople, petersburg, istanbul, berlin,
    london,   paris,     shanghai,  cancun,   prague,    osaka,          bpo1,       bpo2};
// clang-format on

static_assert(
    [] {
      for (size_t i = 0; i < all.size(); ++i)
        if (static_cast<size_t>(all[i].fork) != i) return false;
      return true;
    }(),
    "the forks stand in the order of enum Fork");

}  // namespace forks
}  // namespace mozi::isa
