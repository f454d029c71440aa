// The sponge, its permutation, and the constants from the Grain generator.
//
// Partial rounds run in other coordinates than the definition's. With the mixing matrix split as
// [m v; w N] between the first element, which has the S-box, and the other two, the pair
// t = (v s, (v N - a v) s), a the trace of N, turns one round into
//     s0' = m y + t1      t1' = (v w) y + a t1 + t2      t2' = ((v N - a v) w) y - det(N) t1
// where y is the fifth power. Scaling each variable by a constant of its round makes the factor m
// one, which leaves four products per round and none between two fifth powers.
#include "vm/crypto/poseidon.hpp"

namespace mozi::crypto {
namespace {

using Fr = Poseidon::Element;
constexpr size_t width = 3;
constexpr size_t full_rounds = 8;
constexpr size_t partial_rounds = 56;
constexpr size_t all_rounds = full_rounds + partial_rounds;
constexpr unsigned prime_bits = 254;

using State = std::array<Fr, width>;

/// The random bits of Poseidon's authors: an 80-bit shift register whose output thins itself out.
class Grain {
 public:
  Grain() {
    append(2, 1);  // a prime field
    append(4, 0);  // powers as the S-box
    append(12, prime_bits);
    append(12, width);
    append(10, full_rounds);
    append(10, partial_rounds);
    append(30, (1u << 30) - 1);
    for (unsigned i = 0; i < 160; ++i) step();
  }

  /// The next element, drawn until it is below the prime.
  Fr next_element() {
    for (;;)
      if (const auto element = Fr::checked(next_word())) return *element;
  }
  /// The next element, reduced by the prime.
  Fr next_reduced() { return Fr::reduced(next_word()); }

 private:
  void append(unsigned count, unsigned value) {
    for (unsigned i = count; i-- > 0;) shift_in(value >> i & 1);
  }
  void shift_in(uint64_t bit) {
    low_ = low_ >> 1 | (high_ & 1) << 63;
    high_ = high_ >> 1 | bit << 15;
  }
  uint64_t step() {
    // The oldest bit is bit 0.
    const uint64_t bit =
        (low_ >> 62 ^ low_ >> 51 ^ low_ >> 38 ^ low_ >> 23 ^ low_ >> 13 ^ low_) & 1;
    shift_in(bit);
    return bit;
  }
  uint64_t next_bit() {
    // Of each pair, the first bit tells whether the second one counts.
    while (step() == 0) step();
    return step();
  }
  Word next_word() {
    Word w;
    for (unsigned i = prime_bits; i-- > 0;) w.limb[i / 64] |= next_bit() << (i % 64);
    return w;
  }

  uint64_t low_ = 0;   // bits 0 to 63 of the register
  uint64_t high_ = 0;  // bits 64 to 79
};

/// The constants of the definition.
struct Definition {
  std::array<State, all_rounds> round_constants;
  std::array<State, width> mix;

  Definition() {
    Grain grain;
    for (State& round : round_constants)
      for (Fr& c : round) c = grain.next_element();
    State xs;
    State ys;
    for (Fr& x : xs) x = grain.next_reduced();
    for (Fr& y : ys) y = grain.next_reduced();
    for (size_t i = 0; i < width; ++i)
      for (size_t j = 0; j < width; ++j) mix[i][j] = (xs[i] + ys[j]).inverse();
  }
};

Fr fifth_power(const Fr& x) {
  return x.square().square() * x;
}

/// A row of two and a 2x2 matrix.
using Row2 = std::array<Fr, 2>;
using Matrix2 = std::array<Row2, 2>;

Wide wide_dot(const Row2& a, const Row2& b) {
  Wide sum = a[0].product(b[0]);
  sum += a[1].product(b[1]);
  return sum;
}

Fr dot(const Row2& a, const Row2& b) {
  return Fr::reduce(wide_dot(a, b));
}

/// One partial round on the scaled variables: z = (u + c)^5, u' = z + t1,
/// t1' = z_to_1 z + t1_to_1 t1 + t2, t2' = z_to_2 z + t1_to_2 t1.
struct PartialRound {
  Fr constant;
  Fr z_to_1;
  Fr t1_to_1;
  Fr z_to_2;
  Fr t1_to_2;
};

class Permutation {
 public:
  Permutation();
  void apply(State& s) const {
    for (size_t round = 0; round < full_rounds / 2; ++round) full_round(s, round);
    run_partial_rounds(s);
    for (size_t round = full_rounds / 2 + partial_rounds; round < all_rounds; ++round)
      full_round(s, round);
  }

 private:
  void full_round(State& s, size_t round) const {
    State powers;
    for (size_t i = 0; i < width; ++i)
      powers[i] = fifth_power(s[i] + definition_.round_constants[round][i]);
    for (size_t i = 0; i < width; ++i) {
      Wide sum = definition_.mix[i][0].product(powers[0]);
      for (size_t j = 1; j < width; ++j) sum += definition_.mix[i][j].product(powers[j]);
      s[i] = Fr::reduce(sum);
    }
  }
  void run_partial_rounds(State& s) const;

  Definition definition_;
  std::array<PartialRound, partial_rounds> rounds_;
  Matrix2 enter_;  // (s1, s2) -> (t1, t2)
  Matrix2 leave_;  // back
  Fr leave_first_;
  State leave_constants_;
};

Permutation::Permutation() {
  const auto& mix = definition_.mix;
  const Fr m = mix[0][0];
  const Row2 v = {mix[0][1], mix[0][2]};
  const Row2 w = {mix[1][0], mix[2][0]};
  const Fr trace = mix[1][1] + mix[2][2];
  const Fr determinant = mix[1][1] * mix[2][2] - mix[1][2] * mix[2][1];
  const Row2 vn = {dot(v, {mix[1][1], mix[2][1]}), dot(v, {mix[1][2], mix[2][2]})};
  const Matrix2 t = {v, Row2{vn[0] - trace * v[0], vn[1] - trace * v[1]}};

  // The scale of the first element in round r; t1 and t2 are scaled one and two rounds ahead.
  std::array<Fr, partial_rounds + 3> scale;
  scale[0] = Fr::one();
  for (size_t r = 1; r < scale.size(); ++r) scale[r] = m * fifth_power(scale[r - 1]);

  // Constants of the other two elements pass through the mixing into later rounds.
  State carried{};
  for (size_t r = 0; r < partial_rounds; ++r) {
    const State& own = definition_.round_constants[full_rounds / 2 + r];
    const Fr y_scale = fifth_power(scale[r]);
    const Fr over_1 = scale[r + 2].inverse();
    const Fr over_2 = scale[r + 3].inverse();
    rounds_[r] = {(own[0] + carried[0]) * scale[r].inverse(), dot(t[0], w) * y_scale * over_1,
                  trace * scale[r + 1] * over_1, dot(t[1], w) * y_scale * over_2,
                  -determinant * scale[r + 1] * over_2};
    const Row2 rest = {own[1] + carried[1], own[2] + carried[2]};
    for (size_t i = 0; i < width; ++i) carried[i] = dot({mix[i][1], mix[i][2]}, rest);
  }

  const Row2 first = {scale[1].inverse(), scale[2].inverse()};
  const Row2 last = {scale[partial_rounds + 1], scale[partial_rounds + 2]};
  const Fr over = (t[0][0] * t[1][1] - t[0][1] * t[1][0]).inverse();
  for (size_t i = 0; i < 2; ++i) enter_[i] = {t[i][0] * first[i], t[i][1] * first[i]};
  leave_ = {Row2{t[1][1] * over * last[0], -t[0][1] * over * last[1]},
            Row2{-t[1][0] * over * last[0], t[0][0] * over * last[1]}};
  leave_first_ = scale[partial_rounds];
  leave_constants_ = carried;
}

void Permutation::run_partial_rounds(State& s) const {
  Fr u = s[0];
  Fr t1 = dot(enter_[0], {s[1], s[2]});
  Wide t2 = wide_dot(enter_[1], {s[1], s[2]});
  for (const PartialRound& round : rounds_) {
    const Fr z = fifth_power(u + round.constant);
    u = z + t1;
    Wide t1_next = round.z_to_1.product(z);
    t1_next += round.t1_to_1.product(t1);
    t1_next += t2;
    t2 = round.z_to_2.product(z);
    t2 += round.t1_to_2.product(t1);
    t1 = Fr::reduce(t1_next);
  }
  s[0] = u * leave_first_ + leave_constants_[0];
  s[1] = dot(leave_[0], {t1, Fr::reduce(t2)}) + leave_constants_[1];
  s[2] = dot(leave_[1], {t1, Fr::reduce(t2)}) + leave_constants_[2];
}

void permute(State& s) {
  static const Permutation permutation;
  permutation.apply(s);
}

}  // namespace

void Poseidon::absorb(const Element& element) {
  if (used_ == rate) {
    permute(state_);
    used_ = 0;
  }
  state_[1 + used_++] += element;
}

Poseidon::Element Poseidon::finish() {
  if (used_ == 0) return {};
  permute(state_);
  return state_[1];
}

Poseidon::Element poseidon_hash(const Poseidon::Element& left, const Poseidon::Element& right) {
  Poseidon hash;
  hash.absorb(left);
  hash.absorb(right);
  return hash.finish();
}

}  // namespace mozi::crypto
