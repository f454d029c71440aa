// The seven precompiles of BLS12-381 (EIP-2537). Any bad input is a failure.
#include "vm/crypto/bls12_381.hpp"

#include <algorithm>

#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

/// What sums of 1, 2, ..., 128 terms pay per term, in thousandths; longer sums pay like 128.
using Discounts = std::array<uint16_t, 128>;

// clang-format off
constexpr Discounts g1_discounts = {
    1000, 949, 848, 797, 764, 750, 738, 728, 719, 712, 705, 698, 692, 687, 682, 677,
    673, 669, 665, 661, 658, 654, 651, 648, 645, 642, 640, 637, 635, 632, 630, 627,
    625, 623, 621, 619, 617, 615, 613, 611, 609, 608, 606, 604, 603, 601, 599, 598,
    596, 595, 593, 592, 591, 589, 588, 586, 585, 584, 582, 581, 580, 579, 577, 576,
    575, 574, 573, 572, 570, 569, 568, 567, 566, 565, 564, 563, 562, 561, 560, 559,
    558, 557, 556, 555, 554, 553, 552, 551, 550, 549, 548, 547, 547, 546, 545, 544,
    543, 542, 541, 540, 540, 539, 538, 537, 536, 536, 535, 534, 533, 532, 532, 531,
    530, 529, 528, 528, 527, 526, 525, 525, 524, 523, 522, 522, 521, 520, 520, 519};
constexpr Discounts g2_discounts = {
    1000, 1000, 923, 884, 855, 832, 812, 796, 782, 770, 759, 749, 740, 732, 724, 717,
    711, 704, 699, 693, 688, 683, 679, 674, 670, 666, 663, 659, 655, 652, 649, 646,
    643, 640, 637, 634, 632, 629, 627, 624, 622, 620, 618, 615, 613, 611, 609, 607,
    606, 604, 602, 600, 598, 597, 595, 593, 592, 590, 589, 587, 586, 584, 583, 582,
    580, 579, 578, 576, 575, 574, 573, 571, 570, 569, 568, 567, 566, 565, 563, 562,
    561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 552, 551, 550, 549, 548, 547,
    546, 545, 545, 544, 543, 542, 541, 541, 540, 539, 538, 537, 537, 536, 535, 535,
    534, 533, 532, 532, 531, 530, 530, 529, 528, 528, 527, 526, 526, 525, 524, 524};
// clang-format on

int64_t sum_gas(size_t terms, int64_t term_gas, const Discounts& discounts) {
  if (terms == 0) return 0;
  const int64_t discount = discounts[std::min(terms, discounts.size()) - 1];
  return static_cast<int64_t>(terms) * term_gas * discount / 1000;
}

bool give(const auto& point, Bytes& output) {
  if (!point) return false;
  output.assign(point->begin(), point->end());
  return true;
}

/// The input as a span of exactly `size` bytes, or nothing.
template <size_t size>
std::optional<std::span<const uint8_t, size>> exactly(BytesView input) {
  if (input.size() != size) return {};
  return input.first<size>();
}

}  // namespace

int64_t bls_g1_msm_gas(BytesView input) {
  return sum_gas(input.size() / crypto::bls12_381::g1_term_size, 12000, g1_discounts);
}
int64_t bls_g2_msm_gas(BytesView input) {
  return sum_gas(input.size() / crypto::bls12_381::g2_term_size, 22500, g2_discounts);
}

bool BLS_G1_ADD(const isa::Rules&, BytesView input, Bytes& output) {
  const auto points = exactly<2 * crypto::bls12_381::g1_size>(input);
  return points && give(crypto::bls12_381::add_g1(*points), output);
}

bool BLS_G1_MSM(const isa::Rules&, BytesView input, Bytes& output) {
  return give(crypto::bls12_381::multiply_g1(input), output);
}

bool BLS_G2_ADD(const isa::Rules&, BytesView input, Bytes& output) {
  const auto points = exactly<2 * crypto::bls12_381::g2_size>(input);
  return points && give(crypto::bls12_381::add_g2(*points), output);
}

bool BLS_G2_MSM(const isa::Rules&, BytesView input, Bytes& output) {
  return give(crypto::bls12_381::multiply_g2(input), output);
}

bool BLS_PAIRING(const isa::Rules&, BytesView input, Bytes& output) {
  const auto is_one = crypto::bls12_381::pairing_is_one(input);
  if (!is_one) return false;
  output.assign(32, 0);
  output.back() = *is_one ? 1 : 0;
  return true;
}

bool BLS_MAP_FP_G1(const isa::Rules&, BytesView input, Bytes& output) {
  const auto element = exactly<crypto::bls12_381::fp_size>(input);
  return element && give(crypto::bls12_381::map_to_g1(*element), output);
}

bool BLS_MAP_FP2_G2(const isa::Rules&, BytesView input, Bytes& output) {
  const auto element = exactly<crypto::bls12_381::fp2_size>(input);
  return element && give(crypto::bls12_381::map_to_g2(*element), output);
}

}  // namespace mozi::exec::precompile
